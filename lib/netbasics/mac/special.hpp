#ifndef NETBASICS_MAC_SPECIAL_HPP
#define NETBASICS_MAC_SPECIAL_HPP

#include "netbasics/ip/address_v4.hpp"
#include "netbasics/mac/prefix.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace netbasics::mac {

/// What stands in the bits behind a special prefix.
enum class special_detail : std::uint8_t {
    none,
    last_octet,    ///< a number, for instance a virtual router's
    last_12_bits,  ///< an HSRP group
    low_nibble,    ///< a maintenance level
    ipv4,          ///< an IPv4 address in the last four octets
    ipv4_group,    ///< the name of a well-known IPv4 group
    ipv6_group,    ///< the name of a well-known IPv6 group
    glbp,          ///< group and forwarder
};

/// Addresses that a standard or a widespread program gives a meaning of its own.
struct special_address {
    prefix block;
    std::string_view meaning;  ///< translatable; {0} and {1} are the detail
    std::string_view source;   ///< the standard, or who made the convention
    special_detail detail;
};

/// All of them, ordered by prefix, a longer one behind the shorter one that holds it.
std::span<special_address const> special_addresses() noexcept;

/// The row with the longest prefix that holds `a`; null where there is none.
special_address const* find_special(eui48 a) noexcept;

/// `pattern`, which is the row's meaning or its translation, with the detail of `a` filled in.
std::string meaning_of(special_address const& row, eui48 a, std::string_view pattern);

/// The lowest of the 32 IPv4 groups that share this address (RFC 1112, section 6.4).
std::optional<ip::address_v4> lowest_ipv4_group(eui48 a) noexcept;

/** The IPv6 group as far as the address tells it: whole for a solicited-node address; otherwise its last 32
    bits behind `ff0x:`, since scope and the bits between are lost (RFC 2464, section 7). Empty: none. */
std::string ipv6_group_text(eui48 a);

}  // namespace netbasics::mac

#endif
