#ifndef NETBASICS_TOOLS_PORTINFO_ASKED_PORTS_HPP
#define NETBASICS_TOOLS_PORTINFO_ASKED_PORTS_HPP

#include "arguments.hpp"
#include "portinfo/port_argument.hpp"

#include "netbasics/host/local_socket.hpp"
#include "netbasics/registry/service_registry.hpp"

#include <optional>
#include <vector>

namespace netbasics::tools {

/// Every operand read, or each bad one told.
std::optional<std::vector<port_argument>> read_port_arguments(arguments const& given, streams io);

/// The rows that a name stands for, customary ones where none is registered, with the one protocol where that
/// was asked for; none for ports by number.
std::vector<registry::service> services_of(port_argument const& a);

/// The ports and protocols of all arguments, so that the kernel is asked once. It may ask for more than they
/// do.
host::socket_query query_for(std::vector<port_argument> const& all);

bool is_asked_for(host::local_socket const& s, std::vector<port_argument> const& all);

/// Why a name that was asked for has no services_of(), with the nearest that has; answers `no`.
exit_status tell_unknown_name(port_argument const& a, arguments const& given, streams io);

}  // namespace netbasics::tools

#endif
