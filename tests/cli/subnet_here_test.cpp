// `subnet here` in a network namespace of its own: two interfaces, default routes, both families.

#include "support/needs.hpp"
#include "support/network_namespace.hpp"
#include "support/program.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <sstream>

namespace data = boost::unit_test::data;
namespace json = boost::json;
using namespace netbasics;
using test::outcome;

namespace {

/// eth0 is in an ordinary subnet, eth1 on a point-to-point link; their far ends have no addresses.
constexpr char const* network = R"(set -e
exec 3>&1 >/dev/null
ip link set lo up
ip link add eth0 address 8c:ec:4b:88:b9:c8 type veth peer name far0
ip link add eth1 type veth peer name far1
echo 1 >/proc/sys/net/ipv6/conf/far0/disable_ipv6
echo 1 >/proc/sys/net/ipv6/conf/far1/disable_ipv6
ip addr add 192.168.15.46/24 broadcast + dev eth0
ip addr add 2001:db8:1::46/64 dev eth0 nodad
ip addr add 10.0.0.1 peer 10.0.0.2/30 dev eth1
for i in eth0 far0 eth1 far1; do ip link set $i up; done
ip route add default via 192.168.15.1 dev eth0
ip route add default via 10.0.0.2 dev eth1 metric 50
ip -6 route add default via 2001:db8:1::1 dev eth0
ip route add 192.168.15.200/32 via 192.168.15.1
ip route add 172.16.0.0/16 dev eth1
ip route add blackhole 203.0.113.0/24
ip route add prohibit 198.51.100.0/24
ip neigh add 192.168.15.9 lladdr 8c:ec:4b:88:b9:c9 dev eth0 nud permanent
ip neigh add 2001:db8:1::9 lladdr 8c:ec:4b:88:b9:c9 dev eth0 nud permanent
ip neigh add 192.168.15.1 lladdr 8c:ec:4b:00:00:01 dev eth0 nud permanent
exec >&3
)";

/// `netbasics subnet here` with these words, behind the network's making.
outcome here(std::string const& words)
{
    return test::run_in_own_network(std::string(network) + "exec " NETBASICS_PROGRAM " subnet here " + words);
}

std::string keys_of(json::object const& object)
{
    std::string keys;
    for (auto const& pair : object) keys.append(pair.key()).append(" ");
    return keys;
}

std::string text_at(json::value const& v) { return v.is_null() ? "null" : std::string(v.as_string()); }

}  // namespace

BOOST_AUTO_TEST_SUITE(subnet_here,
                      *test::needs_program("/usr/bin/ip") * test::needs_own_network() * test::needs_ipv6())

BOOST_AUTO_TEST_CASE(interfaces_are_told_with_address_mask_network_and_gateway)
{
    auto const seen = here("");
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(seen.err == "");
    BOOST_TEST(seen.out.starts_with("lo\n  address  127.0.0.1/8\n"));
    BOOST_TEST(seen.out.find("\neth0\n"
                             "  address  192.168.15.46/24\n"
                             "  netmask  255.255.255.0\n"
                             "  network  192.168.15.0/24\n"
                             "  gateway  192.168.15.1\n"
                             "  address  2001:db8:1::46/64\n"
                             "  netmask  ffff:ffff:ffff:ffff::\n"
                             "  network  2001:db8:1::/64\n"
                             "  gateway  2001:db8:1::1\n"
                             "  address  fe80::8eec:4bff:fe88:b9c8/64\n"
                             "  netmask  ffff:ffff:ffff:ffff::\n"
                             "  network  fe80::/64\n"
                             "  MAC      8C-EC-4B-88-B9-C8\n") != std::string::npos);
    BOOST_TEST(seen.out.find("\neth1\n"
                             "  address  10.0.0.1/30\n"
                             "  peer     10.0.0.2\n"
                             "  netmask  255.255.255.252\n"
                             "  network  10.0.0.0/30\n"
                             "  gateway  10.0.0.2\n") != std::string::npos);
    BOOST_TEST(seen.out.find("far0") == std::string::npos);  // it has no address
}

