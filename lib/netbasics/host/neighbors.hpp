#ifndef NETBASICS_HOST_NEIGHBORS_HPP
#define NETBASICS_HOST_NEIGHBORS_HPP

#include "netbasics/ip/address.hpp"
#include "netbasics/mac/eui48.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::host {

/// How sure the kernel is of a neighbour (RFC 4861, section 7.3.2; the last two are Linux's).
enum class neighbor_state { none, incomplete, reachable, stale, delay, probe, failed, noarp, permanent };

std::string_view to_string(neighbor_state s) noexcept;  ///< "reachable"

/// A row of the kernel's ARP and NDP tables.
struct neighbor {
    ip::address address;
    std::optional<mac::eui48> mac;  ///< none: not known yet, not found, or an interface without EUI-48
    std::string interface;
    unsigned interface_index = 0;
    neighbor_state state = neighbor_state::none;
    bool is_router = false;
};

/** This network namespace's neighbours, IPv4 first, in the kernel's order. Nothing is sent to the network.
    Fails with what the kernel says. */
result<std::vector<neighbor>> read_neighbors();

}  // namespace netbasics::host

#endif
