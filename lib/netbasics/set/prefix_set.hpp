#ifndef NETBASICS_SET_PREFIX_SET_HPP
#define NETBASICS_SET_PREFIX_SET_HPP

#include "netbasics/ip/address_range.hpp"

#include <span>
#include <vector>

namespace netbasics::set {

/// The numbers from `first` to `last`, both included; `first <= last`.
template <class Uint>
struct interval {
    Uint first;
    Uint last;

    friend constexpr bool operator==(interval const&, interval const&) = default;
};

using interval_v4 = interval<std::uint32_t>;
using interval_v6 = interval<ip::uint128>;

/** A set of addresses of both families. It never changes: set operations make new ones, in time linear in the
    number of intervals. The families never mix: `0.0.0.0/0` holds no IPv6 address, a mapped one neither. */
class prefix_set {
public:
    prefix_set() = default;  ///< empty

    /// Sorted, disjoint, and with a gap between any two.
    std::span<interval_v4 const> v4() const noexcept { return v4_; }

    std::span<interval_v6 const> v6() const noexcept { return v6_; }

    bool empty() const noexcept { return v4_.empty() && v6_.empty(); }

    bool contains(ip::address a) const noexcept;

    /// Calls `f(ip::prefix_v4)`, then `f(ip::prefix_v6)` for the fewest prefixes that make up the set, in
    /// order.
    template <class F>
    void for_each_prefix(F&& f) const
    {
        for (auto const& i : v4_) ip::for_each_prefix<ip::address_v4>(i.first, i.last, f);
        for (auto const& i : v6_) ip::for_each_prefix<ip::address_v6>(i.first, i.last, f);
    }

    friend bool operator==(prefix_set const&, prefix_set const&) = default;

    friend prefix_set unite(prefix_set const& a, prefix_set const& b);
    friend prefix_set exclude(prefix_set const& a, prefix_set const& b);  ///< what is in `a` alone
    friend prefix_set intersect(prefix_set const& a, prefix_set const& b);
    friend prefix_set symmetric_difference(prefix_set const& a, prefix_set const& b);

private:
    friend class prefix_set_builder;

    std::vector<interval_v4> v4_;
    std::vector<interval_v6> v6_;
};

/// Gathers ranges in any order, with any overlaps, and makes a prefix_set of them.
class prefix_set_builder {
public:
    void add(ip::prefix_v4 p) { add(v4_, {p.first().to_uint(), p.last().to_uint()}); }

    void add(ip::prefix_v6 p) { add(v6_, {p.first().to_uint(), p.last().to_uint()}); }

    void add(ip::prefix p) { add(ip::address_range(p)); }

    void add(ip::address_range const& r)
    {
        if (r.family() == ip::family::v4)
            add(v4_, {r.first().v4().to_uint(), r.last().v4().to_uint()});
        else
            add(v6_, {r.first().to_uint(), r.last().to_uint()});
    }

    /// Only where `first` and `last` are of one family and `first <= last`.
    void add(ip::address first, ip::address last)
    {
        if (first.is_v4())
            add(v4_, {first.v4().to_uint(), last.v4().to_uint()});
        else
            add(v6_, {first.to_uint(), last.to_uint()});
    }

    prefix_set build() &&;

private:
    template <class Uint>
    struct gathered {
        std::vector<interval<Uint>> list;
        bool in_order = true;  ///< each begins at its predecessor's beginning or behind
    };

    template <class Uint>
    static void add(gathered<Uint>& to, interval<Uint> i)
    {
        if (!to.list.empty()) {
            auto& back = to.list.back();
            if (i.first < back.first) {
                to.in_order = false;
            } else if (i.first <= back.last || i.first - 1 == back.last) {
                if (i.last > back.last) back.last = i.last;  // sorted input shrinks while it is read
                return;
            }
        }
        to.list.push_back(i);
    }

    gathered<std::uint32_t> v4_;
    gathered<ip::uint128> v6_;
};

prefix_set unite(prefix_set const& a, prefix_set const& b);
prefix_set exclude(prefix_set const& a, prefix_set const& b);
prefix_set intersect(prefix_set const& a, prefix_set const& b);
prefix_set symmetric_difference(prefix_set const& a, prefix_set const& b);

}  // namespace netbasics::set

#endif
