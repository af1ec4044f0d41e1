#include "netbasics/ip/netmask.hpp"

namespace ip = netbasics::ip;

int main()
{
    if (ip::prefix_length_from_string("255.255.255.192", ip::family::v4).value() != 26) return 1;
    auto const mask = ip::address::from_string("255.0.255.0").value();
    return ip::prefix_length_from_netmask(mask).error().reason != netbasics::errc::netmask_has_hole;
}
