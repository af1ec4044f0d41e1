#ifndef NETBASICS_NET_RESOLVER_HPP
#define NETBASICS_NET_RESOLVER_HPP

#include "netbasics/error.hpp"
#include "netbasics/net/host_port.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace netbasics::net {

namespace asio = boost::asio;

/** The addresses of a host, as look_up() finds them; timed_out when `most` is over.
    getaddrinfo(3) cannot be interrupted: it runs in a thread of its own, which is left behind then and keeps
    neither the event loop nor the program. */
asio::awaitable<result<std::vector<asio::ip::tcp::endpoint>>>
resolve(host_port where, std::optional<std::chrono::milliseconds> most);

}  // namespace netbasics::net

#endif
