#ifndef NETBASICS_SET_RADIX_SORT_HPP
#define NETBASICS_SET_RADIX_SORT_HPP

#include "netbasics/set/prefix_set.hpp"

#include <algorithm>
#include <array>

namespace netbasics::set {

/** Sorts by `first`. Long lists are dealt out by 11 bits at a time, lowest first; a digit that is the same in
    all of them costs no pass. */
template <class Uint>
void sort_by_first(std::vector<interval<Uint>>& list)
{
    constexpr std::size_t worth_it = 4096;  // below, comparing is faster than clearing the counters
    constexpr unsigned digit_bits = 11;
    constexpr std::size_t digits = (sizeof(Uint) * 8 + digit_bits - 1) / digit_bits;
    constexpr std::size_t values = std::size_t{1} << digit_bits;
    auto const digit = [](Uint number, std::size_t d) {
        return static_cast<std::size_t>(number >> (d * digit_bits)) & (values - 1);
    };

    if (list.size() < worth_it) {
        std::sort(list.begin(), list.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
        return;
    }
    std::vector<std::array<std::size_t, values>> counts(digits);
    for (auto const& i : list)
        for (std::size_t d = 0; d < digits; ++d) ++counts[d][digit(i.first, d)];

    std::vector<interval<Uint>> other(list.size());
    for (std::size_t d = 0; d < digits; ++d) {
        auto& places = counts[d];
        if (places[digit(list.front().first, d)] == list.size()) continue;
        std::size_t next = 0;
        for (auto& place : places) next += std::exchange(place, next);
        for (auto const& i : list) other[places[digit(i.first, d)]++] = i;
        list.swap(other);
    }
}

}  // namespace netbasics::set

#endif
