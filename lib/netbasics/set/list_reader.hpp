#ifndef NETBASICS_SET_LIST_READER_HPP
#define NETBASICS_SET_LIST_READER_HPP

#include "netbasics/ip/address_range.hpp"

#include <vector>

namespace netbasics::set {

/** What a line of a list holds: one SET, see read_set(); nothing for a blank line or a comment, which begins
    with '#' or ';'. What follows the SET is ignored, unless it begins with another address, which would be
    lost: errc::another_address. Fails as read_set does, with offsets into `line`. */
result<std::vector<ip::address_range>> read_list_line(std::string_view line);

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
