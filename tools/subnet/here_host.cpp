#include "subnet/here.hpp"

#include "report.hpp"
#include "subnet/painted_bits.hpp"

#include "netbasics/host/neighbors.hpp"
#include "netbasics/host/routes.hpp"
#include "netbasics/registry/oui_registry.hpp"
#include "netbasics/render/field_list.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <cerrno>

namespace netbasics::tools {

namespace json = boost::json;

namespace {

using host::route_kind;

/// The AND of HOST with the mask of one address of this machine.
struct and_row {
    host::network_interface const* interface;
    host::interface_address const* own;
    ip::address masked;
    bool same;
};

/// All that there is to say of HOST.
struct finding {
    ip::scoped_address host;
    std::vector<and_row> rows;
    host::route way;
    std::string interface;  ///< that it is sent through; empty where there is none
    std::optional<host::neighbor> neighbor;
    std::string_view vendor;  ///< of the neighbour's MAC address

    bool in_a_subnet() const
    {
        return std::any_of(rows.begin(), rows.end(), [](and_row const& r) { return r.same; });
    }

    /// Sent there without a gateway.
    bool is_direct() const { return way.kind != route_kind::gateway && way.kind != route_kind::none; }
};

std::vector<and_row> and_rows(ip::address h, unsigned only_interface, interface_list const& interfaces)
{
    std::vector<and_row> rows;
    for (auto const& i : interfaces) {
        if (only_interface != 0 && i.index != only_interface) continue;
        for (auto const& a : i.addresses) {
            if (a.address.family() != h.family()) continue;
            ip::prefix const masked(h, a.network.length());
            rows.push_back({&i, &a, masked.network(), masked == a.network});
        }
    }
    return rows;
}

host::network_interface const* find_interface(interface_list const& interfaces, auto const& wanted)
{
    auto const found = std::find_if(interfaces.begin(), interfaces.end(), wanted);
    return found == interfaces.end() ? nullptr : &*found;
}

/// HOST's row in the neighbour table, or that of the gateway to it.
std::optional<host::neighbor> find_neighbor(ip::address a, unsigned interface_index)
{
    auto const all = host::read_neighbors();
    if (!all) return {};  // without the table there is no less to say of the way
    for (auto const& n : *all)
        if (n.address == a && n.interface_index == interface_index) return n;
    return {};
}

result<finding> look(ip::scoped_address const& h, unsigned interface_index, interface_list const& interfaces)
{
    auto const way = host::route_to(h.address, interface_index);
    if (!way) return way.error();
    finding f{h, and_rows(h.address, interface_index, interfaces), *way, {}, {}, {}};
    auto const* out =
        find_interface(interfaces, [&](auto const& i) { return i.index == way->interface_index; });
    if (out != nullptr) f.interface = out->name;
    if (way->kind == route_kind::link || way->kind == route_kind::gateway)
        f.neighbor = find_neighbor(way->gateway.value_or(h.address), way->interface_index);
    if (f.neighbor && f.neighbor->mac) {
        auto const match = registry::oui_registry().find(*f.neighbor->mac);
        if (!match.owners.empty()) f.vendor = match.owners.front();
    }
    return f;
}

char const* resolver_of(finding const& f)
{
    auto const next = f.way.gateway.value_or(f.host.address);
    return next.is_v4() ? "ARP" : "NDP";
}

json::object finding_json(finding const& f)
{
    json::array rows;
    for (auto const& r : f.rows) {
        auto row = to_json(*r.interface, *r.own);
        row["and"] = to_string(r.masked);
        row["same"] = r.same;
        rows.push_back(std::move(row));
    }
    constexpr char const* kinds[] = {"local", "link", "broadcast", "multicast", "gateway", "none"};
    bool const resolved = f.way.kind == route_kind::link || f.way.kind == route_kind::gateway;
    json::object object{
        {"host", to_string(f.host)},
        {"same", f.in_a_subnet()},
        {"direct", f.is_direct()},
        {"route", kinds[static_cast<std::size_t>(f.way.kind)]},
        {"interface", render::text_or_null(text::to_valid_utf8(f.interface))},
        {"source", render::text_or_null(f.way.source ? to_string(*f.way.source) : std::string{})},
        {"gateway", render::text_or_null(f.way.gateway ? to_string(*f.way.gateway) : std::string{})},
        {"resolved_by", render::text_or_null(resolved ? resolver_of(f) : "")},
        {"neighbor", nullptr},
        {"interfaces", std::move(rows)}};
    if (f.neighbor)
        object["neighbor"] = json::object{
            {"address", to_string(f.neighbor->address)},
            {"mac", render::text_or_null(f.neighbor->mac ? to_string(*f.neighbor->mac) : std::string{})},
            {"vendor", render::text_or_null(f.vendor)},
            {"state", to_string(f.neighbor->state)}};
    return object;
}

/// "192.168.16.30 AND 255.255.255.0 = 192.168.16.0", for each address of this machine.
void append_rows(std::string& out, finding const& f, bool explain, bool color)
{
    render::field_list list;
    for (auto const& r : f.rows) {
        auto const length = r.own->network.length();
        auto const name = terminal::harmless(r.interface->name);
        auto const of =
            substitute(tr("{0} AND {1} = {2}"),
                       {to_string(f.host.address), to_string(r.own->network.netmask()), to_string(r.masked)});
        auto const verdict =
            r.same ? substitute(tr("the network of {0}"), {to_string(r.own->address)})
                   : substitute(tr("not {0}, the network of {1}"),
                                {to_string(r.own->network.network()), to_string(r.own->address)});
        list.add(name, of + ", " + verdict, r.same ? terminal::style::good : terminal::style::plain);
        if (!explain) continue;
        list.add_more(painted_bits(f.host.address, length, color) + "  " + to_string(f.host.address));
        list.add_more(painted_bits(r.own->network.netmask(), length, color) + "  " +
                      to_string(r.own->network.netmask()));
        list.add_more(painted_bits(r.masked, length, color) + "  " + to_string(r.masked));
    }
    list.append_to(out, color, 2);
}

/// The kernel's refusal, in words where its own are those for a wrong argument.
std::string why_no_route(host::route const& way)
{
    switch (way.refusal.value()) {
    case EINVAL:
        return tr("a blackhole route drops what is sent there");
    case EACCES:
        return tr("a route prohibits it");
    default:
        return way.refusal.message();
    }
}

std::string way_of(finding const& f)
{
    auto const name = to_string(f.host);
    auto const through = terminal::harmless(f.interface);
    switch (f.way.kind) {
    case route_kind::local:
        return substitute(tr("{0} is this machine's own address"), {name});
    case route_kind::broadcast:
        return substitute(tr("{0} is the broadcast address of the link at {1}"), {name, through});
    case route_kind::multicast:
        return substitute(tr("{0} is a multicast group, sent to at {1}"), {name, through});
    case route_kind::none:
        return substitute(tr("there is no route to {0}: {1}"), {name, why_no_route(f.way)});
    case route_kind::gateway:
        return substitute(
            f.in_a_subnet()
                ? tr("{0} is in a subnet of this machine, yet a route sends it through gateway {1} on {2}")
                : tr("{0} is in no subnet of this machine: sent through gateway {1} on {2}"),
            {name, to_string(*f.way.gateway), through});
    case route_kind::link:
        break;
    }
    return substitute(
        f.in_a_subnet()
            ? tr("{0} is in the subnet of {1}: sent to directly, resolved by {2}")
            : tr("{0} is in no subnet of this machine, yet a route says it is on the link at {1}: "
                 "sent to directly, resolved by {2}"),
        {name, through, resolver_of(f)});
}

void append_neighbor(std::string& out, finding const& f, bool color)
{
    if (f.way.kind != route_kind::link && f.way.kind != route_kind::gateway) return;
    render::field_list list;
    char const* const label = f.way.gateway ? tr("gateway's MAC") : tr("MAC");
    if (!f.neighbor || !f.neighbor->mac) {
        auto const state =
            f.neighbor ? std::string(to_string(f.neighbor->state)) : std::string(tr("nobody has asked yet"));
        list.add(label, substitute(tr("not known ({0})"), {state}));
    } else {
        auto text = to_string(*f.neighbor->mac);
        if (!f.vendor.empty()) text.append("  ").append(terminal::harmless(f.vendor));
        list.add(label, text.append("  ").append(to_string(f.neighbor->state)), terminal::style::accent);
    }
    list.append_to(out, color, 2);
}

void append_text(std::string& out, finding const& f, bool explain, bool color)
{
    append_rows(out, f, explain, color);
    bool const same = f.in_a_subnet() || f.way.kind == route_kind::local;
    char const* const verdict = !f.is_direct() ? tr("different") : same ? tr("same") : tr("direct");
    out.append(render::paint(verdict, f.is_direct() ? terminal::style::good : terminal::style::bad, color));
    out.append(": ").append(way_of(f)).push_back('\n');
    append_neighbor(out, f, color);
    if (!explain) return;
    out.append("\n").append(tr("A host sends directly where its address AND its mask equals the destination "
                               "AND the same mask, and to a\n"
                               "gateway otherwise (RFC 1122, section 3.3.1.1). A direct neighbour's MAC "
                               "address is asked for by ARP\n"
                               "(RFC 826) or Neighbor Discovery (RFC 4861). The kernel's longest matching "
                               "route has the last word.\n"));
}

}  // namespace

exit_status here_host(std::string const& text, interface_list const& interfaces, arguments const& given,
                      streams io)
{
    auto const h = ip::scoped_address_from_string(text);
    if (!h) return complain(given.title(), io, text, h.error());
    unsigned index = 0;
    if (!h->zone.empty()) {
        auto const* zone = find_interface(interfaces, [&](auto const& i) { return i.name == h->zone; });
        if (zone == nullptr) {
            error e(errc::no_such_interface, text.find('%') + 1, h->zone.size());
            return complain(given.title(), io, text, e);
        }
        index = zone->index;
    }
    auto const found = look(*h, index, interfaces);
    if (!found) return complain(given.title(), io, text, found.error());
    auto const status = found->is_direct() ? success : no;
    if (given.quiet()) return status;
    if (given.json())
        render::append_json_line(io.out.pending(), finding_json(*found));
    else
        append_text(io.out.pending(), *found, given.explain(),
                    terminal::wants_color(io.out.descriptor(), given.color()));
    return status;
}

}  // namespace netbasics::tools
