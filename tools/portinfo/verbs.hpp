#ifndef NETBASICS_TOOLS_PORTINFO_VERBS_HPP
#define NETBASICS_TOOLS_PORTINFO_VERBS_HPP

#include "arguments.hpp"

namespace netbasics::tools {

/// `portinfo PORT|NAME|RANGE[/PROTOCOL]…`
exit_status look_up_ports(arguments const& given, streams io);

/// `portinfo find WORDS`
exit_status find_ports(arguments const& given, streams io);

/// `portinfo listen [PORT…]`
extern option_table const listen_options;
exit_status listen(arguments const& given, streams io);

/// `portinfo free [PORT…]`
extern option_table const free_port_options;
exit_status free_ports(arguments const& given, streams io);

}  // namespace netbasics::tools

#endif
