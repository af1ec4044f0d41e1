#include "netbasics/mac/random_address.hpp"

#include "netbasics/mac/special.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/random.h>

namespace netbasics::mac {
namespace {

constexpr std::uint64_t group_bit = std::uint64_t{1} << 40;

}  // namespace

std::vector<prefix> blocks_of(slap_quadrant q)
{
    std::vector<prefix> blocks;
    for (unsigned octet = 0; octet < 256; ++octet) {
        first_octet const first(static_cast<std::uint8_t>(octet));
        if (first.is_local() && !first.is_group() && first.slap() == q)
            blocks.emplace_back(eui48::from_uint(std::uint64_t{octet} << 40), 8);
    }
    return blocks;
}

random_source::random_source(std::vector<prefix> blocks) : blocks_(std::move(blocks))
{
    std::uint64_t sum = 0;
    for (auto const& block : blocks_) {
        sum += std::uint64_t{1} << (48 - block.length());
        ends_.push_back(sum);
    }
}

result<std::uint64_t> random_source::number()
{
    if (left_ == 0) {
        auto* const bytes = reinterpret_cast<char*>(pool_.data());
        for (std::size_t filled = 0; filled < sizeof pool_;) {
            auto const got = ::getrandom(bytes + filled, sizeof pool_ - filled, 0);
            if (got < 0 && errno != EINTR) return last_system_error();
            if (got > 0) filled += static_cast<std::size_t>(got);
        }
        left_ = pool_.size();
    }
    return pool_[--left_];
}

result<std::uint64_t> random_source::number_below(std::uint64_t limit)
{
    // What lies beyond the last whole multiple would favour the small ones.
    std::uint64_t const excess = (UINT64_MAX % limit + 1) % limit;
    for (;;) {
        auto const drawn = number();
        if (!drawn) return drawn.error();
        if (*drawn <= UINT64_MAX - excess) return *drawn % limit;
    }
}

result<eui48> random_source::draw()
{
    constexpr int most_tries = 64;
    eui48 drawn;
    for (int tries = 0; tries < most_tries; ++tries) {
        auto const place = number_below(ends_.back());
        if (!place) return place.error();
        auto const block =
            static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), *place) - ends_.begin());
        auto const inside = *place - (block == 0 ? 0 : ends_[block - 1]);
        // A block of less than 8 bits holds group addresses too; their bit is cleared.
        drawn = eui48::from_uint((blocks_[block].address().to_uint() | inside) & ~group_bit);
        if (find_special(drawn) == nullptr) break;
    }
    return drawn;
}

}  // namespace netbasics::mac
