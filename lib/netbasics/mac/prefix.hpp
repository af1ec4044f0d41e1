#ifndef NETBASICS_MAC_PREFIX_HPP
#define NETBASICS_MAC_PREFIX_HPP

#include "netbasics/mac/eui48.hpp"

namespace netbasics::mac {

/** The first bits of an EUI-48: an assigned block, or the addresses that share a meaning.
    The bits behind them are always zero, so equal prefixes compare equal. Ordered by address, then
    shortest first. */
class prefix {
public:
    static constexpr unsigned max_length = eui48::bits;

    constexpr prefix() = default;  ///< every address

    /// The first `length` bits, at most 48, of `a`.
    constexpr prefix(eui48 a, unsigned length) noexcept
        : address_(eui48::from_uint(a.to_uint() >> (48 - length) << (48 - length))),
          length_(static_cast<std::uint8_t>(length))
    {
    }

    constexpr eui48 address() const noexcept { return address_; }  ///< the lowest

    constexpr unsigned length() const noexcept { return length_; }  ///< bits

    /// The prefix as a number of `length()` bits.
    constexpr std::uint64_t value() const noexcept { return address_.to_uint() >> (48 - length_); }

    constexpr bool contains(eui48 a) const noexcept { return prefix(a, length_) == *this; }

    friend constexpr auto operator<=>(prefix, prefix) = default;

private:
    eui48 address_;
    std::uint8_t length_ = 0;
};

/// Its digits and its length in bits: `8CEC4B/24`, `0050C2FFF/36`. Reads back equal where it has 24, 28 or 36
/// bits.
std::string to_string(prefix p);

}  // namespace netbasics::mac

#endif
