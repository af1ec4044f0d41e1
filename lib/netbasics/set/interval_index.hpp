#ifndef NETBASICS_SET_INTERVAL_INDEX_HPP
#define NETBASICS_SET_INTERVAL_INDEX_HPP

#include "netbasics/set/prefix_set.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace netbasics::set {

/** Finds which of many sorted, disjoint intervals holds a number: a table over the number's leading 16 bits
   (256 KiB) leaves few to compare. Keeps a view of the intervals, not a copy. */
template <class Uint>
class interval_index {
public:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    interval_index() = default;  ///< of nothing

    explicit interval_index(std::span<interval<Uint> const> intervals) : intervals_(intervals)
    {
        if (intervals.empty()) return;
        first_.resize(buckets + 1);
        std::size_t bucket = 0;
        for (std::size_t i = 0; i < intervals.size(); ++i)
            for (auto const top = top_bits(intervals[i].first); bucket <= top; ++bucket)
                first_[bucket] = static_cast<std::uint32_t>(i);
        for (; bucket <= buckets; ++bucket) first_[bucket] = static_cast<std::uint32_t>(intervals.size());
    }

    /// The position of the interval that holds `value`, or `none`.
    std::size_t find(Uint value) const noexcept
    {
        if (first_.empty()) return none;
        auto const bucket = top_bits(value);
        std::size_t low = first_[bucket];
        std::size_t count = first_[bucket + 1] - low;
        // Counts the intervals that begin at or before the value: those before the bucket do.
        constexpr std::size_t few = 8;
        while (count > few) {
            auto const half = count / 2;
            low = intervals_[low + half].first <= value ? low + half : low;
            count -= half;
        }
        auto const end = low + count;
        while (low < end && intervals_[low].first <= value) ++low;
        return low > 0 && value <= intervals_[low - 1].last ? low - 1 : none;
    }

private:
    static constexpr std::size_t buckets = std::size_t{1} << 16;

    static constexpr std::size_t top_bits(Uint value) noexcept
    {
        return static_cast<std::size_t>(value >> (8 * sizeof(Uint) - 16));
    }

    std::span<interval<Uint> const> intervals_;
    std::vector<std::uint32_t> first_;  ///< per bucket, the first interval that begins in it or behind it
};

/// Whether a set holds an address, asked many millions of times.
class address_matcher {
public:
    enum class mapped { as_v6, as_v4 };

    /// With mapped::as_v4 an IPv4-mapped IPv6 address is looked up as the IPv4 address in it. `set` must
    /// outlive this.
    explicit address_matcher(prefix_set const& set, mapped m = mapped::as_v6)
        : v4_(set.v4()), v6_(set.v6()), mapped_(m), looks_at_v6_(!set.v6().empty() || m == mapped::as_v4)
    {
    }

    bool matches(ip::address a) const noexcept
    {
        if (mapped_ == mapped::as_v4) a = a.unmapped();
        return a.is_v4() ? v4_.find(a.v4().to_uint()) != v4_.none : v6_.find(a.to_uint()) != v6_.none;
    }

    /// Whether any IPv6 address can match.
    bool looks_at_v6() const noexcept { return looks_at_v6_; }

private:
    interval_index<std::uint32_t> v4_;
    interval_index<ip::uint128> v6_;
    mapped mapped_;
    bool looks_at_v6_;
};

}  // namespace netbasics::set

#endif
