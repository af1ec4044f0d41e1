#ifndef NETBASICS_MAC_NOTATION_HPP
#define NETBASICS_MAC_NOTATION_HPP

#include "netbasics/mac/eui64.hpp"
#include "netbasics/mac/prefix.hpp"

#include <optional>
#include <variant>

namespace netbasics::mac {

enum class notation {
    hyphen,   ///< 00-1A-2B-3C-4D-5E: IEEE 802, Windows
    colon,    ///< 00:1A:2B:3C:4D:5E: IETF, Linux
    dot,      ///< 001A.2B3C.4D5E: Cisco
    bare,     ///< 001A2B3C4D5E
    integer,  ///< 112394521950
};

/// "hyphen", "colon", "dot", "bare" or "int".
std::optional<notation> notation_from_string(std::string_view name) noexcept;

using any_address = std::variant<eui48, eui64, prefix>;

/** Reads an address or a prefix; the whole text, no space skipped, digits in either case.
    EUI-48: the first four notations above, and quads 001a-2b3c-4d5e (Huawei, H3C), halves 001a2b:3c4d5e and
    001a2b-3c4d5e (PostgreSQL, HP), colons without leading zeros 0:1a:2b:3:4d:5e (Solaris, macOS), octets
    with a blank between them (SNMP's Hex-STRING), and behind the 01 of a DHCP client identifier.
    EUI-64: hyphens, colons (two digits each), dots, hyphenated quads, bare.
    Prefix: 6, 7 or 9 digits, bare or in octets (the last may be half of one), or an EUI-48 or a prefix
    with /BITS; bits behind the prefix are cleared.
    Fails with errc::empty, unexpected_character, mac_octet_count, mac_digit_count, mac_group_length,
    mac_separators_differ, mac_is_ipv6, mac_is_ipv4, number_expected, prefix_length_missing or
   prefix_length_out_of_range.
 */
result<any_address> read(std::string_view text) noexcept;

/// Upper-case digits; decimal for notation::integer.
std::string write(eui48 a, notation n);
std::string write(eui64 a, notation n);

/// The prefix's digits; one that ends inside a digit is written as its lowest address with /BITS.
std::string write(prefix p, notation n);

/// Bulk: 48 bits, appended.
void append_to(std::string& out, eui48 a, notation n);

/// The low `digits` digits of `value`, a hyphen before each octet but the first; octets are counted from the
/// right.
std::string hyphenated(std::uint64_t value, unsigned digits);

}  // namespace netbasics::mac

#endif
