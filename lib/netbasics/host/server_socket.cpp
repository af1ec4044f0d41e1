#include "netbasics/host/server_socket.hpp"

#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace netbasics::host {
namespace {

struct socket_name {
    sockaddr_storage bytes{};
    socklen_t length = 0;
};

socket_name name_of(server_address const& where, std::uint16_t port)
{
    socket_name name;
    if (where.address.is_v4()) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(where.address.v4().to_uint());
        name.length = sizeof v4;
        std::memcpy(&name.bytes, &v4, sizeof v4);
        return name;
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    auto const value = where.address.v6().to_uint();
    for (unsigned i = 0; i < 16; ++i)
        v6.sin6_addr.s6_addr[i] = static_cast<std::uint8_t>(value >> (120 - 8 * i));
    if (!where.zone.empty()) v6.sin6_scope_id = ::if_nametoindex(where.zone.c_str());
    name.length = sizeof v6;
    std::memcpy(&name.bytes, &v6, sizeof v6);
    return name;
}

bool set_option(int socket, int level, int option, bool on)
{
    int const value = on ? 1 : 0;
    return ::setsockopt(socket, level, option, &value, sizeof value) == 0;
}

}  // namespace

result<io::unique_descriptor> open_server_socket(server_address const& where, std::uint16_t port,
                                             ip::protocol protocol)
{
    bool const is_tcp = protocol == ip::protocol::tcp;
    int const family = where.address.is_v4() ? AF_INET : AF_INET6;
    io::unique_descriptor socket(::socket(family, (is_tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC, 0));
    if (!socket) return last_system_error();
    if (is_tcp && !set_option(socket.get(), SOL_SOCKET, SO_REUSEADDR, true)) return last_system_error();
    if (family == AF_INET6 && !set_option(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, where.v6_only))
        return last_system_error();
    auto const name = name_of(where, port);
    if (::bind(socket.get(), reinterpret_cast<sockaddr const*>(&name.bytes), name.length) != 0)
        return last_system_error();
    if (is_tcp && ::listen(socket.get(), SOMAXCONN) != 0) return last_system_error();
    return socket;
}

server_address every_address()
{
    io::unique_descriptor const v6(::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    return {v6 ? ip::address(ip::address_v6()) : ip::address(ip::address_v4())};
}

}  // namespace netbasics::host
