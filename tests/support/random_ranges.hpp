#ifndef NETBASICS_TESTS_SUPPORT_RANDOM_RANGES_HPP
#define NETBASICS_TESTS_SUPPORT_RANDOM_RANGES_HPP

#include "netbasics/ip/address_range.hpp"

#include <ostream>
#include <random>
#include <vector>

// What a failed test shows of them.
namespace netbasics::ip {

inline std::ostream& operator<<(std::ostream& out, family f)
{
    return out << (f == family::v4 ? "IPv4" : "IPv6");
}

inline std::ostream& operator<<(std::ostream& out, prefix p) { return out << to_string(p); }

}  // namespace netbasics::ip

namespace netbasics::test {

/** Ranges of one family as mistakes like them: at both ends of the space, around powers of two, next to one
    another, and single addresses. The same seed gives the same ranges. */
class random_ranges {
public:
    random_ranges(unsigned seed, ip::family f) : engine_(seed), family_(f) {}

    /// 0 to `most`.
    std::uint64_t number(std::uint64_t most)
    {
        return std::uniform_int_distribution<std::uint64_t>(0, most)(engine_);
    }

    ip::uint128 any_address();
    ip::prefix prefix();
    ip::address_range range();
    std::vector<ip::address_range> list(std::size_t most);  ///< 0 to `most` of them

    ip::address address(ip::uint128 n) const { return ip::address::from_uint(n, family_); }

private:
    std::mt19937_64 engine_;
    ip::family family_;
    ip::uint128 last_made_ = 0;
};

}  // namespace netbasics::test

#endif
