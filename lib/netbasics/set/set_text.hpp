#ifndef NETBASICS_SET_SET_TEXT_HPP
#define NETBASICS_SET_SET_TEXT_HPP

#include "netbasics/ip/address_range.hpp"

#include <string_view>
#include <vector>

namespace netbasics::set {

/// A SET that was read from a text.
struct set_text {
    std::vector<ip::address_range> ranges;  ///< one, or several for a name such as `private`
    std::size_t end = 0;                    ///< where it ends in the text
};

/** Reads the SET that begins at `begin`, which is no blank. It is the one reader for operands, -e, lists and
    tables:

        10.0.0.0/8, 10.0.0.0/255.0.0.0      a prefix; host bits are cleared
        10.0.0.1                            an address
        10.0.0.0 255.0.0.0, 10.0.0.0 /8     an address and a netmask, with blanks between them
        10.0.0.1-10.0.0.9, a – b            a range: blanks may stand around any dash
        10.0.0.1,10.0.0.9                   a range: two columns, with a comma or a TAB between them
        10.0.0.*, 10.0.1-5.*, 10.0.0.1-9    octets that are free or have a range of their own
        some name:10.0.0.1-10.0.0.9         a range, as P2P lists write it
        private                             a name, see named_set()

    A second column that is a netmask, 255.255.255.255 excepted, is the mask of the first. Behind a word, a
    column ends at a blank, a comma, '#' or ';'. Fails as ip::prefix::from_string and ip::address_range do,
    with errc::range_end_missing, octet_pattern_broken, or netmask errors of the second column. */
result<set_text> read_set(std::string_view text, std::size_t begin = 0);

/** Where an address begins in what follows a SET on its line, separators, quotes and brackets skipped; npos
    where a comment or anything else begins first. An IPv4 address counts even when an octet of it is too
    large. */
std::size_t address_behind(std::string_view text, std::size_t from) noexcept;

/// The addresses of a name: `private`, `loopback`, `link-local`, `documentation`, `multicast`, `special` (not
/// globally reachable), `global` (everything else). Empty for any other name.
std::vector<ip::address_range> named_set(std::string_view name);

/// What divides the columns of a list, and the blanks among them.
inline constexpr std::string_view blanks = " \t\r\v\f";
inline constexpr std::string_view column_ends = " \t\r\v\f,#;";

}  // namespace netbasics::set

#endif
