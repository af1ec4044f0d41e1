#include "support/slow_set.hpp"

namespace netbasics::test {
namespace {

void descend(ip::prefix block, ip::address_range const& r, std::vector<ip::prefix>& found)
{
    if (block.last() < r.first() || r.last() < block.network()) return;
    if (r.first() <= block.network() && block.last() <= r.last()) {
        found.push_back(block);
        return;
    }
    ip::prefix const low(block.network(), block.length() + 1);
    descend(low, r, found);
    descend({ip::address::from_uint(low.last().to_uint() + 1, r.family()), low.length()}, r, found);
}

}  // namespace

void slow_set::append_edges(std::vector<ip::address>& to) const
{
    for (auto const& r : ranges_) {
        for (auto const& end : {r.first(), r.last()})
            for (int step :
                 {-1, 0, 1})  // at an end of the space it goes to the other one, which is an edge too
                to.push_back(
                    ip::address::from_uint(end.to_uint() + static_cast<ip::uint128>(step), r.family()));
        ip::prefix const space(r.first(), 0);
        to.push_back(space.network());
        to.push_back(space.last());
    }
}

std::vector<ip::prefix> slow_prefixes(ip::address_range const& r)
{
    std::vector<ip::prefix> found;
    descend({r.first(), 0}, r, found);
    return found;
}

}  // namespace netbasics::test
