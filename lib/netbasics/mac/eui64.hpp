#ifndef NETBASICS_MAC_EUI64_HPP
#define NETBASICS_MAC_EUI64_HPP

#include "netbasics/ip/address_v6.hpp"
#include "netbasics/mac/eui48.hpp"

#include <optional>

namespace netbasics::mac {

/// A 64-bit extended unique identifier (IEEE 802). Ordered by number.
class eui64 {
public:
    static constexpr unsigned bits = 64;

    constexpr eui64() = default;

    static constexpr eui64 from_uint(std::uint64_t value) noexcept
    {
        eui64 a;
        a.value_ = value;
        return a;
    }

    /// FF-FE between the two halves (RFC 4291, appendix A).
    static constexpr eui64 from_eui48(eui48 a) noexcept
    {
        return from_uint(a.to_uint() >> 24 << 40 | std::uint64_t{0xFFFE} << 24 | (a.to_uint() & 0xFFFFFF));
    }

    constexpr std::uint64_t to_uint() const noexcept { return value_; }

    constexpr first_octet first() const noexcept
    {
        return first_octet(static_cast<std::uint8_t>(value_ >> 56));
    }

    /// The EUI-48 that this one was made of; none without FF-FE in the middle.
    constexpr std::optional<eui48> to_eui48() const noexcept
    {
        if ((value_ >> 24 & 0xFFFF) != 0xFFFE) return std::nullopt;
        return eui48::from_uint(value_ >> 40 << 24 | (value_ & 0xFFFFFF));
    }

    /// With the U/L bit inverted: the modified EUI-64 format of RFC 4291, section 2.5.1.
    constexpr std::uint64_t interface_id() const noexcept { return value_ ^ std::uint64_t{0x02} << 56; }

    friend constexpr auto operator<=>(eui64, eui64) = default;

private:
    std::uint64_t value_ = 0;
};

std::string to_string(eui64 a);  ///< `02-00-00-FF-FE-00-00-01`; reads back equal

/// fe80::/64 and the modified identifier (RFC 4291, section 2.5.6). A group address identifies no interface:
/// none.
std::optional<ip::address_v6> link_local(eui64 a) noexcept;

/// The modified identifier as an address's last four groups: `0000:00ff:fe00:0001`.
std::string interface_id_text(eui64 a);

}  // namespace netbasics::mac

#endif
