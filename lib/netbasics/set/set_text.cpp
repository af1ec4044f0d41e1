#include "netbasics/set/set_text.hpp"

#include "netbasics/ip/netmask.hpp"

#include <algorithm>
#include <optional>

namespace netbasics::set {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Bytes of the dash at `at`; 0 where there is none. Lists from web pages and word processors have all kinds.
std::size_t dash_length(std::string_view text, std::size_t at) noexcept
{
    constexpr std::string_view dashes[] = {
        "-",
        "\xE2\x80\x90",
        "\xE2\x80\x91",
        "\xE2\x80\x92",
        "\xE2\x80\x93",
        "\xE2\x80\x94",
        "\xE2\x80\x95",
        "\xE2\x88\x92",  // minus
        "\xEF\xBC\x8D",  // full width
    };
    if (at >= text.size()) return 0;
    for (auto const& dash : dashes)
        if (text.substr(at).starts_with(dash)) return dash.size();
    return 0;
}

std::size_t find_dash(std::string_view text, std::size_t from, std::size_t to) noexcept
{
    for (; from < to; ++from)
        if (dash_length(text, from) > 0) return from;
    return text.npos;
}

std::size_t word_end(std::string_view text, std::size_t from) noexcept
{
    return std::min(text.find_first_of(column_ends, from), text.size());
}

std::size_t skip_blanks(std::string_view text, std::size_t from) noexcept
{
    return std::min(text.find_first_not_of(blanks, from), text.size());
}

error moved(error e, std::size_t by) noexcept
{
    e.offset += static_cast<std::uint32_t>(by);
    return e;
}

/// Whether a word behind a dash was meant as the end of a range.
bool looks_like_an_end(std::string_view word) noexcept
{
    return !word.empty() &&
           (word.find_first_of(".:") != word.npos || std::all_of(word.begin(), word.end(), is_digit));
}

class reader {
public:
    reader(std::string_view text, std::size_t begin) noexcept : text_(text), begin_(begin) {}

    result<set_text> read()
    {
        auto const end = word_end(text_, begin_);
        auto const found = read_word(end);
        if (found) return found;
        if (auto p2p = read_p2p(end)) return *p2p;
        return found;
    }

private:
    result<set_text> read_word(std::size_t end)
    {
        auto const word = text_.substr(begin_, end - begin_);
        if (auto ranges = named_set(word); !ranges.empty()) return set_text{std::move(ranges), end};
        auto const dash = find_dash(text_, begin_, end);
        if (is_octet_pattern(word)) return read_octet_pattern(end);
        if (dash != text_.npos) return read_range(dash, dash + dash_length(text_, dash));
        auto const next = skip_blanks(text_, end);
        if (next > end)
            if (auto const length = dash_length(text_, next); length > 0) {
                auto const last = skip_blanks(text_, next + length);
                if (looks_like_an_end(text_.substr(last, word_end(text_, last) - last)))
                    return read_range(end, next + length);
            }
        auto const p = ip::prefix::from_string(word);
        if (!p) return moved(p.error(), begin_);
        if (word.find('/') == word.npos) return read_second_column(p->network(), end);
        return set_text{{*p}, end};
    }

    /// `FIRST-LAST`: the first ends at `first_end`, and the last begins at `from` or behind blanks there.
    result<set_text> read_range(std::size_t first_end, std::size_t from)
    {
        auto const first = read_address(begin_, first_end);
        if (!first) return first.error();
        auto const last_begin = skip_blanks(text_, from);
        auto const end = word_end(text_, last_begin);
        auto const last = read_address(last_begin, end);
        if (!last) return last.error();
        return make_range(*first, *last, end);
    }

    result<ip::address> read_address(std::size_t begin, std::size_t end) const
    {
        if (begin >= end) return error(errc::range_end_missing, begin);
        auto const a = ip::address::from_string(text_.substr(begin, end - begin));
        if (!a) return moved(a.error(), begin);
        return a;
    }

    result<set_text> make_range(ip::address first, ip::address last, std::size_t end) const
    {
        auto const r = ip::address_range::from_ends(first, last);
        if (r) return set_text{{*r}, end};
        error e = r.error();
        e.offset = static_cast<std::uint32_t>(begin_);
        e.length = static_cast<std::uint32_t>(end - begin_);
        return e;
    }

    /// An address, and a mask or the end of a range in the column behind it.
    result<set_text> read_second_column(ip::address first, std::size_t end) const
    {
        set_text const alone{{first}, end};
        auto const next = text_.find_first_not_of(" \t,", end);
        if (next == text_.npos) return alone;
        auto const separator = text_.substr(end, next - end);
        auto const commas = std::count(separator.begin(), separator.end(), ',');
        if (commas > 1) return alone;
        auto const second_end = word_end(text_, next);
        auto const word = text_.substr(next, second_end - next);
        bool const slash = word.starts_with('/') && word.size() > 1 && is_digit(word[1]);
        bool const hexadecimal = word.starts_with("0x") || word.starts_with("0X");
        if (slash || (hexadecimal && commas == 0)) {
            auto const length = ip::prefix_length_from_string(word.substr(slash ? 1 : 0), first.family());
            if (!length) return moved(length.error(), next + (slash ? 1 : 0));
            return set_text{{ip::prefix(first, *length)}, second_end};
        }
        auto const second = ip::address::from_string(word);
        if (!second || second->family() != first.family()) return alone;
        auto const length = ip::prefix_length_from_netmask(*second);
        bool const columns = commas == 1 || separator.find('\t') != separator.npos;
        bool const is_mask = length && *length > 0 && (!columns || *length < first.bits());
        if (is_mask) return set_text{{ip::prefix(first, *length)}, second_end};
        if (columns) return make_range(first, *second, second_end);
        if (length || !resembles_mask(*second)) return alone;  // two addresses: for the caller to report
        error e = length.error();
        e.length = static_cast<std::uint32_t>(word.size());
        return moved(e, next);
    }

