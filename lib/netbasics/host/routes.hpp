#ifndef NETBASICS_HOST_ROUTES_HPP
#define NETBASICS_HOST_ROUTES_HPP

#include "netbasics/ip/prefix.hpp"

#include <optional>
#include <vector>

namespace netbasics::host {

/// How the kernel would send to an address.
enum class route_kind {
    local,      ///< it is this host's own
    link,       ///< directly, to a neighbour
    broadcast,  ///< to every host on the link
    multicast,
    gateway,
    none,  ///< nowhere: no route, or one that forbids it
};

struct route {
    route_kind kind = route_kind::none;
    unsigned interface_index = 0;         ///< 0: none
    std::optional<ip::address> gateway;   ///< with route_kind::gateway alone
    std::optional<ip::address> source;    ///< the address that is sent from
    boost::system::error_code refusal{};  ///< with route_kind::none: what the kernel says
};

/** The route to an address, through one interface alone where its index is given. An address without a route
    is an answer, too; fails with what else the kernel says. */
result<route> route_to(ip::address destination, unsigned interface_index = 0);

struct default_route {
    unsigned interface_index = 0;
    ip::family family = ip::family::v4;  ///< of what is sent; the gateway's own may be the other one
    ip::address gateway;
    std::uint32_t metric = 0;  ///< the lowest is chosen
};

/// The default routes with a gateway, of both families, the lowest metric first.
result<std::vector<default_route>> read_default_routes();

}  // namespace netbasics::host

#endif
