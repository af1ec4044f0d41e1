#include "netbasics/set/prefix_map.hpp"

#include <algorithm>

namespace netbasics::set {

template <class Address>
basic_prefix_map<Address>::basic_prefix_map(std::vector<entry> entries) : entries_(std::move(entries))
{
    if (!std::is_sorted(entries_.begin(), entries_.end())) std::sort(entries_.begin(), entries_.end());
    resolve();
    index_ = interval_index<uint>(intervals_);
}

template <class Address>
void basic_prefix_map<Address>::give(std::uint32_t owner, uint first, uint last)
{
    if (!owners_.empty() && owners_.back() == owner && intervals_.back().last + 1 == first) {
        intervals_.back().last = last;
        return;
    }
    intervals_.push_back({first, last});
    owners_.push_back(owner);
}

/** A sweep in address order with the ranges that have begun in a heap, the narrowest on top; those that have
    ended leave it when they come to the top:

        10.0.0.0/8   |-----------------------|
        10.1.0.0/16      |------|
        10.1.2.0/24         |--|
        owner        | 8 | 16|24|16|    8    |
*/
template <class Address>
void basic_prefix_map<Address>::resolve()
{
    auto const wider = [&](std::uint32_t a, std::uint32_t b) {
        uint const size_a = entries_[a].last - entries_[a].first;
        uint const size_b = entries_[b].last - entries_[b].first;
        return size_a != size_b ? size_a > size_b : a > b;
    };
    std::vector<std::uint32_t> begun;
    uint next = 0;  // where the part begins that has no owner yet

    // Gives everything from `next` to `limit` away.
    auto const give_until = [&](uint limit) {
        while (!begun.empty() && next <= limit) {
            auto const owner = begun.front();
            uint const last = std::min(entries_[owner].last, limit);
            if (entries_[owner].last >= next) {
                give(owner, next, last);
                if (last == static_cast<uint>(~uint{0})) return;
                next = last + 1;
            }
            if (entries_[owner].last < next) {
                std::pop_heap(begun.begin(), begun.end(), wider);
                begun.pop_back();
            }
        }
    };

    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        auto const& e = entries_[i];
        if (i > 0 && e.same_range(entries_[i - 1])) continue;
        if (e.first > 0) give_until(e.first - 1);
        next = e.first;
        begun.push_back(i);
        std::push_heap(begun.begin(), begun.end(), wider);
    }
    give_until(static_cast<uint>(~uint{0}));
}

template class basic_prefix_map<ip::address_v4>;
template class basic_prefix_map<ip::address_v6>;

}  // namespace netbasics::set
