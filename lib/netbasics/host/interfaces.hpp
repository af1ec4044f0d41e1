#ifndef NETBASICS_HOST_INTERFACES_HPP
#define NETBASICS_HOST_INTERFACES_HPP

#include "netbasics/ip/prefix.hpp"
#include "netbasics/mac/eui48.hpp"

#include <optional>
#include <string>
#include <vector>

namespace netbasics::host {

/// An address of an interface.
struct interface_address {
    ip::address address;
    ip::prefix network;               ///< on a point-to-point link that of the other end
    std::optional<ip::address> peer;  ///< the other end of a point-to-point link
};

struct network_interface {
    unsigned index = 0;
    std::string name;
    std::optional<mac::eui48> mac;  ///< none: of another kind, as the loopback interface
    bool is_up = false;
    std::vector<interface_address> addresses;  ///< IPv4 first, in the kernel's order
};

/** The interfaces of this network namespace, by index. Fails with what the kernel says. */
result<std::vector<network_interface>> read_interfaces();

}  // namespace netbasics::host

#endif
