#include "netbasics/registry/oui_registry.hpp"

#include <algorithm>

namespace netbasics::registry {
namespace {

constexpr std::string_view authority = "IEEE Registration Authority";

/// Adds the owners of the block `key`; false where the table has none.
template <class Key>
bool add_owners(oui_match& match, oui_tables const& all, oui_table<Key> const& table, Key key,
                oui_kind kind) noexcept
{
    auto row = static_cast<std::size_t>(std::lower_bound(table.keys.begin(), table.keys.end(), key) -
                                        table.keys.begin());
    if (row == table.keys.size() || table.keys[row] != key) return false;
    match.kind = kind;
    for (; row < table.keys.size() && table.keys[row] == key; ++row)
        if (match.owners.size() < oui_match::most_owners) match.owners.push_back(all.name(table.owners[row]));
    return true;
}

/// How many keys begin with the bits of `block`, whose length is at most the keys'.
template <class Key>
std::size_t count_inside(oui_table<Key> const& table, mac::prefix block, unsigned key_bits) noexcept
{
    unsigned const below = key_bits - block.length();
    auto const first = static_cast<Key>(block.value() << below);
    auto const last = static_cast<Key>(first | ((Key{1} << below) - 1));
    auto const from = std::lower_bound(table.keys.begin(), table.keys.end(), first);
    return static_cast<std::size_t>(std::upper_bound(from, table.keys.end(), last) - from);
}

}  // namespace

oui_match oui_registry::find_in_tables(mac::prefix block) const noexcept
{
    oui_match match;
    match.block = block;
    auto const key = static_cast<std::uint32_t>(block.value());
    if (block.length() == 36)
        add_owners(match, tables_, tables_.ma_s, block.value(), oui_kind::ma_s) ||
            add_owners(match, tables_, tables_.iab, block.value(), oui_kind::iab);
    else if (block.length() == 28)
        add_owners(match, tables_, tables_.ma_m, key, oui_kind::ma_m);
    else if (block.length() == 24)
        add_owners(match, tables_, tables_.ma_l, key, oui_kind::ma_l) ||
            add_owners(match, tables_, tables_.cid, key, oui_kind::cid);
    return match;
}

oui_match oui_registry::find_block(mac::prefix block) const noexcept
{
    auto const rows = newer_.find(block);
    if (rows.empty()) return find_in_tables(block);
    oui_match match;
    match.block = block;
    match.kind = rows.front().kind;
    for (auto const& row : rows)
        if (match.owners.size() < oui_match::most_owners) match.owners.push_back(row.owner);
    return match;
}

oui_match oui_registry::find(mac::eui48 a) const noexcept
{
    auto match = find_as_it_is(a);
    bool const found = match.kind || match.unassigned_part;
    constexpr auto group_bit = std::uint64_t{1} << 40;
    return found || !a.is_group() ? match : find_as_it_is(mac::eui48::from_uint(a.to_uint() & ~group_bit));
}

oui_match oui_registry::find_as_it_is(mac::eui48 a) const noexcept
{
    auto match = find_block(mac::prefix(a, 24));
    bool const of_authority = match.kind == oui_kind::ma_l && match.owners.front() == authority;
    // The authority cuts none but its own blocks; a newer list may know better.
    if (match.kind && !of_authority && newer_.blocks().empty()) return match;
    for (unsigned const length : {36u, 28u})
        if (auto part = find_block(mac::prefix(a, length)); part.kind) return part;
    if (match.kind && !of_authority) return match;
    match.kind.reset();
    match.unassigned_part = of_authority || parts_of(match.block) > 0;
    return match.unassigned_part ? match : oui_match{};
}

std::size_t oui_registry::parts_of(mac::prefix block) const noexcept
{
    auto parts = count_inside(tables_.ma_m, block, 28) + count_inside(tables_.ma_s, block, 36) +
                 count_inside(tables_.iab, block, 36);
    for (auto const& row : newer_.blocks()) {
        bool const inside =
            row.block.length() > 24 && mac::prefix(row.block.address(), block.length()) == block;
        if (inside && !find_in_tables(row.block).kind) ++parts;
    }
    return parts;
}

std::array<oui_source, 5> oui_registry::sources() const noexcept
{
    return {tables_.ma_l.source, tables_.ma_m.source, tables_.ma_s.source, tables_.iab.source,
            tables_.cid.source};
}

}  // namespace netbasics::registry
