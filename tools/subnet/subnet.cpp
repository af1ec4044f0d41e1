#include "subnet/subnet.hpp"

#include "report.hpp"
#include "subnet/one_or_many.hpp"

#include "netbasics/text/translate.hpp"

#include <boost/program_options/value_semantic.hpp>

namespace netbasics::tools {
namespace {

namespace po = boost::program_options;

void add_options(po::options_description& all)
{
    auto add = all.add_options();
    add("wildcard", po::value<std::string>()->value_name("MASK"),
        translatable("the mask for all, as a wildcard mask: 0.0.0.255 is /24"));
    add("mapped-as-v4", translatable("read ::ffff:a.b.c.d as the IPv4 address in it"));
    add("aton", translatable("read the numeric IPv4 forms of inet_aton(3) too: 0x7f.1, 10.1, 3232235777"));
}

exit_status run(arguments const& given, streams io)
{
    if (given.operands().empty())
        return complain_usage(given.title(), io, tr("an address or a prefix is needed"));
    auto const hosts = read_hosts(given);
    if (!hosts) return complain(given.title(), io, hosts.error().text, hosts.error().why);
    return hosts->size() == 1 ? describe(hosts->front(), given, io) : compare(*hosts, given, io);
}

constexpr verb verbs[] = {
    {"", "HOST HOST... MASK | HOST/LEN HOST/LEN... | HOST HOST... | PREFIX | HOST MASK",
     translatable("compare hosts by the mask AND, or describe one prefix"), add_options, run},
};

constexpr example examples[] = {
    {"subnet 192.168.15.46 192.168.16.30 /24", translatable("are two hosts in one subnet?")},
    {"subnet 10.0.0.5/24 10.0.0.200/25", translatable("each host with its own mask: do they agree?")},
    {"subnet 10.0.0.5 10.0.3.9", translatable("the longest prefix that they share")},
    {"subnet 192.168.1.77/26 --explain", translatable("one prefix, with the working")},
    {"subnet 2001:db8::1/64 --json", translatable("for a script")},
};

} // namespace

constinit command const subnet_command{"subnet", translatable("compare and describe IP subnets"), verbs,
                                       examples};

} // namespace netbasics::tools
