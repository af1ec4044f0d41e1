#ifndef NETBASICS_TOOLS_HOLDER_TEXT_HPP
#define NETBASICS_TOOLS_HOLDER_TEXT_HPP

#include "netbasics/host/local_socket.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

/// "nginx (process 812), user root", or the user and why the process is hidden. Harmless to show.
std::string holder_text(host::local_socket const& s);

/// "; held by …" for each socket that listens on the TCP port, or has it in another way where none listens;
/// empty where nobody has it.
std::string holders_text(std::uint16_t port);

/// "12 s", "3 h", "5 days".
std::string age_text(std::chrono::seconds age);

/// "nginx.service", "docker container 0123456789ab"; empty where nothing manages it.
std::string managed_by_text(host::process_manager const& m);

/// The command that ends a process for good: what manages it would start it again after a kill(1).
std::string end_command(host::process_manager const& m, pid_t pid);

/// Of each process of the socket: command, age, unit or container, and how to end it. Harmless to show.
std::vector<std::string> process_texts(host::local_socket const& s);

/// "127.0.0.1:8001", "[::1]:8001", "[fe80::1%eth0]:8001".
std::string endpoint_text(host::local_socket const& s);

/// Why no process is shown; empty where one is.
std::string hidden_reason(host::process_visibility v);

/// The user's `name`, or "uid 1234" where that is empty.
std::string user_text(std::uint32_t uid, std::string_view name);

}  // namespace netbasics::tools

#endif
