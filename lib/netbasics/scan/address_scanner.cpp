#include "netbasics/scan/address_scanner.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace netbasics::scan {
namespace {

enum : unsigned char { word = 1, hex = 2, digit = 4 };

constexpr auto kinds = [] {
    std::array<unsigned char, 256> table{};
    for (unsigned c = '0'; c <= '9'; ++c) table[c] = word | hex | digit;
    for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = table[c - 'a' + 'A'] = word;
    for (unsigned c = 'a'; c <= 'f'; ++c) table[c] = table[c - 'a' + 'A'] = word | hex;
    table['_'] = word;
    return table;
}();

bool is(char c, unsigned char kind) noexcept { return (kinds[static_cast<unsigned char>(c)] & kind) != 0; }

/// Bits `distance` behind, those of the next group included.
std::uint64_t ahead(std::uint64_t now, std::uint64_t next, unsigned distance) noexcept
{
    return now >> distance | next << (64 - distance);
}

/// Whether bit i has a set bit from `least` to `most` places behind it.
std::uint64_t near(std::uint64_t now, std::uint64_t next, unsigned least, unsigned most) noexcept
{
    std::uint64_t found = 0;
    for (unsigned distance = least; distance <= most; ++distance) found |= ahead(now, next, distance);
    return found;
}

/// Whether a word goes on in front of `begin`.
bool joined_before(std::string_view text, std::size_t begin) noexcept
{
    if (begin == 0) return false;
    char const c = text[begin - 1];
    return is(c, word) || (c == '.' && begin > 1 && is(text[begin - 2], word));
}

/// Whether a word goes on behind `end`; what lies behind the text is readable and zero.
bool joined_behind(std::string_view text, std::size_t end) noexcept
{
    if (end == text.size()) return false;
    char const c = text[end];
    return is(c, word) || (c == '.' && end + 1 < text.size() && is(text[end + 1], word));
}

}  // namespace

void address_scanner::fill_window()
{
    static mask_function const masks_of = best_mask_function();
    // The window's last group needs the one behind it, and its first the one before.
    if (window_end_ > 0 && group_ == window_end_) {
        masks_[0] = masks_[window_groups];
    } else {
        masks_[0] = {};
        if (group_ > 0) masks_of(text_.data() + (group_ - 1) * group_bytes, 1, masks_.data());
    }
    window_start_ = group_;
    window_end_ = group_ + window_groups;
    std::size_t const start = group_ * group_bytes;
    std::size_t const rest = text_.size() - start;
    std::size_t const groups = std::min((rest + group_bytes - 1) / group_bytes, window_groups + 1);
    masks_of(text_.data() + start, groups, masks_.data() + 1);
    std::fill(masks_.begin() + 1 + static_cast<std::ptrdiff_t>(groups), masks_.end(), byte_masks{});
}

/** Where an address can be: at the first of three dots that stand as in an IPv4 address; with IPv6 wanted
   also at the first colon of `::`, and at the first of six or more colons that stand as in one without it. A
   few too many are found, none too few. */
std::uint64_t address_scanner::candidates_of(std::size_t index) const noexcept
{
    auto const& before = masks_[index];
    auto const& now = masks_[index + 1];
    auto const& next = masks_[index + 2];

    std::uint64_t found = 0;
    if (std::popcount(now.dot) + std::popcount(next.dot) >= 3) {
        auto const between =
            now.dot & (now.digit << 1 | before.digit >> 63) & ahead(now.digit, next.digit, 1);
        found = between & near(now.dot, next.dot, 2, 4) & near(now.dot, next.dot, 4, 8);
    }
    if (wanted_ == wanted::v4) return found;

    found |= now.colon & ahead(now.colon, next.colon, 1);
    if (std::popcount(now.colon) + std::popcount(next.colon) < 6) return found;
    auto chain = now.colon;
    auto chain_next = next.colon;
    for (int colons = 1; colons < 6; ++colons) {
        chain = now.colon & near(chain, chain_next, 2, 5);
        chain_next = next.colon;  // what follows the next group is not known: taken to go on
    }
    return found | chain;
}

