#ifndef NETBASICS_SET_PREFIX_PLAN_HPP
#define NETBASICS_SET_PREFIX_PLAN_HPP

#include "netbasics/set/prefix_set.hpp"

#include <span>
#include <string>
#include <vector>

namespace netbasics::set {

/** The prefixes of one length that make up a prefix, one after the other; nothing is stored. */
class subnets {
public:
    /// `length` is from that of `whole` to the bits of its family.
    subnets(ip::prefix whole, unsigned length) noexcept;

    ip::prefix current() const noexcept { return {ip::address::from_uint(at_, family_), length_}; }

    /// False, and nowhere to go, behind the last one.
    bool next() noexcept;

    /// Goes on by `steps`; false, and nowhere to go, where there are not as many.
    bool skip(std::uint64_t steps) noexcept;

    std::string count() const;  ///< from the current one to the last, in decimal

private:
    ip::uint128 at_;
    ip::uint128 last_;  ///< where the last one begins
    ip::uint128 step_;  ///< 0: there is but one
    ip::family family_;
    unsigned length_;
};

/** A prefix in `count` parts that make it up exactly, the larger first, none more than twice as large as
    another. Two runs of subnets: `larger` of them at the front, the others half their size. */
struct even_parts {
    std::uint64_t larger = 0;
    unsigned larger_length = 0;
    std::uint64_t smaller = 0;  ///< of larger_length + 1
};

/** `count` is at least 1. Fails with errc::too_many_parts (found: count, limit) where the prefix has fewer
    addresses. */
result<even_parts> even_parts_of(ip::prefix whole, std::uint64_t count) noexcept;

/** Bits of the smallest block that leaves `hosts` addresses to hosts: beside the network and the broadcast
    address in IPv4, beside the Subnet-Router anycast address in IPv6 (RFC 4291, section 2.6.1).
    More than the family has where no prefix is large enough. */
unsigned host_bits_for(std::uint64_t hosts, ip::family f) noexcept;

/// What variable-length subnets came to.
struct placement {
    std::vector<ip::prefix> places;  ///< in the order asked for; empty where they do not fit
    std::string needed;              ///< addresses of all blocks, in decimal
    std::string missing;             ///< how many more the prefix would need; empty where they fit
};

/** Places subnets for so many hosts each in `whole` with the fewest addresses wasted: every block is the
    smallest that serves, the largest come first, and no gap is left between any two. */
placement place_hosts(ip::prefix whole, std::span<std::uint64_t const> hosts);

/// Calls `f(prefix)` for the blocks of `length` bits in `whole` that nothing in `used` overlaps, in order,
/// until it answers false.
template <class F>
void for_each_free_block(ip::prefix whole, prefix_set const& used, unsigned length, F&& f)
{
    prefix_set_builder everything;
    everything.add(whole);
    bool wanted = true;
    // Every free block lies within one of the largest free ones, and those are what a set is written as.
    exclude(std::move(everything).build(), used).for_each_prefix([&](ip::prefix p) {
        if (!wanted || p.length() > length) return;
        subnets blocks(p, length);
        do wanted = f(blocks.current());
        while (wanted && blocks.next());
    });
}

}  // namespace netbasics::set

#endif
