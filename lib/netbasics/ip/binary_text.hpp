#ifndef NETBASICS_IP_BINARY_TEXT_HPP
#define NETBASICS_IP_BINARY_TEXT_HPP

#include "netbasics/ip/address.hpp"

namespace netbasics::ip {

/// All bits, highest first, without separators: 32 or 128 digits.
std::string to_binary_string(address a);

/// The same with a dot between octets (IPv4) or a colon between groups (IPv6).
std::string to_grouped_binary_string(address a);

/// Hexadecimal digits of the number, lower case: 8 or 32.
std::string to_hex_string(address a);

}  // namespace netbasics::ip

#endif
