#include "support/network_namespace.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace netbasics::test {
namespace {

void check(int status, char const* call)
{
    if (status < 0) throw std::system_error(errno, std::system_category(), call);
}

}  // namespace

network_namespace::network_namespace() : before_(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC))
{
    check(before_.get(), "/proc/thread-self/ns/net");
    check(::unshare(CLONE_NEWNET), "unshare");
    io::unique_descriptor const any(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq loopback{};
    std::strcpy(loopback.ifr_name, "lo");
    loopback.ifr_flags = IFF_UP;
    check(::ioctl(any.get(), SIOCSIFFLAGS, &loopback), "SIOCSIFFLAGS");
}

network_namespace::~network_namespace() { ::setns(before_.get(), CLONE_NEWNET); }

outcome run_in_own_network(std::string const& script)
{
    auto const options = ::geteuid() == 0 ? "--net" : "-rn";
    return run({options, "/bin/sh", "-c", script}, {.program = "/usr/bin/unshare"});
}

}  // namespace netbasics::test
