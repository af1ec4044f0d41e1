#include "support/needs.hpp"

#include "netbasics/io/unique_descriptor.hpp"
#include "support/network_namespace.hpp"

#include <arpa/inet.h>
#include <cstdio>
#include <netinet/in.h>
#include <optional>
#include <sched.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

namespace netbasics::test {
namespace {

/// What `is_met` says in a process of its own, which it may change for good.
template <class Predicate>
bool is_met_elsewhere(Predicate is_met)
{
    auto const child = ::fork();
    if (child == 0) {
        try {
            ::_exit(is_met() ? 0 : 1);
        } catch (...) {
            ::_exit(1);
        }
    }
    int status = -1;
    return child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

/// A precondition whose message is the reason; what `is_met` says is asked once.
template <class Predicate>
need make_need(std::string reason, Predicate is_met)
{
    return need([reason = std::move(reason), is_met,
                 known = std::optional<bool>()](boost::unit_test::test_unit_id) mutable {
        if (!known) known = is_met_elsewhere(is_met);
        boost::test_tools::assertion_result answer(*known);
        if (!*known) answer.message() << reason;
        return answer;
    });
}

bool has_ipv6()
{
    io::unique_descriptor const any(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in6 loopback{};
    loopback.sin6_family = AF_INET6;
    loopback.sin6_addr = in6addr_loopback;
    return any.get() >= 0 && ::bind(any.get(), reinterpret_cast<sockaddr*>(&loopback), sizeof loopback) == 0;
}

bool kernel_is_at_least(int major, int minor)
{
    utsname running{};
    int its_major = 0;
    int its_minor = 0;
    if (::uname(&running) != 0 || std::sscanf(running.release, "%d.%d", &its_major, &its_minor) != 2)
        return false;
    return its_major > major || (its_major == major && its_minor >= minor);
}

bool has_no_sanitizer()
{
#if defined(__SANITIZE_ADDRESS__)
    return false;
#else
    return true;
#endif
}

}  // namespace

need needs(std::string const& reason, bool (*is_met)()) { return make_need(reason, is_met); }

need needs_program(std::string const& path)
{
    return make_need(path + " is not installed", [path] { return ::access(path.c_str(), X_OK) == 0; });
}

need needs_root()
{
    return needs("only root can do this", [] { return ::geteuid() == 0; });
}

need needs_ipv6() { return needs("this machine has no IPv6", has_ipv6); }

need needs_network_namespace()
{
    return needs("network namespaces are not permitted", [] { return ::unshare(CLONE_NEWNET) == 0; });
}

need needs_own_network()
{
    return needs("neither network nor user namespaces are permitted",
                 [] { return run_in_own_network("ip link set lo up").status == 0; });
}

need needs_kernel(int major, int minor)
{
    auto const version = std::to_string(major) + "." + std::to_string(minor);
    return make_need("the kernel is older than Linux " + version,
                     [=] { return kernel_is_at_least(major, minor); });
}

need needs_no_sanitizer()
{
    return needs("AddressSanitizer needs what this test takes away", has_no_sanitizer);
}

}  // namespace netbasics::test
