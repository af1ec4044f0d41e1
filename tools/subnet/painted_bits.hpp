#ifndef NETBASICS_TOOLS_SUBNET_PAINTED_BITS_HPP
#define NETBASICS_TOOLS_SUBNET_PAINTED_BITS_HPP

#include "netbasics/ip/address.hpp"

namespace netbasics::tools {

/// A binary address whose fixed bits differ in looks from its host bits.
std::string painted_bits(ip::address a, unsigned length, bool color);

}  // namespace netbasics::tools

#endif
