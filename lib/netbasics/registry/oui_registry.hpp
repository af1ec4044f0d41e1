#ifndef NETBASICS_REGISTRY_OUI_REGISTRY_HPP
#define NETBASICS_REGISTRY_OUI_REGISTRY_HPP

#include "netbasics/mac/prefix.hpp"
#include "netbasics/registry/oui_tables.hpp"

#include <boost/container/static_vector.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace netbasics::registry {

/// The registries of the IEEE Registration Authority, and the prefix length of their blocks.
enum class oui_kind : std::uint8_t {
    ma_l, ///< 24 bits, once called OUI
    ma_m, ///< 28
    ma_s, ///< 36, once called OUI-36
    iab,  ///< 36, closed in 2014
    cid,  ///< 24: company identifiers, for local addresses
};

std::string_view to_string(oui_kind k) noexcept; ///< "MA-L", "MA-M", "MA-S", "IAB", "CID"

/// What the registry says of an address.
struct oui_match {
    static constexpr std::size_t most_owners = 8; ///< that are told; three is what the registry has

    /// None: the address lies in no assigned block; it may be in one that is cut into smaller blocks.
    std::optional<oui_kind> kind;

    /// In a block that the Registration Authority cuts into smaller ones, in a part that nobody has.
    bool unassigned_part = false;

    mac::prefix block; ///< of 24, 28 or 36 bits; of none where nothing matches

    /// In registry order, the present owner first. An unassigned part may have one: the authority itself.
    boost::container::static_vector<std::string_view, most_owners> owners;
};

/// The assigned blocks that are part of the program, by longest prefix.
class oui_registry {
public:
    oui_registry() noexcept : tables_(embedded_oui_tables()) {}

    /** The block with the longest prefix that holds `a`. A group address that is in none is looked up with its
        I/G bit cleared: it belongs to the owner of that block. */
    oui_match find(mac::eui48 a) const noexcept;

    /// The block that is exactly `block`; no look at longer or shorter ones.
    oui_match find_block(mac::prefix block) const noexcept;

    /// How many blocks of 28 and 36 bits lie inside one of 24 bits.
    std::size_t parts_of(mac::prefix block) const noexcept;

    /// MA-L, MA-M, MA-S, IAB, CID.
    std::array<oui_source, 5> sources() const noexcept;

private:
    oui_match find_as_it_is(mac::eui48 a) const noexcept;

    oui_tables tables_;
};

} // namespace netbasics::registry

#endif
