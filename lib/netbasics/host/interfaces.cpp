#include "netbasics/host/interfaces.hpp"

#include "netbasics/host/netlink.hpp"

#include <algorithm>
#include <linux/if_addr.h>
#include <linux/if_arp.h>
#include <sys/socket.h>

namespace netbasics::host {
namespace {

network_interface read_link(netlink_message const& message)
{
    auto const told = message.body<ifinfomsg>();
    auto const name = message.attribute<ifinfomsg>(IFLA_IFNAME);
    network_interface made;
    made.index = static_cast<unsigned>(told.ifi_index);
    made.name.assign(name.begin(), std::find(name.begin(), name.end(), '\0'));
    if (told.ifi_type == ARPHRD_ETHER) made.mac = netlink_mac(message.attribute<ifinfomsg>(IFLA_ADDRESS));
    made.is_up = (told.ifi_flags & IFF_UP) != 0;
    return made;
}

std::optional<interface_address> read_address(netlink_message const& message)
{
    auto const told = message.body<ifaddrmsg>();
    auto const far = netlink_address(message.attribute<ifaddrmsg>(IFA_ADDRESS), told.ifa_family);
    auto const own = netlink_address(message.attribute<ifaddrmsg>(IFA_LOCAL), told.ifa_family);
    auto const address = own ? own : far;
    if (!address || told.ifa_prefixlen > address->bits()) return {};
    interface_address made{*address, ip::prefix(far.value_or(*address), told.ifa_prefixlen), {}};
    if (far && *far != *address) made.peer = far;
    return made;
}

}  // namespace

result<std::vector<network_interface>> read_interfaces()
{
    auto const links = netlink_request(RTM_GETLINK, NLM_F_DUMP, ifinfomsg{}).send();
    if (!links) return links.error();
    std::vector<network_interface> all;
    for (auto const& message : links->messages())
        if (message.type() == RTM_NEWLINK) all.push_back(read_link(message));

    auto const addresses = netlink_request(RTM_GETADDR, NLM_F_DUMP, ifaddrmsg{}).send();
    if (!addresses) return addresses.error();
    for (auto const& message : addresses->messages()) {
        auto const read = message.type() == RTM_NEWADDR ? read_address(message) : std::nullopt;
        auto const index = message.body<ifaddrmsg>().ifa_index;
        auto const owner =
            std::find_if(all.begin(), all.end(), [&](auto const& i) { return i.index == index; });
        if (read && owner != all.end()) owner->addresses.push_back(*read);
    }
    return all;
}

}  // namespace netbasics::host
