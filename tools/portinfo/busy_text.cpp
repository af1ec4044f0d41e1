#include "portinfo/busy_text.hpp"

#include "holder_text.hpp"

#include "netbasics/host/port_holder.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
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
    constexpr std::size_t most_told = 8;
    for (std::size_t i = 0; i < std::min(holders.size(), most_told); ++i) {
        auto const& s = holders[i];
        auto const place = endpoint_text(s) + (s.takes_both ? tr(" and IPv4") : "");
        text.append("  ").append(place).append(" ");
        text.append(substitute(tr("{0}, held by {1}"), {host::to_string(s.state), holder_text(s)}))
            .append("\n");
        for (auto const& line : process_texts(s)) text.append("    ").append(line).append("\n");
    }
    if (holders.size() > most_told)
        text.append("  ")
            .append(tr_count("and {0} more socket", "and {0} more sockets", holders.size() - most_told))
            .append("\n");
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
