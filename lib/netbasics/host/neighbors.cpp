#include "netbasics/host/neighbors.hpp"

#include "netbasics/host/unique_descriptor.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>

namespace netbasics::host {
namespace {

struct dump_request {
    nlmsghdr header{};
    ndmsg body{};
};

neighbor_state state_of(unsigned bits) noexcept
{
    constexpr struct {
        unsigned bit;
        neighbor_state state;
    } states[] = {
        {NUD_PERMANENT, neighbor_state::permanent}, {NUD_NOARP, neighbor_state::noarp},
        {NUD_REACHABLE, neighbor_state::reachable}, {NUD_STALE, neighbor_state::stale},
        {NUD_DELAY, neighbor_state::delay},         {NUD_PROBE, neighbor_state::probe},
        {NUD_FAILED, neighbor_state::failed},       {NUD_INCOMPLETE, neighbor_state::incomplete},
    };

    for (auto const& row : states)
        if ((bits & row.bit) != 0) return row.state;
    return neighbor_state::none;
}

/// Octets as a number, the first the most significant.
template <class Number>
Number number_of(unsigned char const* octets, std::size_t count) noexcept
{
    Number value = 0;
    for (std::size_t i = 0; i < count; ++i) value = static_cast<Number>(value << 8 | octets[i]);
    return value;
}

std::optional<ip::address> address_of(unsigned char const* octets, std::size_t size, unsigned family) noexcept
{
    if (family == AF_INET && size == 4)
        return ip::address(ip::address_v4::from_uint(number_of<std::uint32_t>(octets, size)));
    if (family == AF_INET6 && size == 16)
        return ip::address(ip::address_v6::from_uint(number_of<ip::uint128>(octets, size)));
    return std::nullopt;
}

std::string interface_name(unsigned index)
{
    char name[IF_NAMESIZE];
    return ::if_indextoname(index, name) != nullptr ? std::string(name) : std::string{};
}

/// A row of the dump; none where it is of another kind.
std::optional<neighbor> read_row(nlmsghdr const* message)
{
    if (message->nlmsg_len < NLMSG_LENGTH(sizeof(ndmsg))) return std::nullopt;
    ndmsg told;
    std::memcpy(&told, NLMSG_DATA(message), sizeof told);
    auto const* bytes = reinterpret_cast<unsigned char const*>(message);
    std::optional<ip::address> address;
    neighbor row;
    for (std::size_t at = NLMSG_LENGTH(sizeof told); at + sizeof(rtattr) <= message->nlmsg_len;) {
        rtattr attribute;
        std::memcpy(&attribute, bytes + at, sizeof attribute);
        if (attribute.rta_len < sizeof attribute || at + attribute.rta_len > message->nlmsg_len) break;
        auto const* const value = bytes + at + sizeof attribute;
        std::size_t const size = attribute.rta_len - sizeof attribute;
        if (attribute.rta_type == NDA_DST) address = address_of(value, size, told.ndm_family);
        if (attribute.rta_type == NDA_LLADDR && size == 6)
            row.mac = mac::eui48::from_uint(number_of<std::uint64_t>(value, size));
        at += RTA_ALIGN(attribute.rta_len);
    }
    if (!address) return std::nullopt;
    row.address = *address;
    row.interface_index = static_cast<unsigned>(told.ndm_ifindex);
    row.state = state_of(told.ndm_state);
    row.is_router = (told.ndm_flags & NTF_ROUTER) != 0;
    return row;
}

/// Reads the answers to one request into `rows`.
result<void> receive(int netlink, unsigned sequence, std::vector<neighbor>& rows)
{
    alignas(nlmsghdr) char block[32768];
    for (;;) {
        auto const got = ::recv(netlink, block, sizeof block, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return last_system_error();
        auto rest = static_cast<unsigned>(got);
        for (auto const* message = reinterpret_cast<nlmsghdr const*>(block); NLMSG_OK(message, rest);
             message = NLMSG_NEXT(message, rest)) {
            if (message->nlmsg_seq != sequence) continue;
            if (message->nlmsg_type == NLMSG_DONE) return {};
            if (message->nlmsg_type == NLMSG_ERROR) {
                nlmsgerr told;
                std::memcpy(&told, NLMSG_DATA(message), sizeof told);
                return error(boost::system::error_code(-told.error, boost::system::system_category()));
            }
            if (auto row = read_row(message)) rows.push_back(std::move(*row));
        }
    }
}

}  // namespace

std::string_view to_string(neighbor_state s) noexcept
{
    constexpr std::string_view names[] = {"none",  "incomplete", "reachable", "stale",    "delay",
                                          "probe", "failed",     "noarp",     "permanent"};
    return names[static_cast<std::size_t>(s)];
}

result<std::vector<neighbor>> read_neighbors()
{
    unique_descriptor const netlink(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
    if (!netlink) return last_system_error();
    std::vector<neighbor> rows;
    unsigned sequence = 0;
    for (auto const family : {AF_INET, AF_INET6}) {
        dump_request request;
        request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.body);
        request.header.nlmsg_type = RTM_GETNEIGH;
        request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
        request.header.nlmsg_seq = ++sequence;
        request.body.ndm_family = static_cast<std::uint8_t>(family);
        if (::send(netlink.get(), &request, request.header.nlmsg_len, 0) < 0) return last_system_error();
        if (auto const done = receive(netlink.get(), sequence, rows); !done) return done.error();
    }
    unsigned known = 0;
    std::string name;
    for (auto& row : rows) {
        if (row.interface_index != known) name = interface_name(known = row.interface_index);
        row.interface = name;
    }
    return rows;
}

}  // namespace netbasics::host
