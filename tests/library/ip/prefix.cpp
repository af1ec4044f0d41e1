#include "netbasics/ip/prefix.hpp"

namespace ip = netbasics::ip;

// Two hosts are in one subnet if the mask leaves the same network of both.
int main()
{
    auto const here = ip::prefix::from_string("192.168.15.46/24").value();
    auto const other = ip::address::from_string("192.168.16.30").value();
    if (to_string(here) != "192.168.15.0/24" || here.contains(other)) return 1;
    return common_prefix(here.network(), other) != ip::prefix::from_string("192.168.0.0/19").value();
}
