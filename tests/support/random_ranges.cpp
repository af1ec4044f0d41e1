#include "support/random_ranges.hpp"

namespace netbasics::test {
namespace {

ip::uint128 greatest(ip::family f) { return f == ip::family::v4 ? ip::uint128{UINT32_MAX} : ~ip::uint128{0}; }

}  // namespace

ip::uint128 random_ranges::any_address()
{
    auto const end = greatest(family_);
    auto const near = number(4);
    ip::uint128 n = 0;
    switch (number(5)) {
    case 0:
        n = near;
        break;
    case 1:
        n = end - near;
        break;
    case 2:
        n = (ip::uint128{1} << number(ip::bits_of(family_) - 1)) + near - 2;
        break;
    case 3:
        n = last_made_ + near - 2;
        break;
    default:
        n = ip::uint128{engine_()} << 64 | engine_();
        break;
    }
    last_made_ = n & end;
    return last_made_;
}

ip::prefix random_ranges::prefix()
{
    return {address(any_address()), static_cast<unsigned>(number(ip::bits_of(family_)))};
}

ip::address_range random_ranges::range()
{
    auto const kind = number(2);
    if (kind == 0) return prefix();
    auto const a = any_address();
    auto const b = kind == 1 ? a : any_address();
    return ip::address_range::from_ends(address(std::min(a, b)), address(std::max(a, b))).value();
}

std::vector<ip::address_range> random_ranges::list(std::size_t most)
{
    std::vector<ip::address_range> all(number(most));
    for (auto& r : all) r = range();
    return all;
}

}  // namespace netbasics::test
