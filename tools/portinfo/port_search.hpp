#ifndef NETBASICS_TOOLS_PORTINFO_PORT_SEARCH_HPP
#define NETBASICS_TOOLS_PORTINFO_PORT_SEARCH_HPP

#include "netbasics/host/port_policy.hpp"
#include "netbasics/host/server_socket.hpp"

#include <optional>
#include <vector>

namespace netbasics::tools {

/// Which free ports somebody would like to have.
struct port_wish {
    std::uint64_t count = 1;
    host::port_range ports{1024, 49151};
    ip::protocol protocol = ip::protocol::tcp;
    host::server_address where = host::every_address();
    bool keep_open = false;  ///< the sockets are wanted, not only the numbers
};

struct found_port {
    std::uint16_t port;
    host::unique_descriptor socket;  ///< open where the wish says so
};

struct port_search {
    std::vector<found_port> found;
    std::vector<std::uint16_t> busy;
    std::optional<error> refused;  ///< why none can be had there; EACCES: only those that need a privilege
};

/** Opens one port after the other as a server does, until enough are found: unregistered ports first, then
   the others, within each from a place by chance, so that callers at the same time differ. Leaves out what
   the kernel may hand out by itself and what its administrator keeps reserved. */
port_search search_ports(port_wish const& wish);

}  // namespace netbasics::tools

#endif
