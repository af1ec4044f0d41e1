#include "portinfo/port_search.hpp"

#include "netbasics/registry/service_registry.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/random.h>

namespace netbasics::tools {
namespace {

/// A number from 0 to `below` - 1.
unsigned random_number(unsigned below)
{
    unsigned number = 0;
    if (::getrandom(&number, sizeof number, 0) != sizeof number) number = static_cast<unsigned>(::getpid());
    return number % below;
}

bool is_unregistered(std::uint16_t port)
{
    return std::all_of(std::begin(ip::all_protocols), std::end(ip::all_protocols), [&](auto protocol) {
        auto const status = registry::status_of(port, protocol);
        return status == registry::port_status::unassigned || status == registry::port_status::dynamic;
    });
}

/// Tries one port; false when no other one needs to be tried.
bool try_port(port_search& s, std::uint16_t port, port_wish const& wish)
{
    auto socket = host::open_server_socket(wish.where, port, wish.protocol);
    if (socket) {
        s.found.push_back({port, wish.keep_open ? std::move(*socket) : host::unique_descriptor()});
        return s.found.size() < wish.count;
    }
    auto const code = socket.error().system.value();
    if (code == EADDRINUSE)
        s.busy.push_back(port);
    else
        s.refused = socket.error();
    return code == EADDRINUSE || code == EACCES;  // ports behind a privileged one may need none
}

}  // namespace

port_search search_ports(port_wish const& wish)
{
    port_search s;
    auto const policy = host::current_port_policy();
    unsigned const size = wish.ports.last - wish.ports.first + 1u;
    unsigned const start = random_number(size);
    for (bool const unregistered : {true, false}) {
        for (unsigned step = 0; step < size; ++step) {
            auto const port = static_cast<std::uint16_t>(wish.ports.first + (start + step) % size);
            if (policy.ephemeral.contains(port) || policy.is_reserved(port)) continue;
            if (is_unregistered(port) == unregistered && !try_port(s, port, wish)) return s;
        }
    }
    return s;
}

}  // namespace netbasics::tools
