#include "netbasics/mac/notation.hpp"

#include "netbasics/ip/address_v4.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace netbasics::mac {
namespace {

constexpr unsigned most_digits = 16;

constexpr int digit_value(char c) noexcept
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

error refuse(errc why, std::size_t at, std::size_t length, std::uint64_t found = 0,
             std::uint64_t limit = 0) noexcept
{
    error e(why, at, length);
    e.found = found;
    e.limit = limit;
    return e;
}

error unexpected(std::string_view text, std::size_t at) noexcept
{
    auto const bytes = text::decode_utf8(text.substr(at)).bytes;
    return {errc::unexpected_character, at, bytes == 0 ? 1 : bytes};
}

/// Hexadecimal digits between separators.
struct group {
    std::size_t at = 0;
    std::size_t size = 0;
};

/// A text cut at its separators.
struct groups {
    static constexpr std::size_t most = 8;
    std::array<group, most> list;
    std::size_t count = 0;  ///< may exceed `most`
    char separator = 0;     ///< 0: none
    std::uint64_t value = 0;
    std::size_t digits = 0;

    /// Whether all groups have `size` digits, but the last, which has `last`.
    bool are(std::size_t number, std::size_t size, std::size_t last) const noexcept
    {
        return count == number && list[number - 1].size == last &&
               std::all_of(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(number - 1),
                           [&](group g) { return g.size == size; });
    }

    bool are(std::size_t number, std::size_t size) const noexcept { return are(number, size, size); }
};

result<groups> cut(std::string_view text) noexcept
{
    groups found;
    group g;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        char const c = i < text.size() ? text[i] : '\0';
        if (int const digit = i < text.size() ? digit_value(c) : -1; digit >= 0) {
            found.value = found.value << 4 | static_cast<unsigned>(digit);
            ++found.digits;
            ++g.size;
            continue;
        }
        bool const ends = i == text.size();
        if (!ends && c != ':' && c != '-' && c != '.') return unexpected(text, i);
        if (!ends && found.separator != 0 && c != found.separator)
            return error(errc::mac_separators_differ, i, 1);
        if (!ends) found.separator = c;
        if (g.size == 0) return error(errc::mac_group_missing, ends ? i - 1 : i, 1);
        if (found.count < groups::most) found.list[found.count] = g;
        ++found.count;
        g = {i + 1, 0};
    }
    return found;
}

any_address with_digits(std::uint64_t value, std::size_t digits) noexcept
{
    if (digits == 12) return eui48::from_uint(value);
    if (digits == 16) return eui64::from_uint(value);
    auto const bits = static_cast<unsigned>(4 * digits);
    return prefix(eui48::from_uint(value << (48 - bits)), bits);
}

/// A DHCP client identifier is a hardware type, 01 for Ethernet, and the address (RFC 2132, section 9.14).
bool is_client_identifier(groups const& found) noexcept
{
    bool const shape = found.separator == 0     ? found.digits == 14
                       : found.separator == '.' ? found.are(4, 4, 2)
                                                : found.are(7, 2);
    return shape && found.value >> 48 == 1;
}

result<any_address> read_bare(std::string_view text, groups const& found) noexcept
{
    if (is_client_identifier(found)) return eui48::from_uint(found.value);
    constexpr std::size_t lengths[] = {6, 7, 9, 12, 16};
    if (std::find(std::begin(lengths), std::end(lengths), found.digits) == std::end(lengths))
        return refuse(errc::mac_digit_count, 0, text.size(), found.digits);
    return with_digits(found.value, found.digits);
}

/// Octets written without leading zeros.
eui48 read_unpadded(std::string_view text, groups const& found) noexcept
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        auto const [at, size] = found.list[i];
        value <<= 8;
        for (char const c : text.substr(at, size))
            value =
                (value & ~std::uint64_t{0xFF}) | (value << 4 & 0xF0) | static_cast<unsigned>(digit_value(c));
    }
    return eui48::from_uint(value);
}

bool is_unpadded(groups const& found) noexcept
{
    return found.separator == ':' && found.count == 6 &&
           std::all_of(found.list.begin(), found.list.begin() + 6, [](group g) { return g.size <= 2; });
}

bool has_a_known_shape(groups const& g) noexcept
{
    if (g.separator == '.') return g.are(3, 4) || g.are(4, 4);
    if (g.separator == '-' && (g.are(3, 4) || g.are(4, 4))) return true;
    bool const octets = g.are(6, 2) || g.are(8, 2);
    bool const block = g.are(3, 2) || g.are(4, 2, 1) || g.are(5, 2, 1);
    return octets || block || g.are(2, 6);
}

/// Why groups make neither an address nor a prefix.
error shape_error(std::string_view text, groups const& found) noexcept
{
    std::size_t const wanted = found.separator == '.' ? 4 : 2;
    auto const shown = std::min(found.count, groups::most);
    auto const odd = std::find_if(found.list.begin(), found.list.begin() + static_cast<std::ptrdiff_t>(shown),
                                  [&](group g) { return g.size != wanted; });
    bool const uneven = odd != found.list.begin() + static_cast<std::ptrdiff_t>(shown);
    if (uneven && found.separator == ':' && found.count == 8) return {errc::mac_is_ipv6, 0, text.size()};
    if (uneven) return refuse(errc::mac_group_length, odd->at, odd->size, odd->size, wanted);
    if (found.separator == '.') return refuse(errc::mac_digit_count, 0, text.size(), found.digits);
    return refuse(errc::mac_octet_count, 0, text.size(), found.count);
}

