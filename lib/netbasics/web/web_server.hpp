#ifndef NETBASICS_WEB_WEB_SERVER_HPP
#define NETBASICS_WEB_WEB_SERVER_HPP

#include "netbasics/server/room_server.hpp"
#include "netbasics/web/called_names.hpp"
#include "netbasics/web/web_stream.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace netbasics::web {

namespace asio = boost::asio;

/// What a browser may cost before it is a member.
struct web_limits {
    std::size_t header = 8192;              ///< bytes of a request; bodies are refused
    std::chrono::seconds request{10};       ///< to send one, and to take the answer
    std::chrono::seconds next_request{15};  ///< over the same connection
    std::size_t callers = 256;              ///< at a time; one more, and the one who came first has to go
};

/** Serves the page, and lets it into the room through a WebSocket. HTTP/1.1 (RFC 9112).
    One thread. */
class web_server {
public:
    /// `why_not`: a sentence where a caller from there may not come; empty: he may.
    web_server(asio::io_context& context, server::room_server& room, called_names names,
               std::function<std::string(asio::ip::address const&)> why_not, web_limits limits = {});
    ~web_server();
    web_server(web_server const&) = delete;
    web_server& operator=(web_server const&) = delete;

    void add(web_stream stream, asio::ip::address const& from);

    std::size_t callers() const;  ///< who are no members yet

    /// The page is served no more; members stay.
    void close();

private:
    class implementation;
    std::shared_ptr<implementation> me_;
};

}  // namespace netbasics::web

#endif
