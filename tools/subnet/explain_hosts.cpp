#include "subnet/explain.hpp"

#include "netbasics/ip/link_layer.hpp"
#include "netbasics/registry/special_purpose_registry.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

using hosts_type = std::vector<host>;

/// A, B, C …; numbers after Z.
std::string letter(std::size_t i)
{
    return i < 26 ? std::string(1, static_cast<char>('A' + i)) : std::to_string(i + 1);
}

/// "A, B, C".
std::string letters(std::vector<std::size_t> const& which)
{
    std::string out;
    for (auto i : which) out.append(out.empty() ? "" : ", ").append(letter(i));
    return out;
}

std::string name_of(host const& h) { return terminal::harmless(to_string(h.scoped)); }

std::string slash(unsigned length) { return "/" + std::to_string(length); }

bool is_local(host const& from, host const& to) { return from.prefix().contains(to.address()); }

bool have_one_mask(hosts_type const& hosts)
{
    return std::all_of(hosts.begin(), hosts.end(),
                       [&](host const& h) { return h.length == hosts.front().length; });
}

/// Bits from the left that all addresses have in common.
unsigned bits_in_common(hosts_type const& hosts)
{
    unsigned length = hosts.front().address().bits();
    for (auto const& h : hosts)
        length = std::min(length, ip::common_prefix(hosts.front().address(), h.address()).length());
    return length;
}

/// How IPv6 hosts are called in the rows: their texts are too long for a column of their own.
std::string legend(hosts_type const& hosts)
{
    std::string out;
    for (std::size_t i = 0; i < hosts.size(); ++i)
        out.append(i == 0 ? "" : ", ").append(substitute(tr("{0} is {1}"), {letter(i), name_of(hosts[i])}));
    return out.append(". ");
}

std::string and_label(std::size_t i) { return substitute(tr("{0} AND mask"), {letter(i)}); }

void explain_one_mask(render::explanation& to, hosts_type const& hosts, unsigned common)
{
    auto const first = hosts.front().prefix();
    bool const v4 = first.family() == ip::family::v4;
    to.step((v4 ? "" : legend(hosts)) +
            substitute(
                v4 ? tr("Hosts are in one subnet if the netmask, here {0}, leaves the same network address "
                        "for each (RFC 1122, section 3.3.1.1); | marks where the mask ends:")
                   : tr("A host sends directly to what an on-link prefix covers, and through a router to "
                        "all else (RFC 4861, section 5.2). The prefix is a {0}; | marks where it ends:"),
                {slash(first.length())}));
    divided_rows rows(first.family(), first.length());
    for (std::size_t i = 0; i < hosts.size(); ++i) rows.add(letter(i), hosts[i].address());
    if (common < first.network().bits())
        rows.point_at(common, substitute(tr("bit {0}"), {std::to_string(common + 1)}));
    rows.add(tr("mask"), first.netmask());
    for (std::size_t i = 0; i < hosts.size(); ++i) rows.add(and_label(i), hosts[i].prefix().network());
    to.rows(rows.text());
    auto const other =
        std::find_if(hosts.begin(), hosts.end(), [&](host const& h) { return h.prefix() != first; });
    to.step(other == hosts.end()
                ? substitute(tr("The results are equal: one subnet, {0}."), {to_string(first)})
                : substitute(tr("The results {0} and {1} differ: different subnets."),
                             {to_string(first.network()), to_string(other->prefix().network())}));
}

/// With masks of their own, each host ANDs every address with its own mask, never with another's.
void explain_view(render::explanation& to, hosts_type const& hosts, std::size_t viewer)
{
    auto const& own = hosts[viewer];
    std::vector<std::size_t> local;
    std::vector<std::size_t> remote;
    for (std::size_t i = 0; i < hosts.size(); ++i)
        if (i != viewer) (is_local(own, hosts[i]) ? local : remote).push_back(i);
    bool const v4 = own.address().is_v4();
    std::string sentence = v4 || viewer != 0 ? "" : legend(hosts);
    sentence += substitute(tr("{0} applies its own mask, {1}, to every address."),
                           {letter(viewer), slash(*own.length)});
    if (!local.empty())
        sentence.append(" ").append(substitute(tr("Same result, so local: {0}."), {letters(local)}));
    if (!remote.empty())
        sentence.append(" ").append(substitute(tr("Different result, so remote: {0}."), {letters(remote)}));
    to.step(sentence);
    divided_rows rows(own.address().family(), *own.length);
    rows.add(tr("mask"), own.prefix().netmask(), v4 ? tr("AND mask") : "");
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        auto const result = ip::prefix(hosts[i].address(), *own.length).network();
        rows.add(letter(i), hosts[i].address(), v4 ? to_string(result) : "");
        if (!v4) rows.add(and_label(i), result);
    }
    to.rows(rows.text());
}

