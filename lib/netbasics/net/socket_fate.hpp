#ifndef NETBASICS_NET_SOCKET_FATE_HPP
#define NETBASICS_NET_SOCKET_FATE_HPP

#include "netbasics/error.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>

namespace netbasics::net {

namespace asio = boost::asio;

constexpr std::chrono::seconds delivery_time{5};  ///< that the peer's system has to acknowledge

/// Waits until all that was sent is acknowledged, at most `delivery_time`; connection_reset where the peer
/// threw it away.
asio::awaitable<result<void>> delivered(asio::ip::tcp::socket& socket);

/** Whether the peer has closed a connection that it had ended: it reset it, or, where both ends are on this
    machine, no process has the other end any more. TCP itself tells only once something is sent. */
bool peer_has_closed(asio::ip::tcp::socket& socket);

}  // namespace netbasics::net

#endif
