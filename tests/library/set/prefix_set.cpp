#include "netbasics/set/prefix_set.hpp"

#include <string>

namespace ip = netbasics::ip;
namespace set = netbasics::set;

int main()
{
    auto const one = [](char const* text) {
        set::prefix_set_builder builder;
        builder.add(ip::prefix::from_string(text).value());
        return std::move(builder).build();
    };
    auto const rest = exclude(one("10.0.0.0/30"), one("10.0.0.1/32"));
    std::string text;
    rest.for_each_prefix([&](auto p) {
        append_to(text, p);
        text += ' ';
    });
    return text != "10.0.0.0/32 10.0.0.2/31 ";
}