bool address_scanner::next_group()
{
    group_ = begun_ ? group_ + 1 : 0;
    begun_ = true;
    for (; group_ * group_bytes < text_.size(); ++group_) {
        if (group_ >= window_end_ || group_ < window_start_) fill_window();
        candidates_ = candidates_of(group_ - window_start_);
        if (candidates_ != 0) return true;
    }
    return false;
}

void address_scanner::skip_to(std::size_t offset) noexcept
{
    if (offset <= least_) return;
    least_ = offset;
    std::size_t const target = offset / group_bytes;
    if (!begun_ || target > group_) {
        // The next call of next_group() goes on with the target.
        if (target == 0) return;
        group_ = target - 1;
        begun_ = true;
        candidates_ = 0;
    }
}

bool address_scanner::next(found_address& found)
{
    for (;;) {
        while (candidates_ == 0)
            if (!next_group()) return false;
        auto const at = group_ * group_bytes + static_cast<unsigned>(std::countr_zero(candidates_));
        candidates_ &= candidates_ - 1;
        if (at < least_ || at >= text_.size() || !read_candidate(at, found)) continue;
        if (found.begin < least_) continue;
        skip_to(found.end);
        return true;
    }
}

bool address_scanner::read_candidate(std::size_t at, found_address& found) const noexcept
{
    if (text_[at] == ':') return read_v6(at, found);
    constexpr bool little_endian = std::endian::native == std::endian::little;  // read_v4 counts on it
    if (!(at < 4 || !little_endian ? read_first_v4(at, found) : read_v4(at, found))) return false;
    if (found.begin == 0 || text_[found.begin - 1] != ':') return true;
    found_address whole;
    if (!read_v6(found.begin - 1, whole) || whole.end < found.end) return true;
    found = whole;
    return wanted_ == wanted::both;
}

/** The octets around the first dot, by the masks alone: where an octet ends is counted, not looked for, so
   that the number of its digits costs no mispredicted branch. Needs 4 bytes of text in front of the dot. */
bool address_scanner::read_v4(std::size_t first_dot, found_address& found) const noexcept
{
    constexpr unsigned lead = 4;  // bits of the masks in front of the first dot
    auto const index = group_ - window_start_ + 1;
    auto const at = static_cast<unsigned>(first_dot % group_bytes);
    auto const around_dot = [&](std::uint64_t byte_masks::*kind) {
        auto const now = masks_[index].*kind;
        if (at < lead) return masks_[index - 1].*kind >> (group_bytes - lead + at) | now << (lead - at);
        return at == lead ? now : ahead(now, masks_[index + 1].*kind, at - lead);
    };
    auto const dots = around_dot(&byte_masks::dot);
    auto const others = ~around_dot(&byte_masks::digit) | std::uint64_t{1} << 63;

    unsigned const before =
        static_cast<unsigned>(std::countl_zero(others << (64 - lead) | std::uint64_t{1} << 59));
    unsigned lengths[4] = {before, 0, 0, 0};
    unsigned ends[4] = {lead, 0, 0, 0};
    for (unsigned i = 1; i < 4; ++i) {
        unsigned const start = ends[i - 1] + 1;
        lengths[i] = static_cast<unsigned>(std::countr_zero(others >> start));
        ends[i] = start + lengths[i];
        if (lengths[i] > 3) return false;
    }
    bool const three_dots = (dots >> ends[1] & dots >> ends[2] & 1) != 0;
    if (before > 3 || !three_dots) return false;

    char const* const origin = text_.data() + first_dot - lead;
    std::uint32_t value = 0;
    bool refused = false;
    for (unsigned i = 0; i < 4; ++i) {
        // The three bytes that end with the octet, the first in the lowest bits; those in front of it become
        // 0.
        std::uint32_t bytes = 0;
        std::memcpy(&bytes, origin + ends[i] - 3, sizeof bytes);
        unsigned const cut = 8 * (3 - lengths[i]);
        bytes = ((bytes & 0x0F0F0F) >> cut) << cut;
        std::uint32_t const number = (bytes & 0xFF) * 100 + (bytes >> 8 & 0xFF) * 10 + (bytes >> 16);
        constexpr std::uint32_t least[] = {256, 0, 10,
                                           100};  // by the number of digits: none, and none led by 0
        refused = refused || number > 255 || number < least[lengths[i]];
        value = value << 8 | number;
    }
    if (refused) return false;
    auto const begin = first_dot - before;
    auto const end = first_dot - lead + ends[3];
    if (joined_before(text_, begin) || joined_behind(text_, end)) return false;
    found = {begin, end, ip::address_v4::from_uint(value)};
    return true;
}

