#ifndef NETBASICS_SET_LIST_READER_HPP
#define NETBASICS_SET_LIST_READER_HPP

#include "netbasics/ip/address_range.hpp"

#include <optional>

namespace netbasics::set {

/** What a line of a list holds: a prefix, an address or a range `FIRST-LAST`, in the first column; nothing
    for a blank line or a comment. Columns end at a blank, a comma, '#' or ';'; what follows the first is
    ignored, and so is a line that begins with '#' or ';'. Blanks may stand around the hyphen of a range: a
    hyphen between the first column and a word of digits, or one with '.' or ':' in it, makes them a range.
    Host bits of a prefix are cleared. Fails as ip::address_range_from_text does, with offsets into `line`. */
result<std::optional<ip::address_range>> read_list_line(std::string_view line);

/// Takes what read_list finds.
class list_sink {
public:
    virtual ~list_sink() = default;

    virtual void entry(ip::address_range const& r) = 0;

    /// A line that cannot be read; its number counts from 1. False ends the reading.
    virtual bool bad_line(std::uint64_t number, std::string_view line, error const& why) = 0;

    /// So many more bytes were read; a long list is a reason to tell how far it is.
    virtual void advance(std::size_t) {}
};

/** Reads a list from a descriptor to its end, a block at a time; lines end with LF or CRLF, and a UTF-8
    byte order mark at the beginning is skipped. Of a line longer than a block only the beginning is looked
   at. Fails with what read(2) says. */
result<void> read_list(int descriptor, list_sink& sink);

}  // namespace netbasics::set

#endif