BOOST_AUTO_TEST_CASE(an_object_an_address)
{
    auto const seen = here("--json");
    BOOST_TEST(seen.status == 0);
    std::istringstream lines(seen.out);
    bool found = false;
    for (std::string line; std::getline(lines, line);) {
        auto const object = json::parse(line).as_object();
        BOOST_TEST(keys_of(object) == "interface address prefix_length netmask network peer gateway mac up ");
        found = found || line == R"({"interface":"eth0","address":"192.168.15.46","prefix_length":24,)"
                                 R"("netmask":"255.255.255.0","network":"192.168.15.0","peer":null,)"
                                 R"("gateway":"192.168.15.1","mac":"8C-EC-4B-88-B9-C8","up":true})";
    }
    BOOST_TEST(found);
}

struct way {
    char const* host;
    int status;
    char const* verdict;  ///< the line below the ANDs
    char const* neighbor;
};

std::ostream& operator<<(std::ostream& out, way const& row) { return out << row.host; }

way const ways[] = {
    {"192.168.15.9", 0, "same: 192.168.15.9 is in the subnet of eth0: sent to directly, resolved by ARP",
     "  MAC  8C-EC-4B-88-B9-C9  Dell Inc.  permanent"},
    {"2001:db8:1::9", 0, "same: 2001:db8:1::9 is in the subnet of eth0: sent to directly, resolved by NDP",
     "  MAC  8C-EC-4B-88-B9-C9  Dell Inc.  permanent"},
    {"192.168.15.10", 0, "same: 192.168.15.10 is in the subnet of eth0: sent to directly, resolved by ARP",
     "  MAC  not known (nobody has asked yet)"},
    {"fe80::9%eth1", 0, "same: fe80::9%eth1 is in the subnet of eth1: sent to directly, resolved by NDP",
     "  MAC  not known (nobody has asked yet)"},
    {"10.0.0.2", 0, "same: 10.0.0.2 is in the subnet of eth1: sent to directly, resolved by ARP",
     "  MAC  not known (nobody has asked yet)"},
    {"192.168.15.46", 0, "same: 192.168.15.46 is this machine's own address", ""},
    {"192.168.15.255", 0, "same: 192.168.15.255 is the broadcast address of the link at eth0", ""},
    // The metric decides between two default routes
    {"192.168.16.30", 1,
     "different: 192.168.16.30 is in no subnet of this machine: sent through gateway 192.168.15.1 on eth0",
     "  gateway's MAC  8C-EC-4B-00-00-01  Dell Inc.  permanent"},
    {"2001:db8:2::1", 1,
     "different: 2001:db8:2::1 is in no subnet of this machine: sent through gateway 2001:db8:1::1 on eth0",
     "  gateway's MAC  not known (nobody has asked yet)"},
    // Where routes and the AND disagree, the routes have the last word
    {"192.168.15.200", 1,
     "different: 192.168.15.200 is in a subnet of this machine, yet a route sends it through gateway "
     "192.168.15.1 "
     "on eth0",
     "  gateway's MAC  8C-EC-4B-00-00-01  Dell Inc.  permanent"},
    {"172.16.3.4", 0,
     "direct: 172.16.3.4 is in no subnet of this machine, yet a route says it is on the link at eth1: sent "
     "to "
     "directly, resolved by ARP",
     "  MAC  not known (nobody has asked yet)"},
    {"203.0.113.5", 1,
     "different: there is no route to 203.0.113.5: a blackhole route drops what is sent there", ""},
    {"198.51.100.5", 1, "different: there is no route to 198.51.100.5: a route prohibits it", ""},
};