/// Where a bit is and what it is worth: "octet 3, worth 16", "digit 2 of group 4, worth 8".
std::string place_of(ip::family f, unsigned bit)
{
    if (f == ip::family::v4)
        return substitute(tr("octet {0}, worth {1}"),
                          {std::to_string(bit / 8 + 1), std::to_string(1u << (7 - bit % 8))});
    return substitute(tr("digit {0} of group {1}, worth {2}"),
                      {std::to_string(bit % 16 / 4 + 1), std::to_string(bit / 16 + 1),
                       std::to_string(1u << (3 - bit % 4))});
}

/// How far all agree, and which mask would therefore join them.
void explain_parting(render::explanation& to, hosts_type const& hosts, unsigned common)
{
    auto const a = hosts.front().address();
    if (common == a.bits()) {
        to.step(tr("All bits are the same: this is one address, in one subnet under any mask."));
        return;
    }
    ip::prefix const joined(a, common);
    auto const place = place_of(a.family(), common);
    if (common == 0)
        to.step(substitute(tr("The very first bit ({0}) differs, so only /0 puts them in one subnet: {1}."),
                           {place, to_string(joined)}));
    else
        to.step(
            substitute(tr("{0}; bit {1} ({2}) is the first to differ. The longest mask that puts them in one "
                          "subnet is {3} ({4}), in {5}."),
                       {tr_count("The first bit is the same", "The first {0} bits are the same", common),
                        std::to_string(common + 1), place, slash(common), to_string(joined.netmask()),
                        to_string(joined)}));
}

bool is_loopback(ip::address a) { return a.is_v4() ? a.to_uint() >> 24 == 127 : a.to_uint() == 1; }

bool is_link_local(ip::address a)
{
    return a.is_v4() ? a.to_uint() >> 16 == 0xA9FE : a.to_uint() >> 118 == 0x3FA;
}

/// An address that no packet between two machines is addressed to; the sentence why, or nothing.
std::string why_no_neighbor(host const& h)
{
    auto const a = h.address();
    auto const name = name_of(h);
    if (a.is_multicast())
        return substitute(
            tr("{0} is a multicast group, not a host: frames for it go to the group MAC address {1} ({2})."),
            {name, ip::to_string(*ip::multicast_mac(a)),
             a.is_v4() ? "RFC 1112, section 6.4" : "RFC 2464, section 7"});
    if (is_loopback(a))
        return substitute(
            tr("{0} is the loopback address ({1}): what is sent there never leaves the machine."),
            {name, a.is_v4() ? "RFC 1122, section 3.2.1.3" : "RFC 4291, section 2.5.3"});
    if (a.to_uint() == 0)
        return substitute(tr("{0} means \"no address yet\" ({1}); nothing can be sent there."),
                          {name, a.is_v4() ? "RFC 1122, section 3.2.1.3" : "RFC 4291, section 2.5.2"});
    if (a.is_v4() && a.to_uint() == 0xFFFFFFFF)
        return substitute(tr("{0} is the limited broadcast address: it reaches every machine on the link, "
                             "and no router forwards it (RFC 919)."),
                          {name});
    if (ip::has_broadcast(h.prefix()) && a == h.prefix().network())
        return substitute(tr("{0} is the network address of {1}; no host can have it."),
                          {name, to_string(h.prefix())});
    if (ip::has_broadcast(h.prefix()) && a == h.prefix().last())
        return substitute(tr("{0} is the broadcast address of {1}; no host can have it."),
                          {name, to_string(h.prefix())});
    return {};
}

std::string direct(hosts_type const& hosts, std::size_t from, std::size_t to)
{
    auto const target = name_of(hosts[to]);
    if (hosts[to].address().is_v4())
        return substitute(
            tr("{0} broadcasts an ARP request on its link, asking who has {1} (RFC 826). {2} replies with "
               "its MAC address, and {0} sends its frames straight there: through switches, but no router."),
            {letter(from), target, letter(to)});
    return substitute(
        tr("{0} sends a Neighbor Solicitation to the group {1}, asking who has {2} (RFC 4861, section 7.2). "
           "{3} replies with its MAC address, and {0} sends its frames straight there: through switches, but "
           "no router."),
        {letter(from), to_string(ip::solicited_node(hosts[to].address().v6())), target, letter(to)});
}

std::string routed(hosts_type const& hosts, std::size_t from, std::size_t to)
{
    auto const target = name_of(hosts[to]);
    if (hosts[to].address().is_v4())
        return substitute(
            tr("{0} needs a router. It asks by ARP (RFC 826) for the MAC address of its gateway, not of {1}, "
               "and sends the frame there; the packet inside is still addressed to {2}. The router lowers "
               "the TTL by 1 and makes the same decision on its own links."),
            {letter(from), letter(to), target});
    return substitute(
        tr("{0} needs a router. It asks by Neighbor Solicitation (RFC 4861, section 7.2) for the MAC address "
           "of its router, not of {1}, and sends the frame there; the packet inside is still addressed to "
           "{2}. The router lowers the hop limit by 1 and makes the same decision on its own links."),
        {letter(from), letter(to), target});
}

