#ifndef NETBASICS_IP_ADDRESS_V6_HPP
#define NETBASICS_IP_ADDRESS_V6_HPP

#include "netbasics/ip/address_v4.hpp"
#include "netbasics/ip/uint128.hpp"

#include <array>

namespace netbasics::ip {

/// An IPv6 address without a zone (RFC 4291). Ordered by number.
class address_v6 {
public:
    using uint = uint128;
    static constexpr unsigned bits = 128;

    constexpr address_v6() = default;  ///< ::

    static constexpr address_v6 from_uint(uint value) noexcept
    {
        address_v6 a;
        a.value_ = value;
        return a;
    }

    /** Reads the text forms of RFC 4291, section 2.2, with the last 32 bits in dotted decimal too; the whole
        text, no zone, no brackets.
        Fails with errc::empty, unexpected_character, group_too_long, group_missing, group_count,
        double_colon_repeated, double_colon_superfluous, zone_unwanted, or as address_v4 does. */
    static constexpr result<address_v6> from_string(std::string_view text) noexcept;

    constexpr uint to_uint() const noexcept { return value_; }

    constexpr bool is_multicast() const noexcept { return value_ >> 120 == 0xFF; }  ///< ff00::/8, section 2.7

    constexpr bool is_link_local() const noexcept
    {
        return value_ >> 118 == 0x3FA;
    }  ///< fe80::/10, section 2.5.6

    constexpr bool is_v4_mapped() const noexcept
    {
        return value_ >> 32 == 0xFFFF;
    }  ///< ::ffff:0:0/96, 2.5.5.2

    /// The 16 bits of group `i`, 0 to 7 from the left.
    constexpr std::uint16_t group(unsigned i) const noexcept
    {
        return static_cast<std::uint16_t>(value_ >> (112 - 16 * i));
    }

    friend constexpr bool operator==(address_v6 a, address_v6 b) noexcept { return a.value_ == b.value_; }

    friend constexpr std::strong_ordering operator<=>(address_v6 a, address_v6 b) noexcept
    {
        return a.value_ < b.value_   ? std::strong_ordering::less
               : a.value_ > b.value_ ? std::strong_ordering::greater
                                     : std::strong_ordering::equal;
    }

private:
    uint value_ = 0;
};

/// RFC 5952; IPv4-mapped addresses in mixed notation (section 5).
std::string to_string(address_v6 a);
void append_to(std::string& out, address_v6 a);

/// All eight groups with all four digits.
std::string to_expanded_string(address_v6 a);

namespace detail {

/// The value of a hexadecimal digit; 16 for any other byte.
inline constexpr auto hexadecimal_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(16);
    for (unsigned i = 0; i < 10; ++i) values['0' + i] = static_cast<std::uint8_t>(i);
    for (unsigned i = 0; i < 6; ++i) values['a' + i] = values['A' + i] = static_cast<std::uint8_t>(10 + i);
    return values;
}();

}  // namespace detail

constexpr result<address_v6> address_v6::from_string(std::string_view text) noexcept
{
    constexpr unsigned all = 8;
    if (text.empty()) return error(errc::empty);
    std::uint16_t groups[all] = {};  // as written, without those that '::' stands for
    unsigned count = 0;
    unsigned gap = all + 1;  // how many groups stand before '::'
    std::size_t i = 0;

    auto const refuse = [&](errc why, std::size_t at, std::size_t length) {
        error e(why, at, length);
        e.ordinal = count + 1;
        e.found = count;
        return e;
    };

    if (text[0] == ':') {
        if (text.size() < 2 || text[1] != ':') return refuse(errc::group_missing, 0, 1);
        gap = 0;
        i = 2;
    }
    while (i < text.size()) {
        std::size_t const start = i;
        std::uint32_t value = 0;
        for (; i < text.size(); ++i) {
            unsigned const digit = detail::hexadecimal_values[static_cast<unsigned char>(text[i])];
            if (digit == 16) break;
            value = value << 4 | digit;  // more than four digits are refused below
        }
        if (i < text.size() && text[i] == '.' && i > start) {
            auto const v4 = address_v4::from_string(text.substr(start));
            if (!v4) {
                error e = v4.error();
                e.offset += static_cast<std::uint32_t>(start);
                return e;
            }
            if (count > all - 2) return refuse(errc::group_count, start, text.size() - start);
            groups[count++] = static_cast<std::uint16_t>(v4->to_uint() >> 16);
            groups[count++] = static_cast<std::uint16_t>(v4->to_uint());
            break;
        }
        if (i == start) {
            if (text[i] == ':') return refuse(errc::double_colon_repeated, i - 1, 2);
            return refuse(text[i] == '%' ? errc::zone_unwanted : errc::unexpected_character, i, 1);
        }
        if (i - start > 4) return refuse(errc::group_too_long, start, i - start);
        if (count == all) return refuse(errc::group_count, start, text.size() - start);
        groups[count++] = static_cast<std::uint16_t>(value);
        if (i == text.size()) break;
        if (text[i] != ':')
            return refuse(text[i] == '%' ? errc::zone_unwanted : errc::unexpected_character, i, 1);
        if (i + 1 < text.size() && text[i + 1] == ':') {
            if (gap <= all) return refuse(errc::double_colon_repeated, i, 2);
            gap = count;
            i += 2;
        } else if (++i == text.size()) {
            return refuse(errc::group_missing, i - 1, 1);
        }
    }
    if (gap <= all && count >= all) return refuse(errc::double_colon_superfluous, text.find("::"), 2);
    if (gap > all && count != all) return refuse(errc::group_count, 0, text.size());
    uint value = 0;
    for (unsigned g = 0; g < count; ++g) {
        unsigned const place = g < gap ? g : g + all - count;
        value |= uint{groups[g]} << (112 - 16 * place);
    }
    return from_uint(value);
}

}  // namespace netbasics::ip

#endif
