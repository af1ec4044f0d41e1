#ifndef NETBASICS_SCAN_LINE_TAGGER_HPP
#define NETBASICS_SCAN_LINE_TAGGER_HPP

#include "netbasics/scan/address_scanner.hpp"
#include "netbasics/set/prefix_table.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::scan {

struct tag_rule {
    bool every_address = false;  ///< not the first of a line alone
    bool mapped_as_v4 = false;   ///< looks ::ffff:a.b.c.d up as the IPv4 address in it
    char line_end = '\n';
};

/// What a table says of one address of a line.
struct tag {
    std::string_view address;                ///< as the line writes it; empty where the line has none
    std::optional<ip::address_range> range;  ///< the narrowest that holds it
    std::string label;  ///< of that range; of several rows, joined with commas column by column
    bool first = true;  ///< of the line
};

/// Puts beside each line what a prefix_table says of the addresses in it.
class line_tagger {
public:
    line_tagger(set::prefix_table const& table, tag_rule rule) noexcept : table_(table), rule_(rule) {}

    /** Appends each line with a TAB, the range, a TAB and the label in front of its end (CR LF too); `-`
       stands for what is not known. With every_address a pair for each. Returns how many lines have an
       address that the table knows. Calls `appended` after each piece, so that `out` can be emptied. 64 bytes
       behind `text` can be read. */
    std::uint64_t copy(std::string_view text, std::string& out,
                       std::function<void()> const& appended = {}) const;

    /// Calls `f(line without its end, tag)` for each tag; once, with an empty one, for a line without an
    /// address.
    std::uint64_t for_each(std::string_view text,
                           std::function<void(std::string_view, tag const&)> const& f) const;

private:
    struct place_in_text {
        found_address found;
        set::prefix_table::place row;
    };

    template <class Begin, class Each, class End>
    std::uint64_t walk(std::string_view text, Begin begin, Each each, End end) const;

    bool wants(ip::address a) const noexcept;
    void append_label(std::string& out, set::prefix_table::place row, std::string_view nothing) const;

    set::prefix_table const& table_;
    tag_rule rule_;
};

}  // namespace netbasics::scan

#endif
