#ifndef NETBASICS_TOOLS_PORTINFO_LOOKUP_HPP
#define NETBASICS_TOOLS_PORTINFO_LOOKUP_HPP

#include "arguments.hpp"

namespace netbasics::tools {

/// `portinfo PORT|NAME|RANGE[/PROTOCOL]…`
exit_status look_up_ports(arguments const& given, streams io);

} // namespace netbasics::tools

#endif
