#include "netbasics/scan/mac_scanner.hpp"

#include <algorithm>
#include <string>

namespace netbasics::scan {
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

/// What ends in an address: a DHCP client identifier, or a DUID with or without a time.
bool mac_scanner::read_identifier(chain const& c, found_mac& found) const noexcept
{
    auto const text = text_.substr(c.begin, c.end - c.begin);
    bool const even = c.longest == c.shortest;
    bool const octets = c.longest <= 2 && (c.separator == ':' || c.separator == '-');
    constexpr std::uint64_t an_address = (std::uint64_t{1} << 48) - 1;
    found = {c.begin, c.end, c.value & an_address, false, false};
    if (octets && (even || c.separator == ':') && c.count == 7 && (c.value >> 48 & 0xFF) == 1) {
        found.begin = c.begin + text.find(c.separator) + 1;
        found.is_doubtful = !even;
        return true;
    }
    // 018c.ec4b.88b9.c9, as Cisco lists its leases.
    if (c.separator == '.' && c.count == 4 && text.size() == 17 && c.longest == 4 && text[14] == '.' &&
        text.starts_with("01"))
        return true;
    constexpr std::size_t digits = 12;
    auto const is_duid = [&](std::size_t octet_count, char head) {
        std::string plain;
        for (char const digit : text.substr(0, 11))
            if (digit != c.separator) plain.push_back(digit);
        return (octets && even && c.count == octet_count && c.longest == 2 &&
                plain == std::string{'0', '0', '0', head, '0', '0', '0', '1'}) ||
               (c.count == 1 && c.longest == 2 * octet_count &&
                text.starts_with(std::string{'0', '0', '0', head, '0', '0', '0', '1'}));
    };
    if ((c.count != 14 && c.count != 10 && c.longest != 28 && c.longest != 20) ||
        !(is_duid(14, '1') || is_duid(10, '3')))
        return false;
    found.begin = c.end - (c.count == 1 ? digits : digits + 5);
    found.is_doubtful = c.count == 1;
    return true;
}

bool mac_scanner::follow_run(word const* w, bool joined, found_mac& found) noexcept
{
    constexpr std::string_view label = "Hex-STRING: ";
    bool const is_pair = w != nullptr && w->is_hex && w->size() == 2;
    bool const spaced = w != nullptr && last_.end > 0 && w->begin == last_.end + 1 && text_[last_.end] == ' ';
    if (is_pair && spaced && run_.count > 0) {
        run_.end = w->end;
        run_.value = run_.value << 8 | w->value;
        run_.has_letter |= w->has_letter;
        ++run_.count;
        return false;
    }
    auto const ended = run_;
    run_ = is_pair ? run_of_pairs{w->begin, w->end, 1, w->value, w->has_letter, joined} : run_of_pairs{};
    if (ended.count != 6 || ended.is_cut || (joined && last_.end == ended.end) || ended.begin < least_)
        return false;
    bool const labelled =
        ended.begin >= label.size() && text_.substr(ended.begin - label.size(), label.size()) == label;
    if (!labelled && !ended.has_letter) return false;
    found = {ended.begin, ended.end, ended.value, false, !labelled};
    least_ = ended.end;
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
    if (c.count == 3 && quads) {
        found.is_doubtful = c.separator == '-' && !c.has_letter;
        return !cut;
    }
    if (c.count == 4 && quads) {
        found.is_eui64 = true;
        return !cut && c.has_letter;
    }
    // What is less plain: no hexadecimal word beside it.
    if (c.hex_before || behind.hex) return false;
    if (c.count == 6 && c.separator == ':' && c.longest <= 2) {
        found.is_doubtful = !c.has_letter;
        return true;
    }
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
    bool const is_found =
        take_logged_header(c, found) || read_shape(c, behind, found) || read_identifier(c, found);
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
            return follow_run(nullptr, false, found) || close(chain_, {}, found);
        }
        bool const joined = last_.end > 0 && w.begin == last_.end + 1 && is_separator(text_[last_.end]);
        // The last word of a run is a chain of its own, and none that holds an address.
        bool const run_found = follow_run(&w, joined, found);
        char const separator = joined ? text_[last_.end] : '\0';
        bool const goes_on = joined && w.is_hex && chain_.count > 0;
        if (goes_on && (chain_.count == 1 || chain_.separator == separator)) {
            chain_.separator = separator;
            chain_.add(w);
            last_ = w;
            if (run_found) return true;
            continue;
        }
        bool const numbered = joined && !w.is_hex && w.has_digit;
        bool const was_found = run_found || close(chain_, {goes_on, numbered ? separator : '\0'}, found);
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

}  // namespace netbasics::scan
