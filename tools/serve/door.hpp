#ifndef NETBASICS_TOOLS_SERVE_DOOR_HPP
#define NETBASICS_TOOLS_SERVE_DOOR_HPP

#include "chat/notices.hpp"
#include "chat/security.hpp"

#include "netbasics/net/listener.hpp"

namespace netbasics::tools {

/// Where callers find the server, how they know it, and, while it lasts, that they have to wait.
void announce(net::listener& door, server_security const& security, notices& told);

/// The fingerprint by which callers know it; nothing without TLS.
void tell_of_certificate(server_security const& security, notices& told);

/// Nobody can call there; a busy port with its holder.
std::string why_not_listening(net::host_port const& where, error const& why);

}  // namespace netbasics::tools

#endif
