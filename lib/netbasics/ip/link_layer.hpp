#ifndef NETBASICS_IP_LINK_LAYER_HPP
#define NETBASICS_IP_LINK_LAYER_HPP

#include "netbasics/ip/prefix.hpp"

#include <array>
#include <optional>

namespace netbasics::ip {

/// The octets of an EUI-48, in the order in which they are sent.
using mac_octets = std::array<std::uint8_t, 6>;

/// The EUI-48 in an interface identifier of modified EUI-64 form: ff:fe in the middle, U/L inverted (RFC
/// 4291, app. A).
std::optional<mac_octets> embedded_mac(address_v6 a) noexcept;

/// The address that an interface with this EUI-48 has in a prefix of at most 64 bits (RFC 4291, app. A).
address_v6 modified_eui64_address(prefix_v6 p, mac_octets const& mac) noexcept;

/// ff02::1:ff00:0/104 with the low 24 bits of a unicast or anycast address (RFC 4291, section 2.7.1).
address_v6 solicited_node(address_v6 a) noexcept;

/** The group MAC address that packets to `a` are sent to: for an IPv4 group RFC 1112, section 6.4; for an
   IPv6 group RFC 2464, section 7; for another IPv6 address that of its solicited-node group. None for IPv4
   that is no group. */
std::optional<mac_octets> multicast_mac(address a) noexcept;

/// Colons and lower-case digits.
std::string to_string(mac_octets const& mac);

}  // namespace netbasics::ip

#endif
