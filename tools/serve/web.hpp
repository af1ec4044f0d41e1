#ifndef NETBASICS_TOOLS_SERVE_WEB_HPP
#define NETBASICS_TOOLS_SERVE_WEB_HPP

#include "chat/notices.hpp"
#include "chat/security.hpp"

#include "netbasics/set/access_list.hpp"
#include "netbasics/net/listener.hpp"
#include "netbasics/web/web_server.hpp"

#include <functional>

namespace netbasics::tools {

/// The room's second door, for browsers.
class web_door {
public:
    /// All outlive it.
    web_door(net::asio::io_context& context, server::room_server& room, set::access_list const& access,
             server_security const& security, notices& told);

    /// Listens at the room's host, tells where the page is, and lets browsers in.
    /// `origin`: of a proxy in front; empty: none.
    result<void> open(net::host_port const& where, std::string const& origin);

    void close();

private:
    net::asio::awaitable<void> let_in(std::size_t which);

    net::asio::io_context& context_;
    server::room_server& room_;
    set::access_list const& access_;
    server_security const& security_;
    notices& told_;
    net::listener door_;
    std::optional<web::web_server> server_;
};

}  // namespace netbasics::tools

#endif
