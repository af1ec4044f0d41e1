#include "netbasics/host/neighbors.hpp"

#include "netbasics/host/netlink.hpp"

#include <linux/neighbour.h>
#include <net/if.h>
#include <sys/socket.h>

namespace netbasics::host {
namespace {

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

std::string interface_name(unsigned index)
{
    char name[IF_NAMESIZE];
    return ::if_indextoname(index, name) != nullptr ? std::string(name) : std::string{};
}

/// A row of the dump; none where it is of another kind.
std::optional<neighbor> read_row(netlink_message const& message)
{
    auto const told = message.body<ndmsg>();
    auto const address = netlink_address(message.attribute<ndmsg>(NDA_DST), told.ndm_family);
    if (!address) return std::nullopt;
    neighbor row;
    row.address = *address;
    row.mac = netlink_mac(message.attribute<ndmsg>(NDA_LLADDR));
    row.interface_index = static_cast<unsigned>(told.ndm_ifindex);
    row.state = state_of(told.ndm_state);
    row.is_router = (told.ndm_flags & NTF_ROUTER) != 0;
    return row;
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
    std::vector<neighbor> rows;
    for (auto const family : {AF_INET, AF_INET6}) {
        ndmsg body{};
        body.ndm_family = static_cast<std::uint8_t>(family);
        auto const answer = netlink_request(RTM_GETNEIGH, NLM_F_DUMP, body).send();
        if (!answer) return answer.error();
        for (auto const& message : answer->messages())
            if (auto row = read_row(message)) rows.push_back(std::move(*row));
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
