#ifndef NETBASICS_HOST_PROCESS_HPP
#define NETBASICS_HOST_PROCESS_HPP

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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

/// How long the process has been running; nothing where it is gone.
std::optional<std::chrono::seconds> age_of(pid_t pid);

/// Whether its program was removed or replaced since it started, as by an upgrade; false where that is
/// hidden.
bool runs_deleted_program(pid_t pid);

/// What manages a process.
struct process_manager {
    std::string unit;       ///< of systemd: `nginx.service`; empty where it is in none
    bool of_user = false;   ///< the unit is one of a user's own manager (systemctl --user)
    std::string engine;     ///< of the container: docker, podman, containerd, crio, lxc, nspawn; empty: none
    std::string container;  ///< its identifier or name

    friend bool operator==(process_manager const&, process_manager const&) = default;
};

process_manager manager_of(pid_t pid);

/// The same from the text of /proc/PID/cgroup, in version 1 or 2.
process_manager read_control_groups(std::string_view text);

}  // namespace netbasics::host

#endif
