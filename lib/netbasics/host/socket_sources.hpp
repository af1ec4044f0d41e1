#ifndef NETBASICS_HOST_SOCKET_SOURCES_HPP
#define NETBASICS_HOST_SOCKET_SOURCES_HPP

#include "netbasics/host/local_socket.hpp"
#include "netbasics/io/unique_descriptor.hpp"

#include <string_view>

/// The two places where the kernel tells of its sockets; find_local_sockets() is what others call.
namespace netbasics::host {

/// The states that a query wants, as bits by the kernel's number (TCP_LISTEN = 10 …).
unsigned wanted_states(ip::protocol protocol, wanted_sockets wanted) noexcept;

/// Our word for the kernel's number.
socket_state state_of(ip::protocol protocol, unsigned kernel_state) noexcept;

/// A NETLINK_SOCK_DIAG socket.
class socket_diag {
public:
    socket_diag();

    /// Appends what the query asks for of one protocol and family; false where the kernel refuses.
    bool append(std::vector<local_socket>& found, socket_query const& query, ip::protocol protocol,
                ip::family family);

private:
    bool ask(socket_query const& query, ip::protocol protocol, ip::family family);

    io::unique_descriptor netlink_;
    std::uint32_t sequence_ = 0;
};

/// The same from the text of /proc/net/tcp, tcp6, udp or udp6.
void append_from_table(std::vector<local_socket>& found, std::string_view table, socket_query const& query,
                       ip::protocol protocol, ip::family family);

}  // namespace netbasics::host

#endif
