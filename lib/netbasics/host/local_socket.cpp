#include "netbasics/host/local_socket.hpp"

#include "netbasics/host/socket_sources.hpp"
#include "netbasics/io/small_file.hpp"

#include <algorithm>
#include <netinet/tcp.h>
#include <tuple>
#include <unistd.h>

namespace netbasics::host {
namespace {

constexpr unsigned tcp_bound_inactive = 13;  ///< Linux 6.8; older kernels know no such state and tell of none

/// Asking for a protocol that is not there would make the kernel look for a module.
bool kernel_has(ip::protocol protocol)
{
    switch (protocol) {
    case ip::protocol::sctp:
        return ::access("/proc/sys/net/sctp", F_OK) == 0;
    case ip::protocol::dccp:
        return ::access("/proc/sys/net/dccp", F_OK) == 0;
    default:
        return true;
    }
}

void append_from_proc(std::vector<local_socket>& found, socket_query const& query, ip::protocol protocol,
                      ip::family family)
{
    constexpr std::size_t limit = std::size_t{256} * 1024 * 1024;
    auto path = std::string("/proc/net/").append(to_string(protocol));
    if (family == ip::family::v6) path.push_back('6');
    if (auto const table = io::read_small_file(path.c_str(), limit))
        append_from_table(found, *table, query, protocol, family);
}

}  // namespace

std::string_view to_string(socket_state s) noexcept
{
    switch (s) {
    case socket_state::listening:
        return "listening";
    case socket_state::bound:
        return "bound";
    case socket_state::connected:
        return "connected";
    case socket_state::time_wait:
        return "time-wait";
    }
    return {};
}

std::string address_text(local_socket const& s)
{
    auto text = to_string(s.address);
    if (!s.interface.empty()) text.append("%").append(s.interface);
    return text;
}

unsigned wanted_states(ip::protocol protocol, wanted_sockets wanted) noexcept
{
    if (wanted == wanted_sockets::every) return ~0u;
    if (wanted == wanted_sockets::every_but_bound) return ~(1u << tcp_bound_inactive);
    if (protocol == ip::protocol::udp) return 1u << TCP_CLOSE;
    bool const bound_too = wanted == wanted_sockets::listening_or_bound && protocol == ip::protocol::tcp;
    return 1u << TCP_LISTEN | (bound_too ? 1u << tcp_bound_inactive : 0);
}

socket_state state_of(ip::protocol protocol, unsigned kernel_state) noexcept
{
    switch (kernel_state) {
    case TCP_LISTEN:
        return socket_state::listening;
    case TCP_CLOSE:
        return protocol == ip::protocol::udp ? socket_state::listening : socket_state::bound;
    case tcp_bound_inactive:
        return socket_state::bound;
    case TCP_TIME_WAIT:
        return socket_state::time_wait;
    default:
        return socket_state::connected;
    }
}

std::vector<local_socket> find_local_sockets(socket_query const& query)
{
    std::vector<local_socket> found;
    socket_diag diag;
    for (auto const protocol : query.protocols) {
        if (!kernel_has(protocol)) continue;
        for (auto const family : {ip::family::v4, ip::family::v6}) {
            auto const before = found.size();
            if (diag.append(found, query, protocol, family)) continue;
            found.resize(before);
            append_from_proc(found, query, protocol, family);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](local_socket const& a, local_socket const& b) {
        return std::tie(a.protocol, a.port, a.address) < std::tie(b.protocol, b.port, b.address);
    });
    return found;
}

}  // namespace netbasics::host