/// The same for a dot near the beginning of the text.
bool address_scanner::read_first_v4(std::size_t first_dot, found_address& found) const noexcept
{
    std::size_t begin = first_dot;
    while (begin > 0 && first_dot - begin < 4 && is(text_[begin - 1], digit)) --begin;
    std::uint32_t value = 0;
    std::size_t i = begin;
    for (unsigned octet = 0;; ++octet) {
        std::size_t const start = i;
        std::uint32_t number = 0;
        while (i < text_.size() && i - start < 4 && is(text_[i], digit))
            number = number * 10 + static_cast<std::uint32_t>(text_[i++] - '0');
        if (i == start || number > 255 || (text_[start] == '0' && i - start > 1)) return false;
        value = value << 8 | number;
        if (octet == 3) break;
        if (i >= text_.size() || text_[i] != '.') return false;
        ++i;
    }
    if (joined_before(text_, begin) || joined_behind(text_, i)) return false;
    found = {begin, i, ip::address_v4::from_uint(value)};
    return true;
}

bool address_scanner::read_v6(std::size_t colon, found_address& found) const noexcept
{
    constexpr std::size_t longest = 45;  // bytes of an address: 6 groups and a dotted quad
    auto const belongs = [&](std::size_t i) { return is(text_[i], hex) || text_[i] == ':'; };

    std::size_t begin = colon;
    while (begin > 0 && colon - begin <= longest && belongs(begin - 1)) --begin;
    std::size_t end = colon;
    auto const dot_inside = [&](std::size_t i) {
        return text_[i] == '.' && is(text_[i - 1], word) && i + 1 < text_.size() && is(text_[i + 1], word);
    };
    while (end < text_.size() && end - colon <= longest && (belongs(end) || dot_inside(end))) ++end;
    if (colon - begin > longest || end - colon > longest) return false;

    // A word in front that is no group, and the colon behind it: `src:2001:db8::1`.
    if (joined_before(text_, begin) && text_[begin] != ':') begin = text_.find(':', begin);
    if (begin > colon) return false;
    if (text_[begin] == ':') {
        bool const gap = begin + 1 < end && text_[begin + 1] == ':';
        if (gap && joined_before(text_, begin)) return false;
        if (!gap) ++begin;
    }

    if (joined_behind(text_, end)) {
        // A word behind that is no group, and the colon before it; a dotted name takes the group with it.
        auto const last = text_.rfind(':', end - 1);
        if (last == text_.npos || last < begin) return false;
        if (text_.substr(last, end - last).find('.') != std::string_view::npos) return false;
        if (last > begin && text_[last - 1] == ':') return false;
        end = last;
    } else if (end - begin >= 2 && text_[end - 1] == ':' && text_[end - 2] != ':') {
        --end;
    }
    auto const address = ip::address_v6::from_string(text_.substr(begin, end - begin));
    if (!address) return false;
    found = {begin, end, *address};
    return true;
}

}  // namespace netbasics::scan
