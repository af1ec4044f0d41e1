#ifndef NETBASICS_IP_CLASSIFICATION_HPP
#define NETBASICS_IP_CLASSIFICATION_HPP

#include "netbasics/ip/address.hpp"

#include <string_view>

namespace netbasics::ip {

/** The letter of the classful scheme of RFC 791, section 2.3, A to E: history since RFC 4632, still asked for
 * in lessons. */
constexpr char address_class(address_v4 a) noexcept
{
    unsigned const ones = leading_zeros(~a.to_uint());
    return static_cast<char>('A' + (ones < 4 ? ones : 4));
}

/** How far packets to a group travel: the scope field in IPv6 (RFC 4291, section 2.7; RFC 7346), the block in
   IPv4 (RFC 5771; RFC 2365). Empty for an address that is no group; "reserved" or "unassigned" for scopes
   without a meaning. */
std::string_view multicast_scope(address a) noexcept;

}  // namespace netbasics::ip

#endif
