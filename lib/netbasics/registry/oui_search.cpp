#include "netbasics/registry/oui_registry.hpp"

#include "netbasics/text/ascii.hpp"
#include "netbasics/text/fold_case.hpp"

#include <algorithm>
#include <cstring>

namespace netbasics::registry {
namespace {

bool is_ascii(std::string_view text) noexcept
{
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; });
}

bool has_all(std::string_view folded_name, std::span<std::string const> folded_words) noexcept
{
    return std::all_of(folded_words.begin(), folded_words.end(),
                       [&](std::string const& word) { return folded_name.find(word) != folded_name.npos; });
}

/// Neither punctuation nor blanks count: "tplink" is in "TP-LINK".
void squeeze_onto(std::string& out, std::string_view folded)
{
    for (char const c : folded)
        if (text::is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<signed char>(c) < 0) out.push_back(c);
}

std::string squeezed(std::string_view folded)
{
    std::string text;
    squeeze_onto(text, folded);
    return text;
}

/// The names side by side as they are searched; name i is the bytes from `offsets[i]` to `offsets[i + 1]`.
struct search_text {
    std::string text;
    std::vector<std::uint32_t> offsets{0};
};

search_text make_search_text(oui_tables const& tables, bool only_ascii)
{
    search_text all;
    auto const count = tables.name_offsets.size() - 1;
    all.text.reserve(tables.name_offsets.back());
    all.offsets.reserve(count + 1);
    for (std::size_t i = 0; i < count; ++i) {
        auto const name = tables.name(static_cast<std::uint16_t>(i));
        squeeze_onto(all.text,
                     only_ascii || is_ascii(name) ? text::fold_ascii_case(name) : text::fold_case(name));
        all.offsets.push_back(static_cast<std::uint32_t>(all.text.size()));
    }
    return all;
}

/// Which names have all the words: one search for the longest word, the others where it was found.
std::vector<bool> names_with(oui_tables const& tables, std::span<std::string const> words)
{
    bool const only_ascii =
        std::all_of(words.begin(), words.end(), [](auto const& word) { return is_ascii(word); });
    auto const [all, offsets] = make_search_text(tables, only_ascii);
    std::vector<bool> wanted(offsets.size() - 1);
    auto const& rarest = *std::max_element(words.begin(), words.end(),
                                           [](auto const& a, auto const& b) { return a.size() < b.size(); });
    for (std::size_t at = 0; at < all.size();) {
        auto const* const hit = static_cast<char const*>(
            ::memmem(all.data() + at, all.size() - at, rarest.data(), rarest.size()));
        if (hit == nullptr) break;
        auto const offset = static_cast<std::uint32_t>(hit - all.data());
        auto const name = static_cast<std::size_t>(std::upper_bound(offsets.begin(), offsets.end(), offset) -
                                                   offsets.begin() - 1);
        auto const begin = offsets[name];
        auto const end = offsets[name + 1];
        // A hit that reaches into the next name is none.
        bool const inside = offset + rarest.size() <= end;
        wanted[name] = inside && has_all(std::string_view(all).substr(begin, end - begin), words);
        at = wanted[name] ? end : offset + 1;
    }
    return wanted;
}

template <class Key>
void append_blocks(std::vector<owned_block>& found, oui_tables const& tables, oui_table<Key> const& table,
                   oui_kind kind, unsigned bits, std::vector<bool> const& wanted)
{
    for (std::size_t row = 0; row < table.keys.size(); ++row) {
        if (!wanted[table.owners[row]]) continue;
        mac::prefix const block(mac::eui48::from_uint(std::uint64_t{table.keys[row]} << (48 - bits)), bits);
        found.push_back({block, kind, tables.name(table.owners[row])});
    }
}

}  // namespace

std::vector<owned_block> oui_registry::find_owner(std::span<std::string const> words) const
{
    std::vector<std::string> folded;
    for (auto const& word : words)
        if (auto plain = squeezed(text::fold_case(word)); !plain.empty()) folded.push_back(std::move(plain));
    std::vector<owned_block> found;
    if (folded.empty()) return found;

    auto const wanted = names_with(tables_, folded);
    append_blocks(found, tables_, tables_.ma_l, oui_kind::ma_l, 24, wanted);
    append_blocks(found, tables_, tables_.ma_m, oui_kind::ma_m, 28, wanted);
    append_blocks(found, tables_, tables_.ma_s, oui_kind::ma_s, 36, wanted);
    append_blocks(found, tables_, tables_.iab, oui_kind::iab, 36, wanted);
    append_blocks(found, tables_, tables_.cid, oui_kind::cid, 24, wanted);
    std::erase_if(found, [&](owned_block const& row) { return !newer_.find(row.block).empty(); });
    for (auto const& row : newer_.blocks())
        if (has_all(squeezed(text::fold_case(row.owner)), folded))
            found.push_back({row.block, row.kind, row.owner});
    std::stable_sort(found.begin(), found.end(),
                     [](owned_block const& a, owned_block const& b) { return a.block < b.block; });
    return found;
}

}  // namespace netbasics::registry
