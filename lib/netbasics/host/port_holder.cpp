#include "netbasics/host/port_holder.hpp"

#include <algorithm>

namespace netbasics::host {

std::vector<local_socket> holders_of(std::uint16_t port, ip::protocol protocol)
{
    auto holders = find_local_sockets({{protocol}, {port, port}, wanted_sockets::every});
    std::stable_sort(holders.begin(), holders.end(),
                     [](auto const& a, auto const& b) { return a.state < b.state; });
    find_processes(holders);
    return holders;
}

}  // namespace netbasics::host
