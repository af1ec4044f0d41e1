#ifndef NETBASICS_HOST_LOCAL_SOCKET_HPP
#define NETBASICS_HOST_LOCAL_SOCKET_HPP

#include "netbasics/host/port_policy.hpp"
#include "netbasics/host/process.hpp"
#include "netbasics/ip/address.hpp"
#include "netbasics/ip/protocol.hpp"

#include <string>
#include <vector>

namespace netbasics::host {

/// What a socket does with its local port.
enum class socket_state : std::uint8_t {
    listening,  ///< takes connections (TCP, SCTP, DCCP) or datagrams from anybody (UDP)
    bound,      ///< TCP: has the port, but has not called listen(2)
    connected,  ///< one end of a conversation, or of one that is being opened or closed
    time_wait,  ///< TCP: closed; the kernel keeps the port for a while (RFC 9293, section 3.3.2)
};

std::string_view to_string(socket_state s) noexcept;

/// A socket of this network namespace that has a local port.
struct local_socket {
    ip::protocol protocol = ip::protocol::tcp;
    socket_state state = socket_state::listening;
    ip::address address;         ///< 0.0.0.0 or :: for every one
    bool takes_both = false;     ///< bound to ::, and takes IPv4 too
    std::string interface = {};  ///< set where the socket is bound to one (SO_BINDTODEVICE)
    std::uint16_t port = 0;
    ip::address peer = {};  ///< of a connection
    std::uint16_t peer_port = 0;
    std::uint32_t milliseconds_left = 0;  ///< of a TIME-WAIT
    std::uint32_t uid = 0;
    std::uint64_t inode = 0;              ///< 0: no process has it any more
    std::vector<process> processes = {};  ///< filled by find_processes()
    process_visibility visibility = process_visibility::not_looked_for;

    /// A connection that the kernel has made and its listener has not accepted yet: no process has it.
    bool is_in_backlog() const noexcept { return state == socket_state::connected && inode == 0; }
};

/// The address with the interface behind '%', as RFC 4007, section 11, writes a zone.
std::string address_text(local_socket const& s);

enum class wanted_sockets : std::uint8_t {
    listening,
    listening_or_bound,  ///< costs the kernel a walk over every port: half a millisecond
    every_but_bound,     ///< spares that walk
    every,
};

struct socket_query {
    std::vector<ip::protocol> protocols{ip::protocol::tcp, ip::protocol::udp, ip::protocol::sctp,
                                        ip::protocol::dccp};
    port_range ports{1, 65535};
    wanted_sockets wanted = wanted_sockets::listening;
};

/** The sockets that a query asks for, by protocol, port, address. Asks the kernel by NETLINK_SOCK_DIAG;
    where that is refused, reads /proc/net, which does not know of sockets that are bound only.
    A protocol that the kernel does not have gives none. */
std::vector<local_socket> find_local_sockets(socket_query const& query);

/// Finds who holds each socket, with one walk over /proc; none where there is no socket to ask for.
void find_processes(std::vector<local_socket>& sockets);

}  // namespace netbasics::host

#endif
