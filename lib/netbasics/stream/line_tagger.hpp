#ifndef NETBASICS_STREAM_LINE_TAGGER_HPP
#define NETBASICS_STREAM_LINE_TAGGER_HPP

#include "netbasics/set/prefix_table.hpp"
#include "netbasics/stream/address_scanner.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::stream {

struct tag_rule {
    bool every_address = false;  ///< not the first of a line alone
    bool mapped_as_v4 = false;   ///< looks ::ffff:a.b.c.d up as the IPv4 address in it
    char line_end = '\n';
};

/// What a table says of one address of a line.
struct tag {
    std::string_view address;          ///< as the line writes it; empty where the line has none
    std::optional<ip::prefix> prefix;  ///< the longest that holds it
    std::string label;                 ///< of that prefix; several rows with a comma between them
};

/// Puts beside each line what a prefix_table says of the addresses in it.
class line_tagger {
public:
    line_tagger(set::prefix_table const& table, tag_rule rule) noexcept : table_(table), rule_(rule) {}

    /** Appends each line with a TAB, the prefix, a TAB and the label in front of its end (CR LF too); `-`
       stands for what is not known. With every_address a pair for each. Returns how many lines have an
       address that the table knows. 64 bytes behind `text` can be read. */
    std::uint64_t copy(std::string_view text, std::string& out) const;

    /// Calls `f(line without its end, tag)` for each tag; once, with an empty one, for a line without an
    /// address.
    std::uint64_t for_each(std::string_view text,
                           std::function<void(std::string_view, tag const&)> const& f) const;

private:
    struct place_in_text {
        found_address found;
        set::prefix_table::place row;
    };

    /// The addresses that the rule wants, each looked up.
    std::vector<place_in_text> find_all(std::string_view text) const;

    template <class F>
    std::uint64_t for_each_line(std::string_view text, F f) const;

    void append_tag(std::string& out, set::prefix_table::place row) const;

    set::prefix_table const& table_;
    tag_rule rule_;
};

}  // namespace netbasics::stream

#endif
