#ifndef NETBASICS_NET_CONNECTOR_HPP
#define NETBASICS_NET_CONNECTOR_HPP

#include "netbasics/net/listener.hpp"

#include <optional>
#include <vector>

namespace netbasics::net {

/// From one attempt to the next, while the first one is still open.
constexpr std::chrono::milliseconds attempt_delay{250};

/** Looks the host up and calls its addresses as RFC 8305 has it: IPv6 and IPv4 in turn, a new attempt when
   the last one failed or `attempt_delay` has passed; the first that answers is taken. Fails with the last
   error, or timed_out when `most` is over for looking up and calling together. */
asio::awaitable<result<caller>> call(host_port where, std::optional<std::chrono::milliseconds> most,
                                     trace told);

/// The same for addresses that are known.
asio::awaitable<result<caller>> call(std::vector<asio::ip::tcp::endpoint> ends,
                                     std::optional<std::chrono::milliseconds> most, trace told);

/// In turn by family, beginning with the first one's; otherwise in order.
std::vector<asio::ip::tcp::endpoint> interleaved(std::vector<asio::ip::tcp::endpoint> const& ends);

}  // namespace netbasics::net

#endif
