#ifndef NETBASICS_REGISTRY_OUI_REGISTRY_HPP
#define NETBASICS_REGISTRY_OUI_REGISTRY_HPP

#include "netbasics/registry/oui_list.hpp"
#include "netbasics/registry/oui_tables.hpp"

#include <boost/container/static_vector.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::registry {

/// What the registry says of an address.
struct oui_match {
    static constexpr std::size_t most_owners = 8;  ///< that are told; three is what the registry has

    /// None: the address lies in no assigned block; it may be in one that is cut into smaller blocks.
    std::optional<oui_kind> kind;

    /// In a block that the Registration Authority cuts into smaller ones, in a part that nobody has.
    bool unassigned_part = false;

    mac::prefix block;  ///< of 24, 28 or 36 bits; of none where nothing matches

    /// In registry order, the present owner first. An unassigned part may have one: the authority itself.
    boost::container::static_vector<std::string_view, most_owners> owners;
};

/// A block and one of its owners.
struct owned_block {
    mac::prefix block;
    oui_kind kind;
    std::string_view owner;
};

/** The assigned blocks that are part of the program, and those of a newer list, which win over them where
   both have a block. Names live as long as the registry. */
class oui_registry {
public:
    oui_registry() noexcept : tables_(embedded_oui_tables()) {}

    explicit oui_registry(oui_list newer) noexcept : tables_(embedded_oui_tables()), newer_(std::move(newer))
    {
    }

    /** The block with the longest prefix that holds `a`. A group address that is in none is looked up with
       its I/G bit cleared: it belongs to the owner of that block. */
    oui_match find(mac::eui48 a) const noexcept;

    /// The block that is exactly `block`; no look at longer or shorter ones.
    oui_match find_block(mac::prefix block) const noexcept;

    /// How many blocks of 28 and 36 bits lie inside one of 24 bits.
    std::size_t parts_of(mac::prefix block) const noexcept;

    /** The blocks whose owner's name has each of `words` in it, whatever case, blanks and punctuation;
       ordered by prefix. No word, or none with a letter or digit: none. */
    std::vector<owned_block> find_owner(std::span<std::string const> words) const;

    /// Those that are part of the program: MA-L, MA-M, MA-S, IAB, CID.
    std::array<oui_source, 5> sources() const noexcept;

private:
    oui_match find_as_it_is(mac::eui48 a) const noexcept;

    oui_match find_in_tables(mac::prefix block) const noexcept;

    oui_tables tables_;
    oui_list newer_;
};

}  // namespace netbasics::registry

#endif
