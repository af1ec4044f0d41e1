#include "support/held_port.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>

namespace netbasics::test {
namespace {

void check(int status, char const* call)
{
    if (status < 0) throw std::system_error(errno, std::system_category(), call);
}

}  // namespace

held_port::held_port(std::string const& address, as what, std::uint16_t port, bool v6_only)
{
    bool const v6 = address.find(':') != std::string::npos;
    int const type = what == as::datagrams ? SOCK_DGRAM : SOCK_STREAM;
    socket_ = io::unique_descriptor(::socket(v6 ? AF_INET6 : AF_INET, type | SOCK_CLOEXEC, 0));
    check(socket_.get(), "socket");
    int const one = 1;
    int const only = v6_only ? 1 : 0;
    if (what != as::datagrams)
        check(::setsockopt(socket_.get(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof one), "SO_REUSEADDR");
    if (v6) check(::setsockopt(socket_.get(), IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof only), "IPV6_V6ONLY");
    sockaddr_storage name{};
    socklen_t length = v6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    auto* const v4_name = reinterpret_cast<sockaddr_in*>(&name);
    auto* const v6_name = reinterpret_cast<sockaddr_in6*>(&name);
    name.ss_family = v6 ? AF_INET6 : AF_INET;
    (v6 ? v6_name->sin6_port : v4_name->sin_port) = htons(port);
    ::inet_pton(name.ss_family, address.c_str(),
                v6 ? static_cast<void*>(&v6_name->sin6_addr) : static_cast<void*>(&v4_name->sin_addr));
    check(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&name), length), "bind");
    if (what == as::listener) check(::listen(socket_.get(), 5), "listen");
    check(::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&name), &length), "getsockname");
    port_ = ntohs(v6 ? v6_name->sin6_port : v4_name->sin_port);
}

}  // namespace netbasics::test
