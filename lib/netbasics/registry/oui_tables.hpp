#ifndef NETBASICS_REGISTRY_OUI_TABLES_HPP
#define NETBASICS_REGISTRY_OUI_TABLES_HPP

#include <cstdint>
#include <span>
#include <string_view>

namespace netbasics::registry {

/// Where a registry's blocks come from.
struct oui_source {
    std::string_view name;  ///< "IEEE MA-L"
    std::string_view date;  ///< of the data, YYYY-MM-DD
    std::uint32_t blocks;
};

/** One registry's blocks: `keys` ascending, each the block's prefix in the low bits. A block with several
    owners stands several times. `owners[i]` numbers a name. */
template <class Key>
struct oui_table {
    std::span<Key const> keys;
    std::span<std::uint16_t const> owners;
    oui_source source;
};

/// What embed_oui makes of data/oui.tsv.
struct oui_tables {
    oui_table<std::uint32_t> ma_l;
    oui_table<std::uint32_t> ma_m;
    oui_table<std::uint64_t> ma_s;
    oui_table<std::uint64_t> iab;
    oui_table<std::uint32_t> cid;
    std::span<std::uint32_t const> name_offsets;  ///< name i is the bytes from [i] to [i + 1]
    char const* names;                            ///< UTF-8, without separators

    std::string_view name(std::uint16_t i) const noexcept
    {
        return {names + name_offsets[i], name_offsets[i + 1u] - name_offsets[i]};
    }
};

oui_tables embedded_oui_tables() noexcept;

}  // namespace netbasics::registry

#endif