/// Octets with a blank between them, as SNMP writes a Hex-STRING: the same with hyphens; nothing where it is
/// none.
std::optional<std::string> with_hyphens(std::string_view text)
{
    if (text.size() != 17 && text.size() != 23) return std::nullopt;
    std::string hyphened(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_between = i % 3 == 2;
        if (is_between ? text[i] != ' ' : digit_value(text[i]) < 0) return std::nullopt;
        if (is_between) hyphened[i] = '-';
    }
    return hyphened;
}

result<any_address> read_without_length(std::string_view text) noexcept
{
    if (text.empty()) return error(errc::empty);
    if (text.find("::") != text.npos) return error(errc::mac_is_ipv6, 0, text.size());
    if (ip::address_v4::from_string(text)) return error(errc::mac_is_ipv4, 0, text.size());
    if (auto const octets = with_hyphens(text)) return read_without_length(*octets);
    auto const found = cut(text);
    if (!found) return found.error();
    if (found->separator == 0) return read_bare(text, *found);
    if (has_a_known_shape(*found)) return with_digits(found->value, found->digits);
    if (is_client_identifier(*found)) return eui48::from_uint(found->value);
    if (is_unpadded(*found)) return read_unpadded(text, *found);
    return shape_error(text, *found);
}

char const* separator_of(notation n) noexcept
{
    switch (n) {
    case notation::hyphen:
        return "-";
    case notation::colon:
        return ":";
    case notation::dot:
        return ".";
    case notation::bare:
    case notation::integer:
        break;
    }
    return "";
}

/// The low `digits` digits of `value`, grouped from the left.
std::string write_digits(std::uint64_t value, unsigned digits, notation n)
{
    if (n == notation::integer) return std::to_string(value);
    unsigned const a_group = n == notation::dot ? 4 : 2;
    std::string text;
    for (unsigned i = 0; i < digits; ++i) {
        if (i > 0 && i % a_group == 0) text.append(separator_of(n));
        text.push_back("0123456789ABCDEF"[value >> (4 * (digits - 1 - i)) & 0xF]);
    }
    return text;
}

}  // namespace

std::optional<notation> notation_from_string(std::string_view name) noexcept
{
    constexpr std::string_view names[] = {"hyphen", "colon", "dot", "bare", "int"};
    auto const found = std::find(std::begin(names), std::end(names), name);
    if (found == std::end(names)) return std::nullopt;
    return static_cast<notation>(found - std::begin(names));
}

result<any_address> read(std::string_view text) noexcept
{
    auto const slash = text.find('/');
    auto const any = read_without_length(text.substr(0, slash));
    if (!any || slash == text.npos) return any;

    auto const digits = text.substr(slash + 1);
    if (digits.empty()) return error(errc::prefix_length_missing, slash, 1);
    if (std::holds_alternative<eui64>(*any)) return error(errc::trailing_text, slash, text.size() - slash);
    auto const* const whole = std::get_if<eui48>(&*any);
    auto const& given = whole != nullptr ? prefix(*whole, 48) : std::get<prefix>(*any);
    unsigned length = 0;
    auto const [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (end != digits.data() + digits.size()) return error(errc::number_expected, slash + 1, digits.size());
    if (problem != std::errc{} || length > given.length())
        return refuse(errc::prefix_length_out_of_range, slash + 1, digits.size(),
                      problem != std::errc{} ? UINT64_MAX : length, given.length());
    return any_address(prefix(given.address(), length));
}

std::string write(eui48 a, notation n) { return write_digits(a.to_uint(), 12, n); }

std::string write(eui64 a, notation n) { return write_digits(a.to_uint(), 16, n); }

std::string write(prefix p, notation n)
{
    bool const whole_digits = p.length() % 4 == 0 && p.length() > 0;
    if (n == notation::integer || whole_digits) return write_digits(p.value(), p.length() / 4, n);
    return write(p.address(), n) + "/" + std::to_string(p.length());
}

std::string to_string(prefix p)
{
    unsigned const digits = (p.length() + 3) / 4;
    return write_digits(p.address().to_uint() >> (48 - 4 * digits), digits, notation::bare) + "/" +
           std::to_string(p.length());
}

void append_to(std::string& out, eui48 a, notation n) { out.append(write_digits(a.to_uint(), 12, n)); }

std::string hyphenated(std::uint64_t value, unsigned digits)
{
    std::string text;
    for (unsigned left = digits; left > 0; --left) {
        if (left < digits && left % 2 == 0) text.push_back('-');
        text.push_back("0123456789ABCDEF"[value >> (4 * (left - 1)) & 0xF]);
    }
    return text;
}

}  // namespace netbasics::mac
