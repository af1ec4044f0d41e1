#ifndef NETBASICS_MAC_RANDOM_ADDRESS_HPP
#define NETBASICS_MAC_RANDOM_ADDRESS_HPP

#include "netbasics/mac/prefix.hpp"

#include <array>
#include <vector>

namespace netbasics::mac {

/// The sixteen prefixes of 8 bits that hold the individual addresses of a quadrant.
std::vector<prefix> blocks_of(slap_quadrant q);

/** Draws individual addresses from blocks, each address as likely as any other, with the kernel's random
    numbers. Addresses with a meaning of their own (see special.hpp) are not drawn, unless a block holds no
   others. */
class random_source {
public:
    /// At least one block.
    explicit random_source(std::vector<prefix> blocks);

    /// Fails where the kernel gives no random numbers.
    result<eui48> draw();

private:
    result<std::uint64_t> number();
    result<std::uint64_t> number_below(std::uint64_t limit);

    std::vector<prefix> blocks_;
    std::vector<std::uint64_t> ends_;  ///< how many addresses the blocks up to each have together
    std::array<std::uint64_t, 512> pool_{};
    std::size_t left_ = 0;  ///< numbers in the pool
};

}  // namespace netbasics::mac

#endif
