#ifndef NETBASICS_NET_LISTENER_HPP
#define NETBASICS_NET_LISTENER_HPP

#include "netbasics/error.hpp"
#include "netbasics/net/host_port.hpp"
#include "netbasics/net/trace.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace netbasics::net {

namespace asio = boost::asio;

/// A caller and where the call comes from.
struct caller {
    asio::ip::tcp::socket socket;
    asio::ip::tcp::endpoint from;
};

/** Listens at every address of a host, IPv4 and IPv6, with SO_REUSEADDR and the longest backlog.
    When descriptors or memory run out it rests for `rest` before it accepts again: to go on at once would
    burn the processor, to give up would leave a deaf server. */
class listener {
public:
    static constexpr std::chrono::milliseconds rest{100};

    listener(asio::any_io_executor where, trace told);

    /// Looks the host up and listens. Port 0: any free one, the same for all addresses.
    result<void> open(host_port const& where);

    /// Called once for each time that accepting has to rest.
    void on_rest(std::function<void(boost::system::error_code)> told) { resting_ = std::move(told); }

    /// The next caller; may wait in one coroutine for each of `sockets()`.
    asio::awaitable<result<caller>> accept(std::size_t which);

    /// What accepts fails with operation_aborted; callers wait in the kernel until somebody accepts again.
    void pause();

    bool is_open() const noexcept { return !acceptors_.empty() && acceptors_.front().is_open(); }

    std::size_t sockets() const noexcept { return acceptors_.size(); }

    std::vector<std::string> addresses() const;  ///< address:port of each socket
    std::uint16_t port() const;
    void close();

private:
    result<void> listen_at(asio::ip::tcp::endpoint const& end, bool both_families);
    void tell(socket_call call, asio::ip::tcp::acceptor& who, asio::ip::tcp::endpoint const& end,
              boost::system::error_code problem, std::string option = {});

    asio::any_io_executor where_;
    std::vector<asio::ip::tcp::acceptor> acceptors_;
    trace told_;
    std::function<void(boost::system::error_code)> resting_;
};

/// The addresses of a host for TCP, without asking a name server where it is an address.
result<std::vector<asio::ip::tcp::endpoint>> look_up(host_port const& where, bool to_listen);

}  // namespace netbasics::net

#endif
