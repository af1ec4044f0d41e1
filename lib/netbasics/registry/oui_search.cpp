#include "netbasics/registry/oui_registry.hpp"

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

/** Which names have all the words. Names of ASCII letters are searched as one text, for the longest word; the
   few others are folded one at a time, and only for a word that is not ASCII. */
std::vector<bool> names_with(oui_tables const& tables, std::span<std::string const> words)
{
    auto const count = tables.name_offsets.size() - 1;
    std::vector<bool> wanted(count);
    if (!std::all_of(words.begin(), words.end(), [](auto const& word) { return is_ascii(word); })) {
        for (std::size_t i = 0; i < count; ++i)
            wanted[i] = has_all(text::fold_case(tables.name(static_cast<std::uint16_t>(i))), words);
        return wanted;
    }
    std::string const all = text::fold_ascii_case({tables.names, tables.name_offsets.back()});
    auto const& rarest = *std::max_element(words.begin(), words.end(),
                                           [](auto const& a, auto const& b) { return a.size() < b.size(); });
    for (std::size_t at = 0; at < all.size();) {
        auto const* const hit = static_cast<char const*>(
            ::memmem(all.data() + at, all.size() - at, rarest.data(), rarest.size()));
        if (hit == nullptr) break;
        auto const offset = static_cast<std::uint32_t>(hit - all.data());
        auto const name = static_cast<std::size_t>(
            std::upper_bound(tables.name_offsets.begin(), tables.name_offsets.end(), offset) -
            tables.name_offsets.begin() - 1);
        auto const begin = tables.name_offsets[name];
        auto const end = tables.name_offsets[name + 1];
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
        if (!word.empty()) folded.push_back(text::fold_case(word));
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
        if (has_all(text::fold_case(row.owner), folded)) found.push_back({row.block, row.kind, row.owner});
    std::stable_sort(found.begin(), found.end(),
                     [](owned_block const& a, owned_block const& b) { return a.block < b.block; });
    return found;
}

}  // namespace netbasics::registry
