#include "netbasics/ip/address_range.hpp"

#include <vector>

namespace ip = netbasics::ip;

int main()
{
    auto const range = ip::address_range::from_string("192.0.2.1-192.0.2.6").value();
    std::vector<std::string> prefixes;
    for_each_prefix(range, [&](auto p) { prefixes.push_back(to_string(ip::prefix(p))); });
    return prefixes !=
           std::vector<std::string>{"192.0.2.1/32", "192.0.2.2/31", "192.0.2.4/31", "192.0.2.6/32"};
}
