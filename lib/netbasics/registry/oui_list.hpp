#ifndef NETBASICS_REGISTRY_OUI_LIST_HPP
#define NETBASICS_REGISTRY_OUI_LIST_HPP

#include "netbasics/mac/prefix.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::registry {

/// The registries of the IEEE Registration Authority, and the prefix length of their blocks.
enum class oui_kind : std::uint8_t {
    ma_l,  ///< 24 bits, once called OUI
    ma_m,  ///< 28
    ma_s,  ///< 36, once called OUI-36
    iab,   ///< 36, closed in 2014
    cid,   ///< 24: company identifiers, for local addresses
};

std::string_view to_string(oui_kind k) noexcept;  ///< "MA-L", "MA-M", "MA-S", "IAB", "CID"

/// An assigned block.
struct oui_block {
    mac::prefix block;
    oui_kind kind;
    std::string owner;
};

/// Blocks from a file, newer than those that are part of the program.
class oui_list {
public:
    /** Reads the IEEE's lists: CSV with the heading `Registry,Assignment,Organization Name,…`, several joined
       to one file too, and the text form (oui.txt, mam.txt, oui36.txt, iab.txt, cid.txt). Also lists with a
       block a line: PREFIX, REGISTRY, OWNER as `netbasics mac find` and data/oui.tsv have them; PREFIX, OWNER
       (arp-scan's mac-vendor.txt); PREFIX, SHORT, OWNER (Wireshark's manuf, whose well-known addresses are
       left out). Owners' names are trimmed, their white space is collapsed. Fails with
       errc::registry_file_unknown, registry_line_broken or registry_name_unknown; the error's ordinal is the
       number of the line. */
    static result<oui_list> from_text(std::string_view text);

    /// Adds the blocks of a list that wins over this one.
    void add(oui_list newer);

    /// Ordered by prefix; further owners of a block behind the first.
    std::span<oui_block const> blocks() const noexcept { return blocks_; }

    /// The rows of exactly this block.
    std::span<oui_block const> find(mac::prefix block) const noexcept;

    static constexpr std::size_t most_bytes = std::size_t{64} * 1024 * 1024;  ///< of a file

private:
    static result<oui_list> from_csv(std::string_view text);

    std::vector<oui_block> blocks_;
};

}  // namespace netbasics::registry

#endif
