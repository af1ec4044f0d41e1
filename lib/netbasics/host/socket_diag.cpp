#include "netbasics/host/socket_sources.hpp"

#include <cerrno>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <memory>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace netbasics::host {
namespace {

/// Keeps sockets with a local port from `first` to `last`: two comparisons, each with its port in a slot of
/// its own.
struct port_filter {
    nlattr header;
    inet_diag_bc_op at_least, first, at_most, last;
};

struct dump_request {
    nlmsghdr header;
    inet_diag_req_v2 body;
    port_filter filter;
};

constexpr unsigned short op_size = sizeof(inet_diag_bc_op);

/// A filter's program ends well at its very end, and refuses a socket by a jump 4 bytes beyond.
port_filter filter_for(port_range ports)
{
    port_filter f{};
    f.header = {sizeof(port_filter), INET_DIAG_REQ_BYTECODE};
    f.at_least = {INET_DIAG_BC_S_GE, 2 * op_size, 5 * op_size};
    f.first = {INET_DIAG_BC_NOP, 0, ports.first};
    f.at_most = {INET_DIAG_BC_S_LE, 2 * op_size, 3 * op_size};
    f.last = {INET_DIAG_BC_NOP, 0, ports.last};
    return f;
}

ip::address address_of(std::uint32_t const (&given)[4], ip::family family)
{
    ip::uint128 value = 0;
    unsigned const words = family == ip::family::v4 ? 1 : 4;
    for (unsigned i = 0; i < words; ++i) value = value << 32 | ntohl(given[i]);
    return ip::address::from_uint(value, family);
}

bool is_v6_only(nlmsghdr const* message)
{
    auto const* bytes = reinterpret_cast<unsigned char const*>(message);
    for (std::size_t at = NLMSG_LENGTH(sizeof(inet_diag_msg)); at + sizeof(nlattr) <= message->nlmsg_len;) {
        nlattr attribute;
        std::memcpy(&attribute, bytes + at, sizeof attribute);
        if (attribute.nla_len < sizeof attribute || at + attribute.nla_len > message->nlmsg_len) break;
        if (attribute.nla_type == INET_DIAG_SKV6ONLY && attribute.nla_len > sizeof attribute)
            return bytes[at + sizeof attribute] != 0;
        at += NLMSG_ALIGN(attribute.nla_len);
    }
    return false;
}

local_socket read_socket(nlmsghdr const* message, ip::protocol protocol, ip::family family)
{
    inet_diag_msg told;
    std::memcpy(&told, NLMSG_DATA(message), sizeof told);
    local_socket s;
    s.protocol = protocol;
    s.state = state_of(protocol, told.idiag_state);
    s.address = address_of(told.id.idiag_src, family);
    s.takes_both = s.address == ip::address(ip::address_v6()) && !is_v6_only(message);
    s.port = ntohs(told.id.idiag_sport);
    s.peer = address_of(told.id.idiag_dst, family);
    s.peer_port = ntohs(told.id.idiag_dport);
    if (s.state == socket_state::time_wait) s.milliseconds_left = told.idiag_expires;
    s.uid = told.idiag_uid;
    s.inode = told.idiag_inode;
    char name[IF_NAMESIZE];
    if (told.id.idiag_if != 0 && ::if_indextoname(told.id.idiag_if, name) != nullptr) s.interface = name;
    return s;
}

}  // namespace

socket_diag::socket_diag() : netlink_(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG)) {}

bool socket_diag::ask(socket_query const& query, ip::protocol protocol, ip::family family)
{
    dump_request request{};
    bool const every_port = query.ports.first <= 1 && query.ports.last == 65535;
    request.header.nlmsg_len = sizeof request - (every_port ? sizeof request.filter : 0);
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request.header.nlmsg_seq = ++sequence_;
    request.body.sdiag_family = family == ip::family::v4 ? AF_INET : AF_INET6;
    request.body.sdiag_protocol = static_cast<std::uint8_t>(ip::protocol_number(protocol));
    request.body.idiag_states = wanted_states(protocol, query.wanted);
    request.filter = filter_for(query.ports);
    return ::send(netlink_.get(), &request, request.header.nlmsg_len, 0) ==
           static_cast<ssize_t>(request.header.nlmsg_len);
}

bool socket_diag::append(std::vector<local_socket>& found, socket_query const& query, ip::protocol protocol,
                         ip::family family)
{
    if (!netlink_ || !ask(query, protocol, family)) return false;
    constexpr std::size_t size =
        65536;  // bytes; from the heap, since a static one would cost every start of the program
    auto const block = std::make_unique_for_overwrite<char[]>(size);
    for (;;) {
        auto const got = ::recv(netlink_.get(), block.get(), size, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        auto rest = static_cast<unsigned>(got);
        for (auto const* message = reinterpret_cast<nlmsghdr const*>(block.get()); NLMSG_OK(message, rest);
             message = NLMSG_NEXT(message, rest)) {
            if (message->nlmsg_seq != sequence_) continue;
            if (message->nlmsg_type == NLMSG_DONE) return true;
            if (message->nlmsg_type == NLMSG_ERROR) return false;
            if (message->nlmsg_len >= NLMSG_LENGTH(sizeof(inet_diag_msg)))
                found.push_back(read_socket(message, protocol, family));
        }
    }
}

}  // namespace netbasics::host
