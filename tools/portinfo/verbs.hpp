#ifndef NETBASICS_TOOLS_PORTINFO_VERBS_HPP
#define NETBASICS_TOOLS_PORTINFO_VERBS_HPP

#include "arguments.hpp"

namespace netbasics::tools {

/// `portinfo PORT|NAME|RANGE[/PROTOCOL]…`
exit_status look_up_ports(arguments const& given, streams io);

/// `portinfo find WORDS`
exit_status find_ports(arguments const& given, streams io);

/// `portinfo listen [PORT…]`
void add_listen_options(boost::program_options::options_description& all);
exit_status listen(arguments const& given, streams io);

/// `portinfo free [HOST]`
void add_free_port_options(boost::program_options::options_description& all);
exit_status free_ports(arguments const& given, streams io);

}  // namespace netbasics::tools

#endif
