#ifndef NETBASICS_HOST_PROCESS_HPP
#define NETBASICS_HOST_PROCESS_HPP

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace netbasics::host {

struct process {
    pid_t pid = 0;
    std::string name;  ///< the kernel's short name: at most 15 bytes, chosen by the process itself
};

/// Whether a socket's processes could be seen, and why not.
enum class process_visibility : std::uint8_t {
    not_looked_for,
    seen,
    other_user,  ///< another user's, and we are not root
    protected_,  ///< the kernel lets us not inspect it (ptrace(2), "access mode checking")
    elsewhere,   ///< no process that we see has it: another PID namespace, or the kernel itself
};

/// The user's name; empty where there is none.
std::string user_name(std::uint32_t uid);

/// The command line, with a blank between its words; empty where it cannot be read. As untrusted as the name.
std::string command_line(pid_t pid);

}  // namespace netbasics::host

#endif
