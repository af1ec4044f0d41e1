#ifndef NETBASICS_IP_ADDRESS_HPP
#define NETBASICS_IP_ADDRESS_HPP

#include "netbasics/ip/address_v6.hpp"

namespace netbasics::ip {

enum class family : std::uint8_t { v4, v6 };

/// Bits of an address of the family.
constexpr unsigned bits_of(family f) noexcept
{
    return f == family::v4 ? address_v4::bits : address_v6::bits;
}

/** An IPv4 or IPv6 address, without a zone. The two never compare equal: `::ffff:10.0.0.1` is IPv6.
    Ordered with IPv4 first, then by number. */
class address {
public:
    constexpr address() = default;  ///< 0.0.0.0

    constexpr address(address_v4 a) noexcept : bits_(a.to_uint()), family_(ip::family::v4) {}

    constexpr address(address_v6 a) noexcept : bits_(a.to_uint()), family_(ip::family::v6) {}

    /// The number read as an address of the family; bits above its width are dropped.
    static constexpr address from_uint(uint128 value, ip::family f) noexcept
    {
        return f == ip::family::v4 ? address(address_v4::from_uint(static_cast<std::uint32_t>(value)))
                                   : address(address_v6::from_uint(value));
    }

    /** Reads either family. A text with a colon is IPv6; one with neither colon nor digit at its start
        is errc::not_an_address; otherwise fails as the family's own from_string does. */
    static constexpr result<address> from_string(std::string_view text) noexcept;

    constexpr ip::family family() const noexcept { return family_; }

    constexpr bool is_v4() const noexcept { return family_ == ip::family::v4; }

    constexpr bool is_v6() const noexcept { return family_ == ip::family::v6; }

    constexpr unsigned bits() const noexcept { return bits_of(family_); }

    /// Only for the family that it is.
    constexpr address_v4 v4() const noexcept
    {
        return address_v4::from_uint(static_cast<std::uint32_t>(bits_));
    }

    constexpr address_v6 v6() const noexcept { return address_v6::from_uint(bits_); }

    constexpr uint128 to_uint() const noexcept { return bits_; }

    constexpr bool is_multicast() const noexcept
    {
        return is_v4() ? v4().is_multicast() : v6().is_multicast();
    }

    /// An IPv4-mapped IPv6 address as the IPv4 address in it (RFC 4291, section 2.5.5.2); any other as it is.
    constexpr address unmapped() const noexcept
    {
        return is_v6() && v6().is_v4_mapped() ? address(v4()) : *this;
    }

    friend constexpr bool operator==(address a, address b) noexcept
    {
        return a.family_ == b.family_ && a.bits_ == b.bits_;
    }

    friend constexpr std::strong_ordering operator<=>(address a, address b) noexcept
    {
        if (a.family_ != b.family_) return a.family_ <=> b.family_;
        return a.v6() <=> b.v6();
    }

private:
    uint128 bits_ = 0;
    ip::family family_ = ip::family::v4;
};

std::string to_string(address a);
void append_to(std::string& out, address a);

/// An address with the zone that was written behind it (RFC 4007, section 11); empty where there is none.
struct scoped_address {
    ip::address address;
    std::string zone;
};

/** Reads an address of either family, an IPv6 one with an optional `%zone`. Fails as address::from_string,
    and with errc::zone_empty, zone_invalid ('%', '/', blanks, controls) or zone_not_allowed (IPv4). */
result<scoped_address> scoped_address_from_string(std::string_view text);
std::string to_string(scoped_address const& a);

constexpr result<address> address::from_string(std::string_view text) noexcept
{
    if (text.empty()) return error(errc::empty);
    if (text.find(':') != text.npos) {
        auto const v6 = address_v6::from_string(text);
        if (!v6) return v6.error();
        return address(*v6);
    }
    bool const digit = text[0] >= '0' && text[0] <= '9';
    if (!digit && text.find('.') == text.npos) return error(errc::not_an_address, 0, text.size());
    auto const v4 = address_v4::from_string(text);
    if (!v4) return v4.error();
    return address(*v4);
}

}  // namespace netbasics::ip

#endif
