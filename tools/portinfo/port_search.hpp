#ifndef NETBASICS_TOOLS_PORTINFO_PORT_SEARCH_HPP
#define NETBASICS_TOOLS_PORTINFO_PORT_SEARCH_HPP

#include "netbasics/host/port_policy.hpp"
#include "netbasics/host/server_socket.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace netbasics::tools {

/// Which free ports somebody would like to have.
struct port_wish {
    std::uint64_t count = 1;
    std::vector<host::port_range> ports{{1024, 49151}};  ///< drawn from these
    std::vector<host::port_range> excluded;
    bool consecutive = false;
    std::optional<std::uint16_t> preferred;  ///< this one, or the next that is free
    ip::protocol protocol = ip::protocol::tcp;
    host::server_address where = host::every_address();
    bool keep_open = false;  ///< the sockets are wanted, not only the numbers
};

struct found_port {
    std::uint16_t port;
    io::unique_descriptor socket;  ///< open where the wish says so
};

struct port_search {
    std::vector<found_port> found;
    std::vector<std::uint16_t> busy;
    std::optional<error> refused;  ///< why none can be had there; EACCES: only those that need a privilege
};

/// Draws a number from 0 to its argument, which is excluded; each as likely as any other.
using random_below = std::function<std::uint32_t(std::uint32_t)>;

/// The kernel's random numbers.
std::uint32_t random_number_below(std::uint32_t limit);

/** Opens ports as a server does until enough are found, or enough in a row. Ports are tried in random order,
   so that callers at the same time differ: first those that are registered for nothing, then registered ones,
    and only when these are used up those that the kernel may hand out to any client. Ports that the
    administrator reserves (ip_local_reserved_ports) are left out. */
port_search search_ports(port_wish const& wish, host::port_policy const& policy = host::current_port_policy(),
                         random_below const& random = random_number_below);

}  // namespace netbasics::tools

#endif
