#include "netbasics/set/prefix_set.hpp"

#include "netbasics/set/radix_sort.hpp"

#include <algorithm>

namespace netbasics::set {
namespace {

template <class Uint>
using intervals = std::vector<interval<Uint>>;

/// Joins what overlaps or touches, in place; the list is sorted by its beginnings.
template <class Uint>
void join(intervals<Uint>& list)
{
    if (list.empty()) return;
    std::size_t kept = 0;
    for (std::size_t i = 1; i < list.size(); ++i) {
        auto& back = list[kept];
        auto const next = list[i];
        if (next.first <= back.last || next.first - 1 == back.last)
            back.last = std::max(back.last, next.last);
        else
            list[++kept] = next;
    }
    list.resize(kept + 1);
}

template <class Uint>
intervals<Uint> unite(std::span<interval<Uint> const> a, std::span<interval<Uint> const> b)
{
    intervals<Uint> all(a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(), all.begin(),
               [](auto const& x, auto const& y) { return x.first < y.first; });
    join(all);
    return all;
}

template <class Uint>
intervals<Uint> intersect(std::span<interval<Uint> const> a, std::span<interval<Uint> const> b)
{
    intervals<Uint> common;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        auto const first = std::max(a[i].first, b[j].first);
        auto const last = std::min(a[i].last, b[j].last);
        if (first <= last) common.push_back({first, last});
        if (a[i].last < b[j].last)
            ++i;
        else
            ++j;
    }
    return common;
}

template <class Uint>
intervals<Uint> exclude(std::span<interval<Uint> const> a, std::span<interval<Uint> const> b)
{
    intervals<Uint> left;
    std::size_t j = 0;
    for (auto rest : a) {
        while (j < b.size() && b[j].last < rest.first) ++j;
        bool used_up = false;
        for (; j < b.size() && b[j].first <= rest.last; ++j) {
            if (b[j].first > rest.first) left.push_back({rest.first, static_cast<Uint>(b[j].first - 1)});
            used_up = b[j].last >= rest.last;  // its remainder may reach into the next of `a`
            if (used_up) break;
            rest.first = b[j].last + 1;
        }
        if (!used_up) left.push_back(rest);
    }
    return left;
}

template <class Uint>
void settle(intervals<Uint>& list, bool in_order)
{
    if (!in_order) sort_by_first(list);
    join(list);
    // A list that shrank a lot while it was joined gives its memory back.
    if (list.size() < list.capacity() / 2) list.shrink_to_fit();
}

}  // namespace

bool prefix_set::contains(ip::address a) const noexcept
{
    auto const holds = [](auto const& list, auto number) {
        auto const behind = std::upper_bound(list.begin(), list.end(), number,
                                             [](auto n, auto const& i) { return n < i.first; });
        return behind != list.begin() && number <= std::prev(behind)->last;
    };
    return a.is_v4() ? holds(v4_, a.v4().to_uint()) : holds(v6_, a.to_uint());
}

prefix_set unite(prefix_set const& a, prefix_set const& b)
{
    prefix_set made;
    made.v4_ = unite(a.v4(), b.v4());
    made.v6_ = unite(a.v6(), b.v6());
    return made;
}

prefix_set exclude(prefix_set const& a, prefix_set const& b)
{
    prefix_set made;
    made.v4_ = exclude(a.v4(), b.v4());
    made.v6_ = exclude(a.v6(), b.v6());
    return made;
}

prefix_set intersect(prefix_set const& a, prefix_set const& b)
{
    prefix_set made;
    made.v4_ = intersect(a.v4(), b.v4());
    made.v6_ = intersect(a.v6(), b.v6());
    return made;
}

prefix_set symmetric_difference(prefix_set const& a, prefix_set const& b)
{
    return unite(exclude(a, b), exclude(b, a));
}

prefix_set prefix_set_builder::build() &&
{
    settle(v4_.list, v4_.in_order);
    settle(v6_.list, v6_.in_order);
    prefix_set made;
    made.v4_ = std::move(v4_.list);
    made.v6_ = std::move(v6_.list);
    return made;
}

}  // namespace netbasics::set