    static bool resembles_mask(ip::address a) noexcept
    {
        return ip::prefix_length_from_wildcard(a).has_value() ||
               (a.is_v4() && a.to_uint() >> 24 == 255);
    }

    /// Four octets, of which one is free or has a range of its own; a range of addresses has seven dots or six.
    static bool is_octet_pattern(std::string_view word) noexcept
    {
        bool const octets = word.find_first_not_of("0123456789.*-") == word.npos;
        bool const free = word.find('*') != word.npos;
        bool const own_range = word.find('-') != word.npos && word.find('-') + 1 < word.size();
        return octets && (free || own_range) && std::count(word.begin(), word.end(), '.') == 3;
    }

    result<set_text> read_octet_pattern(std::size_t end) const
    {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        bool open = false;  // all octets behind have to be free
        std::size_t at = begin_;
        for (std::uint32_t ordinal = 1; ordinal <= 4; ++ordinal) {
            auto const stop = std::min(text_.find('.', at), end);
            auto const octet = text_.substr(at, stop - at);
            auto const refused = [&](errc why, std::uint64_t found = 0) {
                error e(why, at, octet.size());
                e.ordinal = ordinal;
                e.found = found;
                return e;
            };
            unsigned low = 0;
            unsigned high = 255;
            if (octet != "*") {
                if (open) return refused(errc::octet_pattern_broken);
                auto const dash = octet.find('-');
                auto const l = read_octet(octet.substr(0, dash));
                auto const h = dash == octet.npos ? l : read_octet(octet.substr(dash + 1));
                if (!l || !h) return refused(octet.empty() ? errc::octet_missing : errc::unexpected_character);
                low = *l;
                high = *h;
                if (std::max(low, high) > 255) return refused(errc::octet_out_of_range, std::max(low, high));
                if (low > high) return refused(errc::range_reversed);
            }
            open = open || low != high || octet == "*";
            first = first << 8 | low;
            last = last << 8 | high;
            at = stop + 1;
        }
        return make_range(ip::address_v4::from_uint(first), ip::address_v4::from_uint(last), end);
    }

    /// A decimal number of at most three digits without a leading zero.
    static std::optional<unsigned> read_octet(std::string_view digits) noexcept
    {
        if (digits.empty() || digits.size() > 3 || (digits.size() > 1 && digits[0] == '0')) return {};
        unsigned number = 0;
        for (char const c : digits) {
            if (!is_digit(c)) return {};
            number = number * 10 + static_cast<unsigned>(c - '0');
        }
        return number;
    }

    /** `name:FIRST-LAST` at the end of the line. A name may hold anything, colons too; a range has at most two
        addresses of 45 bytes, so only the end of a long line is looked at. */
    std::optional<set_text> read_p2p(std::size_t first_word_end)
    {
        constexpr std::size_t longest = 128;  // bytes
        if (first_word_end == begin_) return {};
        auto const end = text_.find_last_not_of(blanks) + 1;
        auto from = end - std::min(end - begin_, longest);
        for (;;) {
            auto const colon = text_.find(':', from);
            if (colon == text_.npos || colon + 1 >= end || colon == begin_) return {};
            from = colon + 1;
            auto const dash = find_dash(text_, from, end);
            if (dash == text_.npos) return {};
            reader behind(text_.substr(0, end), skip_blanks(text_, from));
            auto const first_end = text_.find_last_not_of(blanks, dash - 1) + 1;
            if (first_end <= behind.begin_) continue;
            auto const r = behind.read_range(first_end, dash + dash_length(text_, dash));
            if (r && r->end == end) return *r;
        }
    }

    std::string_view text_;
    std::size_t begin_;
};

}  // namespace

result<set_text> read_set(std::string_view text, std::size_t begin) { return reader(text, begin).read(); }

std::size_t address_behind(std::string_view text, std::size_t from) noexcept
{
    constexpr std::string_view address_bytes = "0123456789abcdefABCDEF.:";
    for (std::size_t i = from; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c == '#' || c == ';') return text.npos;
        bool const letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (!is_digit(text[i]) && !letter && c != ':' && c != '_' && c < 0x80) continue;
        if (auto const dash = dash_length(text, i); dash > 0) {
            i += dash - 1;
            continue;
        }
        auto const end = std::min(text.find_first_not_of(address_bytes, i), text.size());
        auto word = text.substr(i, end - i);
        while (word.ends_with('.')) word.remove_suffix(1);
        bool const dotted = word.find_first_not_of("0123456789.") == word.npos &&
                            std::count(word.begin(), word.end(), '.') == 3;
        if (dotted || ip::address::from_string(word).has_value()) return i;
        // `10.0.0.1:80`, and an IPv6 address in front of a colon
        auto const colon = word.rfind(':');
        if (colon != word.npos && colon > 0 && ip::address::from_string(word.substr(0, colon))) return i;
        return text.npos;
    }
    return text.npos;
}

}  // namespace netbasics::set
