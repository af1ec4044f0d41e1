#include "subnet/explain.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

std::string number(ip::uint128 n) { return ip::to_decimal(n); }

unsigned host_bits(ip::prefix p) { return p.network().bits() - p.length(); }

/// Not a unit of hosts: addresses of a group are shared by whoever listens.
bool is_group(ip::address a) { return a.is_multicast(); }

void explain_masks(render::explanation& to, ip::address a, ip::prefix p)
{
    to.step(
        substitute(tr("/{0} splits the {1} bits into {0} for the network and {2} for the host ({3}); | marks "
                      "the boundary. AND keeps the bits where the mask has 1, OR sets them:"),
                   {std::to_string(p.length()), std::to_string(a.bits()), std::to_string(host_bits(p)),
                    a.is_v4() ? "RFC 4632, section 3.1" : "RFC 4291, section 2.3"}));
    divided_rows rows(a.family(), p.length());
    rows.add(tr("address"), a);
    rows.add(tr("AND netmask"), p.netmask());
    rows.add(tr("= network"), p.network());
    rows.add(tr("OR wildcard"), p.wildcard());
    rows.add(ip::has_broadcast(p) ? tr("= broadcast") : tr("= last"), p.last());
    to.rows(rows.text());
}

/// The octet or the hexadecimal digit that the boundary cuts.
struct cut_unit {
    unsigned width;     ///< bits: 8 or 4
    unsigned first;     ///< its first bit, counted from 0
    unsigned boundary;  ///< bits of it that belong to the network: 1 to width - 1
    unsigned value;     ///< of the address
    unsigned mask;
};

std::optional<cut_unit> find_cut(ip::address a, ip::prefix p)
{
    unsigned const width = a.is_v4() ? 8 : 4;
    if (p.length() % width == 0) return std::nullopt;
    unsigned const first = p.length() / width * width;
    auto const at = [&](ip::address from) {
        return static_cast<unsigned>(from.to_uint() >> (from.bits() - first - width)) & ((1u << width) - 1);
    };
    return cut_unit{width, first, p.length() - first, at(a), at(p.netmask())};
}

/// "octet 4", or "digit 3 of group 4".
std::string unit_name(ip::family f, unsigned bit)
{
    if (f == ip::family::v4) return substitute(tr("octet {0}"), {std::to_string(bit / 8 + 1)});
    return substitute(tr("digit {0} of group {1}"),
                      {std::to_string(bit % 16 / 4 + 1), std::to_string(bit / 16 + 1)});
}

/// 77 in an octet, 0xb = 11 in a digit.
std::string unit_value(cut_unit const& u, unsigned value)
{
    auto const decimal = std::to_string(value);
    if (u.width == 8 || value < 10) return decimal;
    return std::string("0x").append(1, static_cast<char>('a' + (value - 10))).append(" = ").append(decimal);
}