BOOST_DATA_TEST_CASE(a_host_is_reached_as_the_kernel_would, data::make(ways))
{
    auto const seen = here(sample.host);
    BOOST_TEST(seen.status == sample.status);
    BOOST_TEST(seen.err == "");
    std::string end = std::string("\n") + sample.verdict + "\n";
    if (*sample.neighbor != '\0') end.append(sample.neighbor).append("\n");
    BOOST_TEST(seen.out.ends_with(end), seen.out);
    BOOST_TEST(here(std::string("-q ") + sample.host).status == sample.status);
}

BOOST_AUTO_TEST_CASE(the_and_is_shown_for_each_interface)
{
    auto const seen = here("192.168.16.30");
    BOOST_TEST(
        seen.out.starts_with(
            "  lo    192.168.16.30 AND 255.0.0.0 = 192.0.0.0, not 127.0.0.0, the network of 127.0.0.1\n"
            "  eth0  192.168.16.30 AND 255.255.255.0 = 192.168.16.0, not 192.168.15.0, the network of "
            "192.168.15.46\n"
            "  eth1  192.168.16.30 AND 255.255.255.252 = 192.168.16.28, not 10.0.0.0, the network of "
            "10.0.0.1\n"),
        seen.out);
    auto const explained = here("--explain 192.168.15.9");
    BOOST_TEST(explained.out.find(
                   "  eth0  192.168.15.9 AND 255.255.255.0 = 192.168.15.0, the network of 192.168.15.46\n"
                   "        11000000.10101000.00001111.00001001  192.168.15.9\n"
                   "        11111111.11111111.11111111.00000000  255.255.255.0\n"
                   "        11000000.10101000.00001111.00000000  192.168.15.0\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_host_in_json)
{
    auto const direct = json::parse(here("--json 192.168.15.9").out).as_object();
    BOOST_TEST(keys_of(direct) ==
               "host same direct route interface source gateway resolved_by neighbor interfaces ");
    BOOST_TEST(direct.at("same").as_bool());
    BOOST_TEST(direct.at("direct").as_bool());
    BOOST_TEST(text_at(direct.at("source")) == "192.168.15.46");
    BOOST_TEST(text_at(direct.at("neighbor").at("vendor")) == "Dell Inc.");
    BOOST_TEST(direct.at("interfaces").as_array().size() == 3U);

    auto const far = json::parse(here("--json 8.8.8.8").out).as_object();
    BOOST_TEST(!far.at("same").as_bool());
    BOOST_TEST(text_at(far.at("route")) == "gateway");
    BOOST_TEST(text_at(far.at("gateway")) == "192.168.15.1");
    auto const nowhere = json::parse(here("--json 203.0.113.5").out).as_object();
    BOOST_TEST(text_at(nowhere.at("route")) == "none");
    BOOST_TEST(text_at(nowhere.at("interface")) == "null");
}

BOOST_AUTO_TEST_CASE(a_machine_without_addresses_and_routes)
{
    std::string const program = "exec " NETBASICS_PROGRAM " subnet here ";
    auto const none = test::run_in_own_network(program);
    BOOST_TEST(none.status == 1);
    BOOST_TEST(none.out == "");
    auto const nowhere = test::run_in_own_network(program + "8.8.8.8");
    BOOST_TEST(nowhere.status == 1);
    BOOST_TEST(nowhere.out == "different: there is no route to 8.8.8.8: Network is unreachable\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_host_is_refused)
{
    auto const zone = here("fe80::1%nowhere");
    BOOST_TEST(zone.status == 2);
    BOOST_TEST(zone.err == "netbasics: subnet here: 'fe80::1%nowhere': this machine has no such interface\n");
    BOOST_TEST(here("10.1").err == "netbasics: subnet here: '10.1': an IPv4 address has 4 octets, not 2\n");
    BOOST_TEST(here("10.0.0.1 10.0.0.2").status == 2);
}

BOOST_AUTO_TEST_SUITE_END()
