#include "mac/explain.hpp"
#include "mac/profile.hpp"
#include "mac/registry_option.hpp"
#include "mac/verbs.hpp"

#include "report.hpp"

#include "mac/mac.hpp"

#include "netbasics/render/field_list.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::tools::mac_verbs {
namespace {

using terminal::style;

/// Why nobody is named.
std::string no_owner(profile const& p)
{
    if (p.match.unassigned_part)
        return tr("nobody: an unassigned part of a block that is cut into smaller ones");
    if (p.is_prefix() && p.match.block.length() != 0)
        return tr("several: this block is cut into smaller ones");
    if (p.length < 24) return tr("not told: an owner has at least 24 bits");
    if (!p.first().is_local()) return tr("nobody: in none of the IEEE's registries");
    switch (p.first().slap()) {
    case mac::slap_quadrant::administratively_assigned:
        return tr("nobody: locally administered, anyone's choice");
    case mac::slap_quadrant::extended_local:
        return tr("nobody: locally administered, its company identifier is in none of the IEEE's registries");
    case mac::slap_quadrant::standard_assigned:
        return tr("nobody: locally administered, given out by a protocol");
    case mac::slap_quadrant::reserved:
        break;
    }
    return tr("nobody: locally administered, of the reserved kind");
}

void add_owner(render::field_list& list, profile const& p)
{
    auto const& owners = p.match.owners;
    if (p.match.unassigned_part || owners.empty()) list.add(tr("Owner"), no_owner(p), style::strong);
    if (p.match.unassigned_part && !owners.empty())
        list.add_more(substitute(tr("the whole block: {0}"), {terminal::harmless(owners.front())}));
    if (p.match.unassigned_part) return;
    for (std::size_t i = 0; i < owners.size(); ++i)
        list.add(i == 0 ? tr("Owner") : "", terminal::harmless(owners[i]), style::strong);
    if (owners.size() > 1) list.add_more(tr("(the registry names all of them)"));
}

std::string block_text(profile const& p)
{
    auto const block = mac::to_string(p.match.block);
    if (!p.match.kind) return substitute(tr("{0}, cut into smaller blocks"), {block});
    return substitute(
        tr("{0}, {1}: {2} bits are the owner's to give"),
        {registry::to_string(*p.match.kind), block, std::to_string(48 - p.match.block.length())});
}

void add_first_octet(render::field_list& list, profile const& p)
{
    unsigned const value = p.first().value();
    std::string bits;
    for (int i = 7; i >= 0; --i) bits.push_back((value >> i & 1) != 0 ? '1' : '0');
    list.add(tr("First octet"), mac::hyphenated(value, 2) + " = " + bits);
    auto const cast = cast_of(p);
    auto const* ig = cast == "individual" ? tr("I/G bit (the last) 0: individual, one interface")
                     : cast == "broadcast"
                         ? tr("I/G bit (the last) 1: group; all ones: broadcast, every interface")
                         : tr("I/G bit (the last) 1: group, several interfaces");
    list.add_more(ig);
    if (!p.first().is_local()) {
        list.add_more(tr("U/L bit (the last but one) 0: universal, given out by the IEEE"));
        return;
    }
    list.add_more(
        p.match.kind && *p.match.kind == registry::oui_kind::ma_l
            ? tr("U/L bit (the last but one) 1: local by the bit, but registered before it had a meaning")
            : tr("U/L bit (the last but one) 1: local, chosen by whoever runs the network"));
    list.add_more(substitute(tr("SLAP bits (the two before): {0}"), {mac::to_string(p.first().slap())}));
}

void add_groups(render::field_list& list, profile const& p)
{
    if (p.length != 48) return;
    if (auto const v4 = mac::lowest_ipv4_group(p.leading))
        list.add(tr("IPv4 group"),
                 substitute(tr("{0}, or one of the 31 others that share the address"), {ip::to_string(*v4)}));
    auto const v6 = mac::ipv6_group_text(p.leading);
    if (v6.starts_with("ff0x"))
        list.add(tr("IPv6 group"), substitute(tr("{0}: any scope, and any bits between"), {v6}));
    else
        list.add_if(tr("IPv6 group"), v6);
}

void add_interface(render::field_list& list, profile const& p, notation_style const& n)
{
    auto const eui64 = p.as_eui64();
    if (!eui64) return;
    if (p.length == 48) list.add("EUI-64", n.text_of(*eui64));
    if (auto const inside = eui64->to_eui48(); inside && p.length == 64)
        list.add("EUI-48", substitute(tr("{0}, as FF-FE in the middle says"), {n.text_of(*inside)}));
    list.add(tr("Interface ID"), mac::interface_id_text(*eui64));
    list.add(tr("Link-local"), ip::to_string(*mac::link_local(*eui64)));
}

void add_parts(render::field_list& list, profile const& p)
{
    if (p.length < 24) return;
    auto const oui = mac::hyphenated(p.leading.to_uint() >> 24, 6);
    bool const chosen = p.first().is_local() && !p.match.kind && !p.match.unassigned_part;
    list.add("OUI", chosen ? substitute(tr("none: {0} is a local choice"), {oui}) : oui);
    add_owner(list, p);
    if (p.first().is_group() && !p.match.owners.empty() && !p.match.block.contains(p.leading))
        list.add_more(tr("(a group address under this owner's OUI)"));
    list.add_if(tr("Serial part"), p.serial());
    if (p.match.block.length() != 0) list.add(tr("Registry block"), block_text(p));
}

void append_text(std::string& out, profile const& p, registry::oui_registry const& registry,
                 notation_style const& n, bool color)
{
    render::field_list list;
    list.add(p.is_prefix()    ? tr("Prefix")
             : p.length == 64 ? "EUI-64"
                              : tr("Address"),
             n.text_of(p.address), style::accent);
    if (p.special != nullptr)
        list.add(tr("Meaning"),
                 substitute(tr("{0} ({1}, {2})"),
                            {meaning_of(*p.special, p.leading, tr(p.special->meaning.data())),
                             mac::to_string(p.special->block), p.special->source}),
                 style::strong);
    add_parts(list, p);
    if (auto const parts =
            p.is_prefix() ? registry.parts_of(mac::prefix(p.leading, std::min(p.length, 28u))) : 0;
        parts > 0 && p.length >= 24 && p.length <= 28)
        list.add(tr("Holds"), tr_count("{0} smaller block", "{0} smaller blocks", parts));
    if (p.randomised) list.add(tr("Looks"), tr("randomised, as phones and laptops do for privacy"));
    add_first_octet(list, p);
    add_groups(list, p);
    add_interface(list, p, n);
    list.append_to(out, color);
}

}  // namespace

