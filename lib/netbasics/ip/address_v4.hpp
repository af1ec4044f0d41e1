#ifndef NETBASICS_IP_ADDRESS_V4_HPP
#define NETBASICS_IP_ADDRESS_V4_HPP

#include "netbasics/error.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace netbasics::ip {

/// An IPv4 address (RFC 791). Ordered by number.
class address_v4 {
public:
    using uint = std::uint32_t;
    static constexpr unsigned bits = 32;

    constexpr address_v4() = default;  ///< 0.0.0.0

    static constexpr address_v4 from_uint(uint value) noexcept
    {
        address_v4 a;
        a.value_ = value;
        return a;
    }

    /** Reads `a.b.c.d`: the whole text, four decimal octets. A leading zero is refused, since inet_aton(3)
        reads it as octal (RFC 6943, section 3.1.1).
        Fails with errc::empty, unexpected_character, octet_missing, octet_out_of_range,
        octet_has_leading_zero or octet_count. */
    static constexpr result<address_v4> from_string(std::string_view text) noexcept;

    constexpr uint to_uint() const noexcept { return value_; }

    constexpr bool is_multicast() const noexcept { return value_ >> 28 == 0xE; }  ///< 224.0.0.0/4, RFC 5771

    friend constexpr auto operator<=>(address_v4, address_v4) = default;

private:
    uint value_ = 0;
};

std::string to_string(address_v4 a);
void append_to(std::string& out, address_v4 a);

/** The numeric forms that inet_aton(3) reads: one to four parts, each decimal, octal (0…) or hexadecimal
    (0x…), the last filling the octets that remain.
    Fails with errc::empty, unexpected_character, octet_count or number_out_of_range. */
result<address_v4> address_v4_from_inet_aton(std::string_view text) noexcept;

constexpr result<address_v4> address_v4::from_string(std::string_view text) noexcept
{
    if (text.empty()) return error(errc::empty);
    uint value = 0;
    std::uint32_t ordinal = 1;
    std::size_t i = 0;
    for (;;) {
        std::size_t const start = i;
        std::uint32_t octet = 0;
        // Nine digits fit the number; further ones change nothing about its being too large.
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
            if (i - start < 9) octet = octet * 10 + static_cast<std::uint32_t>(text[i] - '0');
            ++i;
        }
        std::size_t const digits = i - start;
        if (digits == 0) {
            bool const at_dot = i < text.size() && text[i] == '.';
            error e(i < text.size() && !at_dot ? errc::unexpected_character : errc::octet_missing, i,
                    i < text.size() ? 1 : 0);
            e.ordinal = ordinal;
            return e;
        }
        bool const leading_zero = digits > 1 && text[start] == '0';
        if (leading_zero || octet > 255) {
            error e(leading_zero ? errc::octet_has_leading_zero : errc::octet_out_of_range, start, digits);
            e.ordinal = ordinal;
            e.found = octet;
            return e;
        }
        value = value << 8 | octet;
        if (i == text.size()) break;
        if (text[i] != '.') return error(errc::unexpected_character, i, 1);
        if (ordinal == 4) return error(errc::trailing_text, i, text.size() - i);
        ++ordinal;
        ++i;
    }
    if (ordinal != 4) {
        error e(errc::octet_count, 0, text.size());
        e.found = ordinal;
        return e;
    }
    return from_uint(value);
}

}  // namespace netbasics::ip

#endif
