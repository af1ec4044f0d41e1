#include "netbasics/set/interval_index.hpp"

namespace ip = netbasics::ip;
namespace set = netbasics::set;

int main()
{
    set::prefix_set_builder builder;
    builder.add(ip::prefix::from_string("10.0.0.0/8").value());
    auto const private_use = std::move(builder).build();
    set::address_matcher const matcher(private_use);  // for many millions of questions
    return !matcher.matches(ip::address::from_string("10.1.2.3").value()) ||
           matcher.matches(ip::address::from_string("11.1.2.3").value());
}