namespace {
constexpr option_group groups[] = {{nullptr, format_rows}, {nullptr, registry_rows}};
}

namespace {

/// `8C EC 4B 88 B9 C9` without quotes is one address, as SNMP tools write it.
std::vector<std::string> joined_octets(std::vector<std::string> const& operands)
{
    bool const are_octets = std::all_of(operands.begin(), operands.end(), [](std::string const& word) {
        return word.size() == 2 && word.find_first_not_of("0123456789ABCDEFabcdef") == word.npos;
    });
    if (!are_octets || (operands.size() != 6 && operands.size() != 8)) return operands;
    std::string address;
    for (auto const& octet : operands) address.append(address.empty() ? "" : " ").append(octet);
    return {address};
}

}  // namespace

constinit option_table const describe_options = groups;

exit_status describe(arguments const& given, streams io)
{
    if (given.operands().empty()) return complain_usage(given.title(), io, tr("an address is missing"));
    auto const n = chosen_notation(given);

    auto const registry = open_registry(given, io);
    if (!registry) return failure;
    bool const color = terminal::wants_color(io.out.descriptor(), given.color());
    auto status = success;
    bool first = true;
    for (auto const& text : joined_octets(given.operands())) {
        auto const address = mac::read(text);
        if (!address) {
            status = complain(given.title(), io, text, address.error(), given.verb_hint(text));
            continue;
        }
        if (given.quiet()) continue;
        auto const p = make_profile(*address, *registry);
        auto& out = io.out.pending();
        if (given.json()) {
            render::append_json_line(out, to_json(p, n));
        } else {
            if (!first) out.push_back('\n');
            append_text(out, p, *registry, n, color);
            if (given.explain()) append_explanation(out, p, *registry);
        }
        first = false;
        io.out.settle();
    }
    return status;
}

}  // namespace netbasics::tools::mac_verbs
