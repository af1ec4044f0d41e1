#ifndef NETBASICS_IP_ADDRESS_V6_HPP
#define NETBASICS_IP_ADDRESS_V6_HPP

#include "netbasics/ip/address_v4.hpp"
#include "netbasics/ip/uint128.hpp"

namespace netbasics::ip {

/// An IPv6 address without a zone (RFC 4291). Ordered by number.
class address_v6 {
public:
    using uint = uint128;
    static constexpr unsigned bits = 128;

    constexpr address_v6() = default; ///< ::

    static constexpr address_v6 from_uint(uint value) noexcept
    {
        address_v6 a;
        a.value_ = value;
        return a;
    }

    /** Reads the text forms of RFC 4291, section 2.2, with the last 32 bits in dotted decimal too; the whole
        text, no zone, no brackets.
        Fails with errc::empty, unexpected_character, group_too_long, group_missing, group_count,
        double_colon_repeated, double_colon_superfluous, zone_not_allowed, or as address_v4 does. */
    static constexpr result<address_v6> from_string(std::string_view text) noexcept;

    constexpr uint to_uint() const noexcept { return value_; }

    constexpr bool is_multicast() const noexcept { return value_ >> 120 == 0xFF; } ///< ff00::/8, section 2.7

    constexpr bool is_link_local() const noexcept
    {
        return value_ >> 118 == 0x3FA;
    } ///< fe80::/10, section 2.5.6

    constexpr bool is_v4_mapped() const noexcept
    {
        return value_ >> 32 == 0xFFFF;
    } ///< ::ffff:0:0/96, 2.5.5.2

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

constexpr result<address_v6> address_v6::from_string(std::string_view text) noexcept
{
    if (text.empty()) return error(errc::empty);
    uint head = 0;       // groups before '::', right-aligned
    uint tail = 0;       // groups behind it
    unsigned groups = 0; // of both
    unsigned tail_groups = 0;
    bool gap = false;
    std::size_t i = 0;

    auto const refuse = [&](errc why, std::size_t at, std::size_t length) {
        error e(why, at, length);
        e.ordinal = groups + 1;
        e.found = groups;
        return e;
    };
    auto const add = [&](uint value, unsigned count) {
        uint& side = gap ? tail : head;
        side = side << (16 * count) | value;
        groups += count;
        if (gap) tail_groups += count;
    };

    if (text[0] == ':') {
        if (text.size() < 2 || text[1] != ':') return refuse(errc::group_missing, 0, 1);
        gap = true;
        i = 2;
    }
    while (i < text.size()) {
        std::size_t const start = i;
        uint value = 0;
        while (i < text.size()) {
            char const c = text[i];
            unsigned digit = 0;
            if (c >= '0' && c <= '9')
                digit = static_cast<unsigned>(c - '0');
            else if (c >= 'a' && c <= 'f')
                digit = static_cast<unsigned>(c - 'a') + 10;
            else if (c >= 'A' && c <= 'F')
                digit = static_cast<unsigned>(c - 'A') + 10;
            else
                break;
            if (i - start < 8) value = value << 4 | digit;
            ++i;
        }
        if (i < text.size() && text[i] == '.' && i > start) {
            auto v4 = address_v4::from_string(text.substr(start));
            if (!v4) {
                error e = v4.error();
                e.offset += static_cast<std::uint32_t>(start);
                return e;
            }
            if (groups > 6) return refuse(errc::group_count, start, text.size() - start);
            add(v4->to_uint(), 2);
            i = text.size();
            break;
        }
        if (i == start) {
            if (text[i] == ':') return refuse(errc::double_colon_repeated, i - 1, 2);
            return refuse(text[i] == '%' ? errc::zone_not_allowed : errc::unexpected_character, i, 1);
        }
        if (i - start > 4) return refuse(errc::group_too_long, start, i - start);
        if (groups == 8) return refuse(errc::group_count, start, text.size() - start);
        add(value, 1);
        if (i == text.size()) break;
        if (text[i] != ':')
            return refuse(text[i] == '%' ? errc::zone_not_allowed : errc::unexpected_character, i, 1);
        if (i + 1 < text.size() && text[i + 1] == ':') {
            if (gap) return refuse(errc::double_colon_repeated, i, 2);
            gap = true;
            i += 2;
        } else if (++i == text.size()) {
            return refuse(errc::group_missing, i - 1, 1);
        }
    }
    if (gap && groups >= 8) return refuse(errc::double_colon_superfluous, text.find("::"), 2);
    if (!gap && groups != 8) return refuse(errc::group_count, 0, text.size());
    if (!gap) return from_uint(head);
    unsigned const head_groups = groups - tail_groups;
    uint const left = head_groups == 0 ? uint{0} : head << (16 * (8 - head_groups));
    return from_uint(left | tail);
}

} // namespace netbasics::ip

#endif
