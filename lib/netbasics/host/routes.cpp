#include "netbasics/host/routes.hpp"

#include "netbasics/host/netlink.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace netbasics::host {
namespace {

std::uint8_t kernel_family(ip::address a) { return a.is_v4() ? AF_INET : AF_INET6; }

/// A gateway of the route's own family, or of the other one (RFC 8950).
std::optional<ip::address> gateway_of(std::span<char const> gateway, std::span<char const> via,
                                      unsigned family)
{
    if (auto const a = netlink_address(gateway, family)) return a;
    rtvia head{};
    if (via.size() < sizeof head.rtvia_family) return {};
    std::memcpy(&head.rtvia_family, via.data(), sizeof head.rtvia_family);
    return netlink_address(via.subspan(sizeof head.rtvia_family), head.rtvia_family);
}

route_kind kind_of(unsigned type, bool has_gateway)
{
    switch (type) {
    case RTN_LOCAL:
    case RTN_ANYCAST:
        return route_kind::local;
    case RTN_BROADCAST:
        return route_kind::broadcast;
    case RTN_MULTICAST:
        return route_kind::multicast;
    case RTN_UNICAST:
        return has_gateway ? route_kind::gateway : route_kind::link;
    default:
        return route_kind::none;
    }
}

/// Whether the kernel's refusal is an answer about the route, as that of a blackhole is.
bool means_no_route(boost::system::error_code const& refusal)
{
    int const number = refusal.value();
    return number == ENETUNREACH || number == EHOSTUNREACH || number == EACCES || number == EINVAL ||
           number == ENETDOWN;
}

/// The hops of a route with several: the attribute's value is a list of them.
void append_hops(std::span<char const> hops, default_route row, unsigned family,
                 std::vector<default_route>& all)
{
    while (hops.size() >= sizeof(rtnexthop)) {
        rtnexthop hop;
        std::memcpy(&hop, hops.data(), sizeof hop);
        if (hop.rtnh_len < sizeof hop || hop.rtnh_len > hops.size()) return;
        auto const inside = hops.first(hop.rtnh_len).subspan(sizeof hop);
        auto const gateway =
            gateway_of(netlink_attribute(inside, RTA_GATEWAY), netlink_attribute(inside, RTA_VIA), family);
        if (gateway) {
            row.interface_index = static_cast<unsigned>(hop.rtnh_ifindex);
            row.gateway = *gateway;
            all.push_back(row);
        }
        hops = hops.subspan(std::min<std::size_t>(RTNH_ALIGN(hop.rtnh_len), hops.size()));
    }
}

void append_default(netlink_message const& message, std::vector<default_route>& all)
{
    auto const told = message.body<rtmsg>();
    auto const value = [&](unsigned short kind) { return message.attribute<rtmsg>(kind); };
    auto const table = netlink_number(value(RTA_TABLE));
    if (message.type() != RTM_NEWROUTE || told.rtm_dst_len != 0 || told.rtm_type != RTN_UNICAST ||
        (table != 0 ? table : told.rtm_table) != RT_TABLE_MAIN)
        return;
    default_route row;
    row.family = told.rtm_family == AF_INET ? ip::family::v4 : ip::family::v6;
    row.metric = netlink_number(value(RTA_PRIORITY));
    if (auto const gateway = gateway_of(value(RTA_GATEWAY), value(RTA_VIA), told.rtm_family)) {
        row.interface_index = netlink_number(value(RTA_OIF));
        row.gateway = *gateway;
        all.push_back(row);
    }
    append_hops(value(RTA_MULTIPATH), row, told.rtm_family, all);
}

}  // namespace

result<route> route_to(ip::address destination, unsigned interface_index)
{
    rtmsg body{};
    body.rtm_family = kernel_family(destination);
    body.rtm_dst_len = static_cast<std::uint8_t>(destination.bits());
    netlink_request request(RTM_GETROUTE, 0, body);
    request.add(RTA_DST, destination);
    if (interface_index != 0) request.add(RTA_OIF, interface_index);
    auto const answer = request.send();
    if (!answer) {
        if (!means_no_route(answer.error().system)) return answer.error();
        route none;
        none.refusal = answer.error().system;
        return none;
    }
    route found;
    for (auto const& message : answer->messages()) {
        if (message.type() != RTM_NEWROUTE) continue;
        auto const value = [&](unsigned short kind) { return message.attribute<rtmsg>(kind); };
        auto const told = message.body<rtmsg>();
        found.gateway = gateway_of(value(RTA_GATEWAY), value(RTA_VIA), told.rtm_family);
        found.kind = kind_of(told.rtm_type, found.gateway.has_value());
        if (found.kind != route_kind::gateway) found.gateway.reset();
        found.interface_index = netlink_number(value(RTA_OIF));
        found.source = netlink_address(value(RTA_PREFSRC), told.rtm_family);
    }
    return found;
}

result<std::vector<default_route>> read_default_routes()
{
    std::vector<default_route> all;
    for (auto const family : {AF_INET, AF_INET6}) {
        rtmsg body{};
        body.rtm_family = static_cast<std::uint8_t>(family);
        auto const answer = netlink_request(RTM_GETROUTE, NLM_F_DUMP, body).send();
        if (!answer) return answer.error();
        for (auto const& message : answer->messages()) append_default(message, all);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](auto const& a, auto const& b) { return a.metric < b.metric; });
    return all;
}

}  // namespace netbasics::host
