#ifndef NETBASICS_TOOLS_PORTINFO_BUSY_TEXT_HPP
#define NETBASICS_TOOLS_PORTINFO_BUSY_TEXT_HPP

#include "netbasics/host/server_socket.hpp"

#include <string>

namespace netbasics::tools {

/** Lines on a port that could not be bound: which family could be had alone, where every address was asked
   for, then each socket that has the port, with its holder. */
std::string busy_text(std::uint16_t port, ip::protocol protocol, host::server_address const& where);

/// The address with its zone; harmless to show.
std::string host_text(host::server_address const& where);

}  // namespace netbasics::tools

#endif
