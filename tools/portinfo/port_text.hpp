#ifndef NETBASICS_TOOLS_PORTINFO_PORT_TEXT_HPP
#define NETBASICS_TOOLS_PORTINFO_PORT_TEXT_HPP

#include "portinfo/port_answer.hpp"

namespace netbasics::tools {

/// One port in full: its class, how the kernel treats it, then every protocol of `answers`.
void append_port(std::string& out, std::vector<port_answer> const& answers, machine const& here, bool color);

/// Ports in a row: a line for each run of ports with one answer, and for each listener.
void append_ports(std::string& out, std::vector<port_answer> const& answers, machine const& here, bool color);

/// The working behind append_port().
void append_explanation(std::string& out, std::vector<port_answer> const& answers, machine const& here);

/// What the registry's word means for a reader.
std::string status_text(port_answer const& a);

/// "system port, 0 to 1023".
std::string class_text(registry::port_class c);

}  // namespace netbasics::tools

#endif
