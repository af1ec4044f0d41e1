#ifndef NETBASICS_SCAN_LINE_FILTER_HPP
#define NETBASICS_SCAN_LINE_FILTER_HPP

#include "netbasics/set/interval_index.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace netbasics::scan {

/// Which lines a filter keeps, and what it writes of them.
struct filter_rule {
    bool invert = false;      ///< keeps the lines that hold no address of the set
    bool whole_line = false;  ///< the line is one address and nothing else
    char line_end = '\n';
};

/// A line that is kept, or with `address` set one address in it.
struct kept_line {
    std::string_view text;     ///< with its end, where it has one
    std::string_view address;  ///< the first that matched, as it is written; empty for an inverted rule
    std::uint64_t number;      ///< from 1 in the block
};

/// Keeps the lines of a text that hold an address of a set; see address_scanner for what an address in a text
/// is.
class line_filter {
public:
    line_filter(set::address_matcher const& matcher, filter_rule rule) noexcept
        : matcher_(matcher), rule_(rule)
    {
    }

    /// Lines kept. 64 bytes behind `text` can be read.
    std::uint64_t count(std::string_view text) const;

    /// Appends the kept lines to `out`, the last one with an end even where it has none; returns how many.
    std::uint64_t copy(std::string_view text, std::string& out) const;

    /// Appends the addresses that match, each on a line; returns the number of lines that hold one.
    std::uint64_t copy_addresses(std::string_view text, std::string& out) const;

    /// Calls `f` for each kept line; returns how many.
    std::uint64_t for_each(std::string_view text, std::function<void(kept_line const&)> const& f) const;

    /// Calls `f` for each address that matches, not for an inverted rule; returns the number of lines that
    /// hold one.
    std::uint64_t for_each_address(std::string_view text,
                                   std::function<void(kept_line const&)> const& f) const;

private:
    template <class Matched>
    void for_each_match(std::string_view text, Matched matched) const;
    template <class Matched>
    std::uint64_t for_each_matching_address(std::string_view text, Matched matched) const;
    template <class Kept>
    std::uint64_t for_each_kept_run(std::string_view text, Kept kept) const;

    set::address_matcher const& matcher_;
    filter_rule rule_;
};

/// Line ends in a text, and one more for a last line without an end.
std::uint64_t count_lines(std::string_view text, char line_end) noexcept;

}  // namespace netbasics::scan

#endif
