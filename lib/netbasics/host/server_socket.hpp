#ifndef NETBASICS_HOST_SERVER_SOCKET_HPP
#define NETBASICS_HOST_SERVER_SOCKET_HPP

#include "netbasics/error.hpp"
#include "netbasics/io/unique_descriptor.hpp"
#include "netbasics/ip/address.hpp"
#include "netbasics/ip/protocol.hpp"

#include <string>

namespace netbasics::host {

/// Where a server waits.
struct server_address {
    ip::address address;    ///< 0.0.0.0 or :: for every one
    std::string zone = {};  ///< an interface's name, for a link-local address
    bool v6_only = false;   ///< for ::, leave IPv4 alone (IPV6_V6ONLY)
};

/** Opens a socket as a server does. tcp: SO_REUSEADDR, bind, listen; udp: bind alone, since with SO_REUSEADDR
    a port would seem free that somebody has. Success is the only proof that a port can be had, and the open
    descriptor the only way to keep it. Fails with the kernel's reason: EADDRINUSE, EACCES, EADDRNOTAVAIL,
    EAFNOSUPPORT. For tcp and udp. */
result<io::unique_descriptor> open_server_socket(server_address const& where, std::uint16_t port,
                                             ip::protocol protocol);

/// Every address of this machine, IPv4 and IPv6; IPv4 alone where the kernel has no IPv6.
server_address every_address();

}  // namespace netbasics::host

#endif