std::string padded(std::string text, std::size_t width)
{
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string bits_row(cut_unit const& u, std::string const& label, std::size_t label_width, unsigned value,
                     bool weights)
{
    auto out = padded(label, label_width).append(" ");
    for (unsigned bit = 0; bit < u.width; ++bit) {
        unsigned const worth = 1u << (u.width - 1 - bit);
        if (bit == u.boundary) out.append(" |");
        out.append(padded(weights ? std::to_string(worth) : value & worth ? "1" : "0", 4));
    }
    if (!weights) out.append("   = ").append(sum_of_powers(value));
    return out.append("\n");
}

void explain_cut(render::explanation& to, ip::address a, ip::prefix p)
{
    auto const cut = find_cut(a, p);
    if (!cut) {
        if (p.length() == 0)
            to.step(
                tr("No bit belongs to the network, so every address matches: this is the default route."));
        else if (p.length() == a.bits())
            to.step(tr("Every bit belongs to the network: the block is this one address."));
        else
            to.step(substitute(a.is_v4()
                                   ? tr("The boundary falls right after {0}, so no octet is split between "
                                        "network and host.")
                                   : tr("The boundary falls right after {0}, so no digit is split between "
                                        "network and host."),
                               {unit_name(a.family(), p.length() - 1)}));
        return;
    }
    auto const value = unit_value(*cut, cut->value);
    auto const mask = unit_value(*cut, cut->mask);
    auto const name = unit_name(a.family(), cut->first);
    to.step(substitute(tr("The boundary cuts through {0}, whose bits are worth:"), {name}));
    auto const width = std::max(value.size(), mask.size());
    to.rows(bits_row(*cut, "", width, 0, true) + bits_row(*cut, value, width, cut->value, false) +
            bits_row(*cut, mask, width, cut->mask, false));
    unsigned const all = 1u << cut->width;
    unsigned const size = all - cut->mask;
    unsigned const begin = cut->value & cut->mask;
    to.step(
        substitute(cut->width == 8 ? tr("Blocks start every {0} - {1} = {2} in this octet, and {3} falls "
                                        "into the one from {4} to {5}.")
                                   : tr("Blocks start every {0} - {1} = {2} in this digit, and {3} falls "
                                        "into the one from {4} to {5}."),
                   {std::to_string(all), std::to_string(cut->mask), std::to_string(size),
                    std::to_string(cut->value), std::to_string(begin), std::to_string(begin + size - 1)}));
}

void explain_count(render::explanation& to, ip::prefix p)
{
    auto const bits = std::to_string(host_bits(p));
    auto const count = ip::address_count(p);
    auto const hosts = ip::host_count(p);
    if (host_bits(p) == 0) {
        to.step(substitute(tr("2^0 = 1 address: {0}."), {to_string(p.network())}));
        return;
    }
    auto sentence = substitute(tr("2^{0} = {1} addresses, {2} to {3}"),
                               {bits, count, to_string(p.network()), to_string(p.last())});
    std::string const from = to_string(ip::first_host(p));
    std::string const last = to_string(ip::last_host(p));
    if (is_group(p.network()))
        sentence.append(tr(". They are group addresses; no host owns one."));
    else if (ip::has_broadcast(p))
        sentence.append(substitute(tr(". Without the network and the broadcast address (RFC 919) {0} - 2 = "
                                      "{1} are left for hosts, {2} to {3}."),
                                   {count, hosts, from, last}));
    else if (p.family() == ip::family::v4)
        sentence.append(
            tr(", both usable: a point-to-point link needs no network or broadcast address (RFC 3021)."));
    else if (p.length() == 127)
        sentence.append(tr(", both usable on a link between two routers (RFC 6164)."));
    else
        sentence.append(substitute(tr(". The first is the Subnet-Router anycast address (RFC 4291, section "
                                      "2.6.1), which leaves {0} for hosts. IPv6 has no broadcast."),
                                   {hosts}));
    to.step(sentence);
}

void explain_host_part(render::explanation& to, ip::address a, ip::prefix p)
{
    if (host_bits(p) == 0) return;
    auto const position = a.to_uint() - p.network().to_uint();
    auto const host_part = to_string(ip::address::from_uint(position, a.family()));
    auto sentence = a.is_v4()
                        ? substitute(tr("The host part is {0}: address {1} of the block, counting from 0."),
                                     {host_part, number(position)})
                        : substitute(tr("The host part is {0}."), {host_part});
    bool const ends_count = !is_group(a) && (ip::has_broadcast(p) || (a.is_v6() && p.length() < 127));
    if (ends_count && a == p.network())
        sentence.append(" ").append(a.is_v4()
                                        ? tr("All host bits are 0: this is the network address, no host's.")
                                        : tr("All its bits are 0: the Subnet-Router anycast address."));
    else if (ends_count && a.is_v4() && a == p.last())
        sentence.append(" ").append(tr("All host bits are 1: this is the broadcast address, no host's."));
    to.step(sentence);
}

void explain_neighbors(render::explanation& to, ip::prefix p)
{
    if (p.length() == 0) return;
    unsigned const bits = p.network().bits();
    ip::uint128 const size = ip::uint128{1} << (bits - p.length());
    auto const block_at = [&](ip::uint128 first) {
        return to_string(ip::prefix(ip::address::from_uint(first, p.family()), p.length()));
    };
    auto const network = p.network().to_uint();
    auto const last_of_all = ip::prefix(p.network(), 0).last();
    std::string const before = network == 0 ? tr("none") : block_at(network - size);
    std::string const after = p.last() == last_of_all ? tr("none") : block_at(network + size);
    to.step(substitute(
        tr("Previous block: {0}; next: {1}. The parent {2} consists of this block and {3}."),
        {before, after, to_string(ip::prefix(p.network(), p.length() - 1)), block_at(network ^ size)}));
}

void explain_lan_size(render::explanation& to, ip::address a, ip::prefix p)
{
    constexpr unsigned lan = 64;  // RFC 4291, section 2.5.1
    if (a.is_v4() || is_group(a) || p.length() == 0) return;
    if (p.length() < lan) {
        auto const bits = lan - p.length();
        to.step(substitute(
            tr("It holds 2^{0} = {1} networks of /64, the size of an IPv6 LAN (RFC 4291, section 2.5.1)."),
            {std::to_string(bits), number(ip::uint128{1} << bits)}));
    } else if (p.length() == lan)
        to.step(tr("/64 is the size of an IPv6 LAN: the last 64 bits are the interface identifier (RFC 4291, "
                   "section 2.5.1)."));
}

}  // namespace

render::explanation explain_prefix(ip::address a, ip::prefix p)
{
    render::explanation working;
    explain_masks(working, a, p);
    explain_cut(working, a, p);
    explain_count(working, p);
    explain_host_part(working, a, p);
    explain_lan_size(working, a, p);
    explain_neighbors(working, p);
    if (is_group(a))
        working.step(substitute(tr("{0} is the address of a multicast group, not of a host ({1})."),
                                {to_string(a), a.is_v4() ? "RFC 5771" : "RFC 4291, section 2.7"}));
    return working;
}

}  // namespace netbasics::tools
