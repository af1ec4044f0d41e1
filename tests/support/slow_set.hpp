#ifndef NETBASICS_TESTS_SUPPORT_SLOW_SET_HPP
#define NETBASICS_TESTS_SUPPORT_SLOW_SET_HPP

#include "netbasics/ip/address_range.hpp"

#include <vector>

namespace netbasics::test {

/// The plain twin of a prefix_set: ranges as they came, looked through one by one.
class slow_set {
public:
    slow_set(std::vector<ip::address_range> ranges) : ranges_(std::move(ranges)) {}

    bool contains(ip::address a) const
    {
        for (auto const& r : ranges_)
            if (r.family() == a.family() && r.first() <= a && a <= r.last()) return true;
        return false;
    }

    /** The addresses where membership can change: the ends of every range, their neighbours, and the ends of
        the space. Two sets whose ends are all in one such list are equal when they agree on it. */
    void append_edges(std::vector<ip::address>& to) const;

private:
    std::vector<ip::address_range> ranges_;
};

/** The fewest prefixes for a range, the plain way: from the whole space downwards, a block inside is taken, a
    block outside is left, any other is halved. */
std::vector<ip::prefix> slow_prefixes(ip::address_range const& r);

}  // namespace netbasics::test

#endif