bool is_private(ip::address a)
{
    auto const* row = registry::find_special_purpose(a);
    return a.is_v4() && row != nullptr && row->rfc.find("1918") != row->rfc.npos;
}

bool is_public(ip::address a)
{
    auto const* row = registry::find_special_purpose(a);
    return a.is_v4() && !a.is_multicast() &&
           (row == nullptr || row->reachable == registry::globally_reachable::yes);
}

void explain_translation(render::explanation& to, hosts_type const& hosts)
{
    for (auto const& inner : hosts) {
        for (auto const& outer : hosts) {
            if (!is_private(inner.address()) || !is_public(outer.address())) continue;
            to.step(substitute(
                tr("{0} is private (RFC 1918), {1} is public: a router on the way must replace the private "
                   "address with a public one (NAT, RFC 3022), or no reply finds its way back."),
                {name_of(inner), name_of(outer)}));
            return;
        }
    }
}

void explain_delivery(render::explanation& to, hosts_type const& hosts)
{
    bool ordinary = true;
    for (auto const& h : hosts) {
        auto const why = why_no_neighbor(h);
        if (why.empty()) continue;
        to.step(why);
        ordinary = false;
    }
    auto const a = hosts[0];
    // The pair that the verdict is about, where it is about one.
    auto other = std::find_if(hosts.begin(), hosts.end(), [&](host const& h) { return !is_local(a, h); });
    if (other == hosts.end())
        other = std::find_if(hosts.begin(), hosts.end(),
                             [&](host const& h) { return h.address() != a.address(); });
    if (!ordinary || other == hosts.end()) return;
    auto const b = static_cast<std::size_t>(other - hosts.begin());
    bool const there = is_local(a, *other);
    bool const back = is_local(*other, a);
    to.step(there ? direct(hosts, 0, b) : routed(hosts, 0, b));
    if (there != back)
        to.step(substitute(tr("{0} decides differently. {1} Hosts on one link need the same mask."),
                           {letter(b), back ? direct(hosts, b, 0) : routed(hosts, b, 0)}));
    else
        to.more(substitute(tr("{0} does the same towards {1}."), {letter(b), letter(0)}));
    if (!there && (is_link_local(a.address()) || is_link_local(other->address())))
        to.step(substitute(tr("But no router forwards packets with a link-local address ({0})."),
                           {a.address().is_v4() ? "RFC 3927, section 2.7" : "RFC 4291, section 2.5.6"}));
    if (a.address().is_v6() && is_link_local(a.address()) && is_link_local(other->address()))
        to.step(tr("The link-local prefix is always on-link (RFC 4861, section 5.1)."));
    else if (a.address().is_v6() && there)
        to.step(tr(
            "A length written behind an address does not make its prefix on-link: a router advertisement or "
            "the administrator has to say so (RFC 5942, section 4)."));
    if (!there) explain_translation(to, hosts);
}

}  // namespace

render::explanation explain_comparison(std::vector<host> const& hosts)
{
    render::explanation working;
    auto const common = bits_in_common(hosts);
    if (have_one_mask(hosts))
        explain_one_mask(working, hosts, common);
    else
        for (std::size_t i = 0; i < hosts.size(); ++i) explain_view(working, hosts, i);
    explain_parting(working, hosts, common);
    explain_delivery(working, hosts);
    return working;
}

render::explanation explain_shared_prefix(std::vector<host> const& hosts, ip::prefix shared)
{
    render::explanation working;
    unsigned const common = shared.length();
    bool const v4 = shared.family() == ip::family::v4;
    working.step((v4 ? "" : legend(hosts)) +
                 std::string(tr("The bits to the left of | are the same in all of them:")));
    divided_rows rows(shared.family(), common);
    for (std::size_t i = 0; i < hosts.size(); ++i) rows.add(letter(i), hosts[i].address());
    if (common < shared.network().bits())
        rows.point_at(common, substitute(tr("bit {0}"), {std::to_string(common + 1)}));
    rows.add(tr("mask"), shared.netmask());
    rows.add(tr("network"), shared.network());
    working.rows(rows.text());
    explain_parting(working, hosts, common);
    if (common < shared.network().bits())
        working.step(
            substitute(tr("2^{0} = {1} addresses start with these bits. This mask or a shorter one puts "
                          "all hosts into one subnet, a longer one separates them."),
                       {std::to_string(shared.network().bits() - common), ip::address_count(shared)}));
    return working;
}

}  // namespace netbasics::tools
