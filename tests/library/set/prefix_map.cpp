#include "netbasics/set/prefix_map.hpp"

namespace ip = netbasics::ip;
namespace set = netbasics::set;

int main()
{
    using map = set::basic_prefix_map<ip::address_v4>;
    auto const p = [](char const* text) { return ip::prefix::from_string(text).value().v4(); };
    map const routes({{p("0.0.0.0/0"), 1}, {p("10.0.0.0/8"), 2}, {p("10.1.0.0/16"), 3}});
    auto const position = routes.find(ip::address_v4::from_string("10.1.2.3").value());
    return position == map::none || routes.at(position)[0].value != 3;
}
