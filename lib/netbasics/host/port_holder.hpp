#ifndef NETBASICS_HOST_PORT_HOLDER_HPP
#define NETBASICS_HOST_PORT_HOLDER_HPP

#include "netbasics/host/local_socket.hpp"

namespace netbasics::host {

/** Every socket that has the port, with its processes: those that listen first, then bound, connected
    and waiting ones. Empty where nobody has it, and where the kernel does not tell: Linux before 6.8
    hides TCP sockets that are bound only. */
std::vector<local_socket> holders_of(std::uint16_t port, ip::protocol protocol);

}  // namespace netbasics::host

#endif
