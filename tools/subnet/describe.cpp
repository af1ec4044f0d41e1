#include "subnet/one_or_many.hpp"

#include "report.hpp"
#include "subnet/explain.hpp"

#include "netbasics/ip/binary_text.hpp"
#include "netbasics/ip/classification.hpp"
#include "netbasics/ip/embedded_v4.hpp"
#include "netbasics/ip/link_layer.hpp"
#include "netbasics/ip/reverse_name.hpp"
#include "netbasics/registry/special_purpose_registry.hpp"
#include "netbasics/render/field_list.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace netbasics::tools {

namespace json = boost::json;

namespace {

/// What the address, rather than its prefix, has to tell; empty where it does not exist.
struct address_facts {
    std::string class_letter;
    registry::special_purpose const* special = nullptr;
    std::string scope;
    std::optional<ip::embedded_v4> embedded;
    std::string mac;
    std::string solicited_node;
    std::string multicast_mac;
};

address_facts facts_of(ip::address a)
{
    address_facts facts;
    facts.special = registry::find_special_purpose(a);
    facts.scope = ip::multicast_scope(a);
    if (auto const mac = ip::multicast_mac(a)) facts.multicast_mac = ip::to_string(*mac);
    if (a.is_v4()) {
        facts.class_letter = ip::address_class(a.v4());
        return facts;
    }
    facts.embedded = ip::find_embedded_v4(a.v6());
    if (a.is_multicast()) return facts;
    facts.solicited_node = to_string(ip::solicited_node(a.v6()));
    if (auto const mac = ip::embedded_mac(a.v6())) facts.mac = ip::to_string(*mac);
    return facts;
}

std::string expanded(ip::address a) { return a.is_v4() ? to_string(a) : to_expanded_string(a.v6()); }

json::value reachable(registry::globally_reachable r)
{
    if (r == registry::globally_reachable::not_applicable) return nullptr;
    return r == registry::globally_reachable::yes;
}

json::object to_json(host const& h)
{
    auto const a = h.address();
    auto const p = h.prefix();
    auto const facts = facts_of(a);
    json::array zones;
    for (auto const& zone : ip::reverse_zones(p)) zones.emplace_back(zone);
    json::value special = nullptr;
    if (facts.special != nullptr)
        special = json::object{{"name", facts.special->name},
                               {"rfc", facts.special->rfc},
                               {"globally_reachable", reachable(facts.special->reachable)}};
    return {
        {"address", to_string(h.scoped)},
        {"prefix_length", p.length()},
        {"netmask", to_string(p.netmask())},
        {"wildcard", to_string(p.wildcard())},
        {"network", to_string(p.network())},
        {"broadcast", ip::has_broadcast(p) ? json::value(to_string(p.last())) : json::value(nullptr)},
        {"first", to_string(p.network())},
        {"last", to_string(p.last())},
        {"first_host", to_string(ip::first_host(p))},
        {"last_host", to_string(ip::last_host(p))},
        {"address_count", ip::address_count(p)},
        {"host_count", ip::host_count(p)},
        {"expanded", expanded(a)},
        {"integer", ip::to_decimal(a.to_uint())},
        {"hex", ip::to_hex_string(a)},
        {"binary", ip::to_binary_string(a)},
        {"class", render::text_or_null(facts.class_letter)},
        {"special_purpose", special},
        {"multicast_scope", render::text_or_null(facts.scope)},
        {"reverse_name", ip::reverse_name(a)},
        {"reverse_zones", zones},
        {"embedded_ipv4",
         facts.embedded ? json::value(to_string(facts.embedded->address)) : json::value(nullptr)},
        {"embedded_mac", render::text_or_null(facts.mac)},
        {"solicited_node", render::text_or_null(facts.solicited_node)},
        {"multicast_mac", render::text_or_null(facts.multicast_mac)},
    };
}

std::string embedded_text(ip::embedded_v4 const& e)
{
    auto const v4 = to_string(e.address);
    switch (e.kind) {
    case ip::embedding::v4_mapped:
        return substitute(tr("{0} (IPv4-mapped, RFC 4291)"), {v4});
    case ip::embedding::six_to_4:
        return substitute(tr("{0} (6to4, RFC 3056)"), {v4});
    case ip::embedding::nat64:
        return substitute(tr("{0} (NAT64, RFC 6052)"), {v4});
    case ip::embedding::isatap:
        return substitute(tr("{0} (ISATAP, RFC 5214)"), {v4});
    case ip::embedding::teredo:
        break;
    }
    constexpr char digits[] = "0123456789abcdef";
    std::string flags;
    for (int shift = 12; shift >= 0; shift -= 4) flags.push_back(digits[e.teredo.flags >> shift & 0xF]);
    return substitute(tr("server={0} client={1} port={2} flags={3} (Teredo, RFC 4380)"),
                      {to_string(e.teredo.server), v4, std::to_string(e.teredo.port), flags});
}

std::string special_text(registry::special_purpose const& row, ip::prefix p)
{
    char const* reach = tr("not applicable");
    if (row.reachable == registry::globally_reachable::yes) reach = tr("yes");
    if (row.reachable == registry::globally_reachable::no) reach = tr("no");
    auto text = substitute(tr("{0} ({1}, {2}); globally reachable: {3}"),
                           {row.name, to_string(row.block), row.rfc, reach});
    if (p.length() < row.block.length()) text.append(tr("; the prefix reaches beyond this block"));
    return text;
}

void add_prefix_fields(render::field_list& list, ip::prefix p, bool color)
{
    auto const with_bits = [&](ip::address a) {
        auto text = to_string(a);
        if (a.is_v4())
            text.append(std::string(17 - text.size(), ' ')).append(painted_bits(a, p.length(), color));
        return text;
    };
    list.add(tr("Netmask"), with_bits(p.netmask()));
    list.add(tr("Wildcard"), with_bits(p.wildcard()));
    list.add(tr("Network"), with_bits(p.network()));
    if (ip::has_broadcast(p)) list.add(tr("Broadcast"), with_bits(p.last()));
    list.add(tr("Prefix"), to_string(p), terminal::style::strong);
    list.add(tr("Addresses"),
             substitute(tr("{0} to {1}, {2} in all"),
                        {to_string(p.network()), to_string(p.last()), ip::address_count(p)}));
    list.add(tr("Hosts"),
             substitute(tr("{0} to {1}, {2} in all"),
                        {to_string(ip::first_host(p)), to_string(ip::last_host(p)), ip::host_count(p)}));
}

void add_address_fields(render::field_list& list, ip::address a, ip::prefix p)
{
    auto const facts = facts_of(a);
    if (a.is_v6()) list.add(tr("Expanded"), expanded(a));
    list.add(tr("Integer"), ip::to_decimal(a.to_uint()));
    list.add(tr("Hexadecimal"), ip::to_hex_string(a));
    if (a.is_v6()) list.add(tr("Binary"), ip::to_grouped_binary_string(a));
    list.add_if(tr("Class"), facts.class_letter);
    list.add(tr("Special purpose"), facts.special != nullptr ? special_text(*facts.special, p) : tr("none"));
    list.add_if(tr("Multicast scope"), facts.scope);
    if (facts.embedded) list.add(tr("Embedded IPv4"), embedded_text(*facts.embedded));
    list.add_if(tr("Embedded MAC"), facts.mac);
    list.add_if(tr("Solicited node"), facts.solicited_node);
    list.add_if(tr("Multicast MAC"), facts.multicast_mac);
    list.add(tr("Reverse name"), ip::reverse_name(a));
    auto const zones = ip::reverse_zones(p);
    constexpr std::size_t most_zones = 4;
    for (std::size_t i = 0; i < zones.size() && i < most_zones; ++i)
        list.add(i == 0 ? tr("Reverse zones") : "", zones[i]);
    if (zones.size() > most_zones)
        list.add_more(substitute(tr("… to {0}, {1} in all"), {zones.back(), std::to_string(zones.size())}));
}

}  // namespace

std::string painted_bits(ip::address a, unsigned length, bool color)
{
    auto const text = ip::to_grouped_binary_string(a);
    unsigned const group = a.is_v4() ? 8 : 16;
    std::size_t const cut = length + (length == 0 ? 0 : (length - 1) / group);
    return render::paint(text.substr(0, cut), terminal::style::accent, color) + text.substr(cut);
}

exit_status describe(host const& h, arguments const& given, streams io)
{
    if (given.quiet()) return success;
    if (given.json()) {
        render::append_json_line(io.out.pending(), to_json(h));
        return success;
    }
    auto const a = h.address();
    if (given.explain()) {
        show(explain_prefix(a, h.prefix()), io.out);
        return success;
    }
    bool const color = terminal::wants_color(io.out.descriptor(), given.color());
    render::field_list list;
    auto address_text = terminal::harmless(to_string(h.scoped));
    if (a.is_v4())
        address_text.append(std::string(17 - address_text.size(), ' '))
            .append(painted_bits(a, h.prefix().length(), color));
    list.add(tr("Address"), address_text);
    add_prefix_fields(list, h.prefix(), color);
    add_address_fields(list, a, h.prefix());
    list.append_to(io.out.pending(), color);
    return success;
}

}  // namespace netbasics::tools
