#ifndef NETBASICS_IP_REVERSE_NAME_HPP
#define NETBASICS_IP_REVERSE_NAME_HPP

#include "netbasics/ip/prefix.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::ip {

/// The DNS name of an address's PTR record, with the final dot: in-addr.arpa (RFC 1035, section 3.5),
/// ip6.arpa (RFC 3596).
std::string reverse_name(address a);

/** The zones that hold the PTR records of a prefix, in address order. A length off the octet (nibble in IPv6)
   boundary needs several zones, at most 128; an IPv4 prefix of 25 to 31 bits has one by RFC 2317, section 4.
 */
std::vector<std::string> reverse_zones(prefix p);

/// Whether a text ends as reverse names do, with or without the final dot, in any case.
bool is_reverse_name(std::string_view text) noexcept;

/** The address that a whole reverse name stands for.
    Fails with errc::reverse_name_malformed at the first label that is wrong, or missing. */
result<address> address_from_reverse_name(std::string_view text);

}  // namespace netbasics::ip

#endif
