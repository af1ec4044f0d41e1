#include "portinfo/busy_text.hpp"

#include "holder_text.hpp"

#include "netbasics/host/port_holder.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <cerrno>

namespace netbasics::tools {
namespace {

/// One place of the port, probed by itself: "0.0.0.0:8001: Address already in use".
std::string probe_text(std::uint16_t port, ip::protocol protocol, host::server_address const& where)
{
    auto const probe = host::open_server_socket(where, port, protocol);
    if (!probe && probe.error().system.value() == EAFNOSUPPORT) return {};
    auto const place = where.address.is_v6() ? "[" + host_text(where) + "]" : host_text(where);
    auto const remark = where.v6_only ? tr(" (IPv6 alone)") : "";
    auto const answer = probe ? std::string(tr("can be bound")) : message(probe.error());
    return "  " + place + ":" + std::to_string(port) + remark + ": " + answer + "\n";
}

}  // namespace

std::string busy_text(std::uint16_t port, ip::protocol protocol, host::server_address const& where)
{
    std::string text;
    if (where.address == ip::address(ip::address_v6())) {
        text.append(probe_text(port, protocol, {ip::address(ip::address_v4())}));
        text.append(probe_text(port, protocol, {ip::address(ip::address_v6()), {}, true}));
    }
    auto const holders = host::holders_of(port, protocol);
    for (auto const& s : holders) {
        auto const place = endpoint_text(s) + (s.takes_both ? tr(" and IPv4") : "");
        text.append("  ").append(place).append(" ");
        text.append(substitute(tr("{0}, held by {1}"), {host::to_string(s.state), holder_text(s)}))
            .append("\n");
    }
    if (holders.empty())
        text.append("  ")
            .append(tr("the kernel names no holder: it may be a socket that is bound only"))
            .append("\n");
    return text;
}

std::string host_text(host::server_address const& where)
{
    return terminal::harmless(to_string(ip::scoped_address{where.address, where.zone}));
}

}  // namespace netbasics::tools
