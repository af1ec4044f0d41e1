#include "netbasics/ip/embedded_v4.hpp"

namespace netbasics::ip {
namespace {

address_v4 bits_from(address_v6 a, unsigned right_shift) noexcept
{
    return address_v4::from_uint(static_cast<std::uint32_t>(a.to_uint() >> right_shift));
}

/// Bits 64 to 71 stay zero: an address in them jumps over that octet (RFC 6052, section 2.2).
constexpr unsigned reserved_octet_end = 72;

bool is_translator_length(unsigned length) noexcept
{
    return length == 32 || length == 40 || length == 48 || length == 56 || length == 64 || length == 96;
}

error refused_length(unsigned length) noexcept
{
    error e(errc::nat64_prefix_length);
    e.found = length;
    return e;
}

/// Calls `place(octet of the IPv4 address, 0 to 3; position in the IPv6 address in bits from the left)`.
template <class Place>
void for_each_octet(unsigned length, Place place)
{
    unsigned position = length == 64 ? reserved_octet_end : length;
    for (unsigned octet = 0; octet < 4; ++octet) {
        if (position == 64) position = reserved_octet_end;
        place(octet, position);
        position += 8;
    }
}

/** The local-use prefix is a /48 from which networks take translator prefixes of any length: one of 96 bits
   is told by zeros in front of the IPv4 address, one of 48 by zeros behind it. */
std::optional<address_v4> behind_well_known_translator(address_v6 a) noexcept
{
    constexpr auto well_known = uint128{0x0064FF9B} << 96;
    constexpr auto local_use = well_known | uint128{1} << 80;
    auto const value = a.to_uint();
    if (value >> 32 == well_known >> 32 || value >> 32 == local_use >> 32) return bits_from(a, 0);
    bool const nothing_behind = (value & ((uint128{1} << 40) - 1)) == 0;
    if (value >> 80 != local_use >> 80 || !nothing_behind) return std::nullopt;
    return *nat64_v4(prefix_v6(a, 48), a);
}

}  // namespace

result<address_v6> nat64_address(prefix_v6 translator, address_v4 v4) noexcept
{
    if (!is_translator_length(translator.length())) return refused_length(translator.length());
    auto value = translator.network().to_uint();
    for_each_octet(translator.length(), [&](unsigned octet, unsigned position) {
        value |= uint128{v4.to_uint() >> (24 - 8 * octet) & 0xFF} << (120 - position);
    });
    return address_v6::from_uint(value);
}

result<address_v4> nat64_v4(prefix_v6 translator, address_v6 a) noexcept
{
    if (!is_translator_length(translator.length())) return refused_length(translator.length());
    std::uint32_t value = 0;
    for_each_octet(translator.length(), [&](unsigned octet, unsigned position) {
        value |= static_cast<std::uint32_t>(a.to_uint() >> (120 - position) & 0xFF) << (24 - 8 * octet);
    });
    return address_v4::from_uint(value);
}

std::optional<embedded_v4> find_embedded_v4(address_v6 a) noexcept
{
    if (a.is_v4_mapped()) return embedded_v4{embedding::v4_mapped, bits_from(a, 0)};
    if (a.group(0) == 0x2002) return embedded_v4{embedding::six_to_4, bits_from(a, 80)};
    if (a.to_uint() >> 96 == 0x20010000) {
        auto const client = address_v4::from_uint(~bits_from(a, 0).to_uint());
        return embedded_v4{embedding::teredo,
                           client,
                           {bits_from(a, 64), a.group(4), static_cast<std::uint16_t>(~a.group(5))}};
    }
    if (auto const v4 = behind_well_known_translator(a)) return embedded_v4{embedding::nat64, *v4};
    if ((a.to_uint() >> 32 & 0xFDFFFFFF) == 0x00005EFE)
        return embedded_v4{embedding::isatap, bits_from(a, 0)};
    return std::nullopt;
}

}  // namespace netbasics::ip
