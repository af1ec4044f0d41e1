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

/** A sweep in address order with the prefixes that are open on a stack, the innermost on top:

        10.0.0.0/8   |-----------------------|
        10.1.0.0/16      |------|
        10.1.2.0/24         |--|
        owner        | 8 | 16|24|16|    8    |
*/
template <class Address>
void basic_prefix_map<Address>::resolve()
{
    std::vector<std::uint32_t> open;
    uint next = 0;  // where the part begins that has no owner yet
    auto const last_of = [&](std::uint32_t position) { return entries_[position].prefix.last().to_uint(); };
    auto const give = [&](std::uint32_t owner, uint last) {
        intervals_.push_back({next, last});
        owners_.push_back(owner);
    };
    // True when the closed prefix reached the end of the address space: then so did all around it.
    auto const close_innermost = [&] {
        auto const last = last_of(open.back());
        if (next <= last) give(open.back(), last);
        open.pop_back();
        next = last + 1;
        return next == 0;
    };

    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        auto const first = entries_[i].prefix.first().to_uint();
        if (i > 0 && entries_[i].prefix == entries_[i - 1].prefix) continue;
        while (!open.empty() && last_of(open.back()) < first) close_innermost();
        if (!open.empty() && next < first) give(open.back(), first - 1);
        next = first;
        open.push_back(i);
    }
    while (!open.empty())
        if (close_innermost()) return;
}

template class basic_prefix_map<ip::address_v4>;
template class basic_prefix_map<ip::address_v6>;

}  // namespace netbasics::set
