#include "subnet/subnet.hpp"

#include "report.hpp"
#include "subnet/one_or_many.hpp"
#include "subnet/verbs.hpp"

#include "netbasics/ip/embedded_v4.hpp"
#include "netbasics/ip/link_layer.hpp"
#include "netbasics/mac/eui48.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::tools {
namespace {

constexpr option_row rows[] = {
    {.name = "wildcard",
     .value = "MASK",
     .conflicts = "nat64",
     .summary = translatable("the mask for all, as a wildcard mask: 0.0.0.255 is /24")},
    {.name = "mapped-as-v4", .summary = translatable("read ::ffff:a.b.c.d as the IPv4 address in it")},
    {.name = "nat64",
     .value = "PREFIX",
     .conflicts = "eui64",
     .summary = translatable("describe what stands for the address behind this NAT64 translator (RFC 6052)")},
    {.name = "eui64",
     .value = "MAC",
     .summary =
         translatable("describe the address of an interface with this MAC address in the prefix (RFC 4291)")},
    {.name = "aton",
     .summary = translatable("read the numeric IPv4 forms of inet_aton(3) too: 0x7f.1, 10.1, 3232235777")},
};
constexpr option_group groups[] = {{nullptr, rows}};
constinit option_table const options = groups;

/// --nat64: IPv4 to the IPv6 address behind the translator, and back.
result<ip::address> translate(ip::address a, ip::prefix_v6 translator)
{
    if (a.is_v4()) {
        auto const made = ip::nat64_address(translator, a.v4());
        if (!made) return made.error();
        return ip::address(*made);
    }
    auto const found = ip::nat64_v4(translator, a.v6());
    if (!found) return found.error();
    return ip::address(*found);
}

exit_status describe_translated(std::vector<host> const& hosts, arguments const& given, streams io)
{
    auto const& text = *given.value("nat64");
    auto const translator = ip::prefix::from_string(text);
    if (!translator) return complain(given.title(), io, text, translator.error());
    if (translator->family() != ip::family::v6)
        return complain(given.title(), io, text, error(errc::families_differ, 0, text.size()));
    auto status = success;
    for (auto const& h : hosts) {
        auto const made = translate(h.address(), translator->v6());
        if (!made) return complain(given.title(), io, text, made.error());
        status = std::max(status, describe({to_string(*made), {*made, {}}, {}, false}, given, io));
    }
    return status;
}

/// --eui64: the interface's address in each prefix.
exit_status describe_interface(std::vector<host> const& hosts, arguments const& given, streams io)
{
    constexpr unsigned longest = 64;  // bits; the interface identifier has the others
    auto const& text = *given.value("eui64");
    auto const mac = mac::eui48::from_string(text);
    if (!mac) return complain(given.title(), io, text, mac.error());
    ip::mac_octets octets{};
    for (unsigned i = 0; i < octets.size(); ++i) octets[i] = mac->octet(i);
    auto status = success;
    for (auto h : hosts) {
        auto const p = h.prefix();
        if (p.family() != ip::family::v6)
            return complain(given.title(), io, h.text, error(errc::families_differ, 0, h.text.size()));
        if (p.length() > longest) {
            error e(errc::prefix_length_out_of_range, 0, h.text.size());
            e.found = p.length();
            e.limit = longest;
            return complain(given.title(), io, h.text, e);
        }
        h.scoped.address = ip::modified_eui64_address(p.v6(), octets);
        status = std::max(status, describe(h, given, io));
    }
    return status;
}

exit_status run(arguments const& given, streams io)
{
    if (given.operands().empty())
        return complain_usage(given.title(), io, tr("an address or a prefix is needed"));
    auto const hosts = read_hosts(given);
    if (!hosts)
        return complain(given.title(), io, hosts.error().text, hosts.error().why,
                        given.verb_hint(hosts.error().text));
    if (given.has("eui64")) return describe_interface(*hosts, given, io);
    if (given.has("nat64")) return describe_translated(*hosts, given, io);
    return hosts->size() == 1 ? describe(hosts->front(), given, io) : compare(*hosts, given, io);
}

constexpr verb verbs[] = {
    {"", "HOST HOST... MASK | HOST/LEN HOST/LEN... | HOST HOST... | PREFIX | HOST MASK",
     translatable("compare hosts by the mask AND, or describe one prefix"), &options, run},
    {"split", "PREFIX /LEN | PREFIX --hosts=N,N,... | PREFIX --into=N",
     translatable("the subnets of a prefix: by length, by hosts in each, or by number"),
     &subnet_verbs::split_options, subnet_verbs::split},
    {"merge", "[PREFIX|ADDRESS|RANGE|@FILE|-]...", translatable("the fewest prefixes for all of them"),
     &subnet_verbs::set_options, subnet_verbs::merge, complete::set},
    {"exclude", "WHAT [WITHOUT]...", translatable("the first set without the others"),
     &subnet_verbs::set_options, subnet_verbs::exclude, complete::set},
    {"intersect", "[SET]...", translatable("what is in every set"), &subnet_verbs::set_options,
     subnet_verbs::intersect, complete::set},
    {"diff", "[SET]...", translatable("what is in one of two sets and not in the other"),
     &subnet_verbs::set_options, subnet_verbs::diff, complete::set},
    {"range", "FIRST LAST | FIRST-LAST | PREFIX", translatable("the fewest prefixes for a range"), nullptr,
     subnet_verbs::range},
    {"free", "PREFIX /LEN [SET]...", translatable("the first free blocks beside what is used"),
     &subnet_verbs::free_options, subnet_verbs::free_blocks, complete::set},
    {"list", "PREFIX|RANGE...", translatable("every address"), nullptr, subnet_verbs::list, complete::set},
    {"grep", "[-vconqx] PREFIXES | -e PREFIX | -f FILE [FILE...]",
     translatable("the lines that hold an address of a set"), &subnet_verbs::grep_options, subnet_verbs::grep,
     complete::file},
    {"tag", "TABLE [FILE...]", translatable("each line with what a table says of its address"),
     &subnet_verbs::tag_options, subnet_verbs::tag, complete::file},
    {"here", "[HOST]", translatable("this machine's interfaces; for HOST: the same subnet, or which gateway"),
     nullptr, subnet_verbs::here, complete::host},
};

constexpr example examples[] = {
    {"subnet 192.168.15.46 192.168.16.30 /24", translatable("are two hosts in one subnet?")},
    {"subnet 10.0.0.5/24 10.0.0.200/25", translatable("each host with its own mask: do they agree?")},
    {"subnet 10.0.0.5 10.0.3.9", translatable("the longest prefix that they share")},
    {"subnet 192.168.1.77/26 --explain", translatable("one prefix, with the working")},
    {"subnet 2001:db8::1/64 --json", translatable("for a script")},
};

}  // namespace

constinit command const subnet_command{"subnet", translatable("compare and describe IP subnets"), verbs,
                                       examples};

}  // namespace netbasics::tools
