#ifndef NETBASICS_TOOLS_SUBNET_DESCRIBE_HPP
#define NETBASICS_TOOLS_SUBNET_DESCRIBE_HPP

#include "subnet/hosts.hpp"
#include "subnet/painted_bits.hpp"

namespace netbasics::tools {

/// `subnet PREFIX` and `subnet HOST MASK`: everything about one address and its prefix.
exit_status describe(host const& h, arguments const& given, streams io);

/// `subnet HOST HOST… [MASK]`: the mask AND of each, and whether they are in one subnet.
exit_status compare(std::vector<host> const& hosts, arguments const& given, streams io);

}  // namespace netbasics::tools

#endif
