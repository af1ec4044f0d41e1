#include "subnet/here.hpp"

#include "report.hpp"
#include "subnet/verbs.hpp"

#include "netbasics/host/routes.hpp"
#include "netbasics/render/field_list.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace netbasics::tools {

namespace json = boost::json;

namespace {

using default_routes = std::vector<host::default_route>;

/// Where the interface sends what lies outside of the address's network; none for link-local addresses, which
/// no router forwards, and without a default route.
std::optional<ip::address> gateway_of(host::network_interface const& i, ip::address own,
                                      default_routes const& routes)
{
    if (own.is_v6() && own.v6().is_link_local()) return {};
    auto const found = std::find_if(routes.begin(), routes.end(), [&](auto const& r) {
        return r.interface_index == i.index && r.family == own.family();
    });
    if (found == routes.end()) return {};
    return found->gateway;
}

std::string text_of(std::optional<ip::address> a) { return a ? to_string(*a) : std::string{}; }

void append_text(std::string& out, host::network_interface const& i, default_routes const& routes, bool color)
{
    out.append(render::paint(terminal::harmless(i.name), terminal::style::strong, color));
    if (!i.is_up) out.append(" (").append(tr("down")).append(")");
    out.push_back('\n');
    render::field_list list;
    for (auto const& a : i.addresses) {
        list.add(tr("address"), to_string(a.address) + "/" + std::to_string(a.network.length()),
                 terminal::style::accent);
        list.add_if(tr("peer"), text_of(a.peer));
        list.add(tr("netmask"), to_string(a.network.netmask()));
        list.add(tr("network"), to_string(a.network));
        list.add_if(tr("gateway"), text_of(gateway_of(i, a.address, routes)));
    }
    if (i.mac) list.add(tr("MAC"), to_string(*i.mac));
    list.append_to(out, color, 2);
}

void append_json(std::string& out, host::network_interface const& i, default_routes const& routes)
{
    for (auto const& a : i.addresses) {
        auto row = to_json(i, a);
        row["peer"] = render::text_or_null(text_of(a.peer));
        row["gateway"] = render::text_or_null(text_of(gateway_of(i, a.address, routes)));
        row["mac"] = render::text_or_null(i.mac ? to_string(*i.mac) : std::string{});
        row["up"] = i.is_up;
        render::append_json_line(out, row);
    }
}

exit_status show_interfaces(interface_list const& interfaces, arguments const& given, streams io)
{
    auto const routes = host::read_default_routes();
    if (!routes) return complain(given.title(), io, message(routes.error()));
    bool const color = terminal::wants_color(io.out.descriptor(), given.color());
    auto& out = io.out.pending();
    auto status = no;
    for (auto const& i : interfaces) {
        if (i.addresses.empty()) continue;
        bool const first = std::exchange(status, success) == no;
        if (given.quiet()) break;
        if (given.json())
            append_json(out, i, *routes);
        else
            append_text(first ? out : out.append("\n"), i, *routes, color);
    }
    return status;
}

}  // namespace

json::object to_json(host::network_interface const& i, host::interface_address const& a)
{
    return {{"interface", text::to_valid_utf8(i.name)},
            {"address", to_string(a.address)},
            {"prefix_length", a.network.length()},
            {"netmask", to_string(a.network.netmask())},
            {"network", to_string(a.network.network())}};
}

/// `subnet here`: the addresses of this machine's interfaces; with HOST, how it is reached.
exit_status subnet_verbs::here(arguments const& given, streams io)
{
    if (given.operands().size() > 1) return complain_usage(given.title(), io, tr("one HOST at a time"));
    auto const interfaces = host::read_interfaces();
    if (!interfaces) return complain(given.title(), io, message(interfaces.error()));
    return given.operands().empty() ? show_interfaces(*interfaces, given, io)
                                    : here_host(given.operands().front(), *interfaces, given, io);
}

}  // namespace netbasics::tools
