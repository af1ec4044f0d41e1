#include "netbasics/set/prefix_plan.hpp"

#include <array>

namespace ip = netbasics::ip;
namespace set = netbasics::set;

int main()
{
    auto const whole = ip::prefix::from_string("192.168.1.0/24").value();
    std::array<std::uint64_t, 3> const hosts = {100, 20, 2};
    auto const plan = set::place_hosts(whole, hosts);
    return plan.places.size() != 3 || ip::to_string(plan.places[0]) != "192.168.1.0/25" ||
           ip::to_string(plan.places[2]) != "192.168.1.160/30";
}
