#include "netbasics/ip/address_range.hpp"

namespace netbasics::ip {
namespace {

constexpr std::string_view blanks = " \t";

/// Where a part of the text begins, its blanks skipped, and the part itself.
struct part {
    std::size_t offset;
    std::string_view text;
};

part trimmed(std::string_view whole, std::size_t from, std::size_t to)
{
    auto const text = whole.substr(from, to - from);
    auto const begin = std::min(text.find_first_not_of(blanks), text.size());
    auto const end = std::max(text.find_last_not_of(blanks) + 1, begin);
    return {from + begin, text.substr(begin, end - begin)};
}

result<address> read_end(part const& p)
{
    if (p.text.empty()) return error(errc::range_end_missing, p.offset);
    auto const a = address::from_string(p.text);
    if (a) return a;
    error e = a.error();
    e.offset += static_cast<std::uint32_t>(p.offset);
    return e;
}

}  // namespace

result<address_range> address_range::from_ends(address first, address last) noexcept
{
    if (first.family() != last.family()) return error(errc::range_families_differ);
    if (last < first) return error(errc::range_reversed);
    return address_range(first, last);
}

result<address_range> address_range::from_string(std::string_view text)
{
    auto const hyphen = text.find('-');
    if (hyphen == text.npos) return error(errc::range_end_missing, text.size());
    auto const first = read_end(trimmed(text, 0, hyphen));
    if (!first) return first.error();
    auto const last = read_end(trimmed(text, hyphen + 1, text.size()));
    if (!last) return last.error();
    return from_ends(*first, *last);
}

result<address_range> address_range_from_text(std::string_view text)
{
    if (text.find('-') != text.npos) return address_range::from_string(text);
    auto const p = prefix::from_string(text);
    if (!p) return p.error();
    return address_range(*p);
}

std::optional<prefix> as_prefix(address_range const& r) noexcept
{
    auto const p = common_prefix(r.first(), r.last());
    if (p.network() == r.first() && p.last() == r.last()) return p;
    return {};
}

void append_to(std::string& out, address_range const& r)
{
    if (auto const p = as_prefix(r)) {
        append_to(out, *p);
        return;
    }
    append_to(out, r.first());
    out.push_back('-');
    append_to(out, r.last());
}

std::string to_string(address_range const& r)
{
    std::string text;
    append_to(text, r);
    return text;
}

address_range unmapped(address_range const& r) noexcept
{
    auto const both = address_range::from_ends(r.first().unmapped(), r.last().unmapped());
    return both && both->family() != r.family() ? *both : r;
}

}  // namespace netbasics::ip
