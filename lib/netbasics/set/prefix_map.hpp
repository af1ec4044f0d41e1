#ifndef NETBASICS_SET_PREFIX_MAP_HPP
#define NETBASICS_SET_PREFIX_MAP_HPP

#include "netbasics/set/interval_index.hpp"

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

namespace netbasics::set {

/// A prefix or any other range, and what it stands for: a number that the caller gives a meaning.
template <class Address>
struct prefix_entry {
    using uint = typename Address::uint;

    prefix_entry(ip::basic_prefix<Address> p, std::uint32_t meaning) noexcept
        : prefix_entry(p.first().to_uint(), p.last().to_uint(), meaning)
    {
    }

    /// `from <= to`
    prefix_entry(uint from, uint to, std::uint32_t meaning) noexcept : first(from), last(to), value(meaning)
    {
    }

    bool same_range(prefix_entry const& other) const noexcept
    {
        return first == other.first && last == other.last;
    }

    /// By the first address, then the widest range first, then by value.
    friend bool operator<(prefix_entry const& a, prefix_entry const& b) noexcept
    {
        return std::tie(a.first, b.last, a.value) < std::tie(b.first, a.last, b.value);
    }

    uint first;
    uint last;
    std::uint32_t value;
};

/** Longest-prefix match in one family; of ranges that are no prefixes, the narrowest that holds the address.
    Nesting and overlaps are resolved when it is made: a look-up is one search among disjoint intervals. */
template <class Address>
class basic_prefix_map {
public:
    using entry = prefix_entry<Address>;

    basic_prefix_map() = default;  ///< empty
    explicit basic_prefix_map(std::vector<entry> entries);
    basic_prefix_map(basic_prefix_map&&) noexcept = default;
    basic_prefix_map& operator=(basic_prefix_map&&) noexcept = default;

    bool empty() const noexcept { return entries_.empty(); }

    static constexpr std::uint32_t none = 0xFFFFFFFF;

    /// The position of the narrowest range that holds `a`, for `at()`; `none` where none does.
    std::uint32_t find(Address a) const noexcept
    {
        auto const position = index_.find(a.to_uint());
        if (position == index_.none) return none;
        __builtin_prefetch(entries_.data() + owners_[position]);
        return owners_[position];
    }

    /// The entries of the range at a position that `find()` answered, in the order of their values.
    std::span<entry const> at(std::uint32_t position) const noexcept
    {
        std::size_t count = 1;
        while (position + count < entries_.size() &&
               entries_[position + count].same_range(entries_[position]))
            ++count;
        return {entries_.data() + position, count};
    }

private:
    using uint = typename Address::uint;

    void resolve();
    void give(std::uint32_t owner, uint first, uint last);

    std::vector<entry> entries_;             ///< in order, so that a range stands before those inside it
    std::vector<interval<uint>> intervals_;  ///< disjoint, in order
    std::vector<std::uint32_t> owners_;      ///< for each interval, the position of its range's first entry
    interval_index<uint> index_;
};

extern template class basic_prefix_map<ip::address_v4>;
extern template class basic_prefix_map<ip::address_v6>;

/// Longest-prefix match in both families.
struct prefix_map {
    basic_prefix_map<ip::address_v4> v4;
    basic_prefix_map<ip::address_v6> v6;
};

}  // namespace netbasics::set

#endif
