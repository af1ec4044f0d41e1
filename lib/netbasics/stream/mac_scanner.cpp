#include "netbasics/stream/mac_scanner.hpp"

#include <algorithm>

namespace netbasics::stream {
namespace {

enum : unsigned char {
    digit_mask = 0x0F,
    is_digit = 0x10,
    is_upper = 0x20,
    is_lower = 0x40,
    is_other = 0x80
};

/// What a byte is in a word; 0: in none. The low four bits are a digit's value.
constexpr auto kinds = [] {
    std::array<unsigned char, 256> table{};
    for (unsigned i = 0; i < 10; ++i) table['0' + i] = static_cast<unsigned char>(is_digit | i);
    for (unsigned i = 0; i < 26; ++i) table['A' + i] = table['a' + i] = is_other;
    for (unsigned i = 0; i < 6; ++i) {
        table['A' + i] = static_cast<unsigned char>(is_upper | (10 + i));
        table['a' + i] = static_cast<unsigned char>(is_lower | (10 + i));
    }
    return table;
}();

unsigned char kind_of(char c) noexcept { return kinds[static_cast<unsigned char>(c)]; }

bool is_separator(char c) noexcept { return c == ':' || c == '-' || c == '.'; }

}  // namespace

void mac_scanner::chain::begin_with(word const& w) noexcept
{
    *this = {};
    begin = w.begin;
    shortest = w.size();
    add(w);
}

void mac_scanner::chain::add(word const& w) noexcept
{
    auto const size = w.size();
    end = w.end;
    ++count;
    longest = std::max(longest, size);
    shortest = std::min(shortest, size);
    auto const digits = size <= 2 ? 2 : std::min<std::size_t>(size, 16);
    value = digits == 16 ? w.value : value << (4 * digits) | w.value;
    has_letter |= w.has_letter;
    has_upper |= w.has_upper;
    has_lower |= w.has_lower;
    has_leading_zero |= size == 2 && w.value < 0x10;
}

/// The next word; false at the end of the text.
bool mac_scanner::read_word(word& w) noexcept
{
    char const* const text = text_.data();
    std::size_t const size = text_.size();
    std::size_t i = at_;
    while (i < size && kind_of(text[i]) == 0) ++i;
    if (i == size) {
        at_ = size;
        return false;
    }
    std::size_t const begin = i;
    std::uint64_t value = 0;
    unsigned all = 0;
    for (; i < size; ++i) {
        unsigned const kind = kind_of(text[i]);
        if (kind == 0) break;
        value = value << 4 | (kind & digit_mask);
        all |= kind;
    }
    at_ = i;
    w = {begin,
         i,
         value,
         (all & is_other) == 0,
         (all & is_digit) != 0,
         (all & (is_upper | is_lower)) != 0,
         (all & is_upper) != 0,
         (all & is_lower) != 0};
    return true;
}

bool mac_scanner::is_beside_double_colon(chain const& c) const noexcept
{
    bool const before = c.begin >= 2 && text_[c.begin - 1] == ':' && text_[c.begin - 2] == ':';
    bool const behind = text_.substr(c.end, 2) == "::";
    return before || behind;
}

/// MAC=destination:source:type, each octet with two digits.
bool mac_scanner::take_logged_header(chain const& c, found_mac& found) noexcept
{
    constexpr std::string_view label = "MAC=";
    constexpr std::size_t an_address = 17;  // bytes
    bool const labelled =
        c.begin >= label.size() && text_.substr(c.begin - label.size(), label.size()) == label;
    if (!labelled || c.separator != ':' || c.count != 14 || c.longest != 2 || c.shortest != 2) return false;
    auto const address_at = [&](std::size_t begin) {
        found_mac one{begin, begin + an_address, 0, false, false};
        for (char const digit : text_.substr(begin, an_address))
            if (digit != ':') one.value = one.value << 4 | (kind_of(digit) & digit_mask);
        return one;
    };
    found = address_at(c.begin);
    source_ = address_at(c.begin + an_address + 1);
    has_source_ = true;
    return true;
}

bool mac_scanner::read_shape(chain const& c, follower behind, found_mac& found) const noexcept
{
    bool const even = c.longest == c.shortest;
    bool const octets = even && c.longest == 2 && c.separator != '.';
    bool const quads = even && c.longest == 4 && c.separator != ':';
    bool const one_case = !(c.has_upper && c.has_lower);
    bool const not_ipv6 = c.has_leading_zero || (c.value >> 24 & 0xFFFF) == 0xFFFE;
    found = {c.begin, c.end, c.value, false, false};
    if (c.count == 6 && octets) return true;
    if (c.count == 8 && octets) {
        found.is_eui64 = true;
        return c.separator == '-' || not_ipv6;
    }
    // Quads: nothing that a longer chain with a misprint would have.
    bool const cut = c.separator != 0 && (c.numbered_before == c.separator || behind.numbered == c.separator);
    if (c.count == 3 && quads) return !cut && (c.separator == '.' || c.has_letter);
    if (c.count == 4 && quads) {
        found.is_eui64 = true;
        return !cut && c.has_letter;
    }
    // What is less plain: no hexadecimal word beside it.
    if (c.hex_before || behind.hex) return false;
    if (c.count == 6 && c.separator == ':' && c.longest <= 2) return c.has_letter;
    found.is_doubtful = true;
    bool const whole = c.count == 1 && c.longest == 12;
    bool const halves = c.count == 2 && even && c.longest == 6 && c.separator != '.';
    return (whole || halves) && c.has_letter && one_case;
}

bool mac_scanner::close(chain const& c, follower behind, found_mac& found) noexcept
{
    constexpr std::size_t shortest = 11;  // bytes: 0:0:0:0:0:a
    if (c.count == 0 || c.end - c.begin < shortest || c.begin < least_) return false;
    if (c.separator == ':' && is_beside_double_colon(c)) return false;
    bool const is_found = take_logged_header(c, found) || read_shape(c, behind, found);
    if (is_found) least_ = c.end;
    return is_found;
}

bool mac_scanner::next(found_mac& found) noexcept
{
    if (has_source_) {
        has_source_ = false;
        found = source_;
        return true;
    }
    while (!ended_) {
        word w;
        if (!read_word(w)) {
            ended_ = true;
            return close(chain_, {}, found);
        }
        bool const joined = last_.end > 0 && w.begin == last_.end + 1 && is_separator(text_[last_.end]);
        char const separator = joined ? text_[last_.end] : '\0';
        bool const goes_on = joined && w.is_hex && chain_.count > 0;
        if (goes_on && (chain_.count == 1 || chain_.separator == separator)) {
            chain_.separator = separator;
            chain_.add(w);
            last_ = w;
            continue;
        }
        bool const numbered = joined && !w.is_hex && w.has_digit;
        bool const was_found = close(chain_, {goes_on, numbered ? separator : '\0'}, found);
        chain_.count = 0;
        if (goes_on) {
            // The word before belongs to both chains: `a:00-1A-2B-3C-4D-5E`.
            chain_.begin_with(last_);
            chain_.hex_before = true;
            chain_.separator = separator;
            chain_.add(w);
        } else if (w.is_hex) {
            chain_.begin_with(w);
            if (joined && last_.has_digit) chain_.numbered_before = separator;
        }
        last_ = w;
        if (was_found) return true;
    }
    return false;
}

}  // namespace netbasics::stream
