#ifndef NETBASICS_TRANSPORT_CONNECTOR_HPP
#define NETBASICS_TRANSPORT_CONNECTOR_HPP

#include "netbasics/transport/listener.hpp"

#include <optional>

namespace netbasics::transport {

/** Calls every address of the host in turn until one answers, and fails with the last one's error;
    timed_out when `most` is over for all of them together. */
asio::awaitable<result<caller>> call(host_port where, std::optional<std::chrono::milliseconds> most,
                                     trace told);

}  // namespace netbasics::transport

#endif
