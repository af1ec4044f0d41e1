#include "netbasics/ip/netmask.hpp"

#include <charconv>

namespace netbasics::ip {
namespace {

/// The mask's bits at the top of 128, with `fill` below them.
uint128 at_top(address mask, bool fill) noexcept
{
    unsigned const below = address_v6::bits - mask.bits();
    uint128 const low = below == 0 || !fill ? uint128{0} : ~uint128{0} >> (address_v6::bits - below);
    return mask.to_uint() << below | low;
}

result<unsigned> decimal_length(std::string_view text, unsigned most) noexcept
{
    unsigned length = 0;
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (problem == std::errc::invalid_argument || end != text.data() + text.size())
        return error(errc::unexpected_character, static_cast<std::size_t>(end - text.data()), 1);
    if (problem == std::errc{} && text.size() > 1 && text.front() == '0')
        return error(errc::prefix_length_has_leading_zero, 0, text.size());
    if (problem != std::errc{} || length > most) {
        error e(errc::prefix_length_out_of_range, 0, text.size());
        e.found = problem == std::errc{} ? length : UINT64_MAX;
        e.limit = most;
        return e;
    }
    return length;
}

result<address> hexadecimal_mask(std::string_view text, family f) noexcept
{
    auto const digits = text.substr(2);
    std::size_t const most = bits_of(f) / 4;
    uint128 value = 0;
    if (digits.empty()) return error(errc::unexpected_character, 1, 1);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        unsigned char digit = 0;
        auto const* at = digits.data() + i;
        if (std::from_chars(at, at + 1, digit, 16).ptr == at)
            return error(errc::unexpected_character, i + 2, 1);
        if (i == most) return error(errc::trailing_text, i + 2, digits.size() - i);
        value = value << 4 | digit;
    }
    return address::from_uint(value, f);
}

}  // namespace

result<unsigned> prefix_length_from_netmask(address mask) noexcept
{
    unsigned const ones = leading_zeros(~at_top(mask, false));
    uint128 const rest = ones >= 128 ? uint128{0} : at_top(mask, false) << ones;
    if (rest == 0) return std::min(ones, mask.bits());
    if (auto const inverse = prefix_length_from_wildcard(mask); inverse && ones == 0) {
        error e(errc::netmask_is_wildcard);
        e.found = *inverse;
        return e;
    }
    error e(errc::netmask_has_hole);
    e.ordinal = ones + leading_zeros(rest) + 1;
    return e;
}

result<unsigned> prefix_length_from_wildcard(address mask) noexcept
{
    unsigned const zeros = leading_zeros(at_top(mask, true));
    uint128 const rest =
        zeros >= 128 ? ~uint128{0} : at_top(mask, true) << zeros | ((uint128{1} << zeros) - 1);
    if (~rest == 0) return std::min(zeros, mask.bits());
    error e(errc::wildcard_has_hole);
    e.ordinal = zeros + leading_zeros(~rest) + 1;
    return e;
}

result<unsigned> prefix_length_from_string(std::string_view text, family f)
{
    if (text.empty()) return error(errc::prefix_length_missing);
    bool const dotted = text.find_first_of(".:") != text.npos;
    bool const hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    if (!dotted && !hexadecimal) return decimal_length(text, bits_of(f));
    auto const mask = dotted ? address::from_string(text) : hexadecimal_mask(text, f);
    if (!mask) return mask.error();
    if (mask->family() != f) return error(errc::families_differ, 0, text.size());
    auto length = prefix_length_from_netmask(*mask);
    if (!length) {
        error e = length.error();
        e.length = static_cast<std::uint32_t>(text.size());
        return e;
    }
    return length;
}

}  // namespace netbasics::ip
