#include "support/needs.hpp"
#include "support/network_namespace.hpp"
#include "support/program.hpp"
#include "support/temporary_file.hpp"
#include "support/temporary_folder.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace json = boost::json;
namespace test = netbasics::test;
using netbasics::test::run;
using netbasics::test::temporary_file;
using netbasics::test::temporary_folder;

namespace {

bool holds(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

std::vector<std::string> lines_of(std::string const& text)
{
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_mac_verbs)

BOOST_AUTO_TEST_CASE(find_tells_blocks)
{
    auto const seen = run({"mac", "find", "msr-SOLUTIONS", "gmbh"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(holds(seen.out, "00-50-C2-FF-F\tIAB\tMSR-Solutions GmbH\n"));
    BOOST_TEST(run({"mac", "find", "msr-solutions gmbh"}).out == seen.out);  // one word or two operands
    BOOST_TEST(run({"mac", "find", "--format=colon", "msr-solutions"}).out.find("00:50:C2:FF:F\t") !=
               std::string::npos);
    auto const o =
        json::parse(lines_of(run({"mac", "find", "--json", "msr-solutions"}).out).front()).as_object();
    BOOST_TEST(o.at("registry").as_string() == "IAB");
    BOOST_TEST(o.at("vendor").as_string() == "MSR-Solutions GmbH");
}

BOOST_AUTO_TEST_CASE(find_counts_by_owner)
{
    auto const lines = lines_of(run({"mac", "find", "--short", "raspberry"}).out);
    BOOST_TEST_REQUIRE(lines.size() >= 2u);
    std::size_t sum = 0;
    std::size_t last = SIZE_MAX;
    for (auto const& line : lines) {
        auto const count = std::stoul(line);
        BOOST_TEST(count <= last);  // the owner of most blocks first
        last = count;
        sum += count;
    }
    BOOST_TEST(lines_of(run({"mac", "find", "raspberry"}).out).size() == sum);
    BOOST_TEST(holds(run({"mac", "find", "--short", "--json", "raspberry"}).out, "\"blocks\":"));
}

BOOST_AUTO_TEST_CASE(find_says_when_there_is_nobody)
{
    auto const seen = run({"mac", "find", "nobody has this name"});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(run({"mac", "find"}).status == 2);
    BOOST_TEST(run({"mac", "find", "-q", "dell"}).status == 0);
}

BOOST_AUTO_TEST_CASE(random_addresses_are_local_unless_told_otherwise)
{
    auto const seen = lines_of(run({"mac", "random", "-n", "500"}).out);
    std::set<std::string> const distinct(seen.begin(), seen.end());
    BOOST_TEST(distinct.size() == 500u);
    for (auto const& address : distinct)
        BOOST_TEST_REQUIRE(holds("26AE", std::string_view(address).substr(1, 1)));
    auto const digit = [](char const* quadrant) {
        return run({"mac", "random", "--local", quadrant}).out.substr(1, 1);
    };
    BOOST_TEST(digit("aai") == "2");
    BOOST_TEST(digit("eli") == "A");
    BOOST_TEST(digit("sai") == "E");
}

BOOST_AUTO_TEST_CASE(random_addresses_of_a_block_or_an_owner)
{
    BOOST_TEST(run({"mac", "random", "--oui=70-B3-D5-00-1"}).out.starts_with("70-B3-D5-00-1"));
    BOOST_TEST(run({"mac", "random", "--oui=8cec4b", "--format=dot"}).out.starts_with("8CEC.4B"));
    auto const o = json::parse(run({"mac", "random", "--vendor", "msr-solutions", "--json"}).out).as_object();
    BOOST_TEST(o.at("vendor").as_string() == "MSR-Solutions GmbH");
}

BOOST_AUTO_TEST_CASE(what_random_refuses)
{
    BOOST_TEST(run({"mac", "random", "--oui=01-00-5E"}).status == 2);  // groups
    BOOST_TEST(run({"mac", "random", "--oui=8C-EC-4B-88-B9-C9"}).status == 2);
    BOOST_TEST(run({"mac", "random", "--local=any"}).status == 2);
    BOOST_TEST(run({"mac", "random", "--oui=8cec4b", "--vendor=dell"}).status == 2);
    BOOST_TEST(run({"mac", "random", "-n", "0"}).status == 2);
    BOOST_TEST(run({"mac", "random", "-n", "-1"}).status == 2);
    BOOST_TEST(run({"mac", "random", "dell"}).status == 2);
    auto const nobody = run({"mac", "random", "--vendor", "nobody has this name"});
    BOOST_TEST(nobody.status == 1);
    BOOST_TEST(nobody.err == "netbasics: mac random: no owner's name has 'nobody has this name' in it\n");
}

BOOST_AUTO_TEST_CASE(a_newer_registry_wins_everywhere)
{
    temporary_file const csv("Registry,Assignment,Organization Name,Organization Address\n"
                             "MA-L,8CEC4B,\"Somebody, Else\",Earth\n");
    auto const option = "--registry=" + csv.path();
    BOOST_TEST(holds(run({"mac", option, "8C-EC-4B-88-B9-C9"}).out, "Somebody, Else"));
    BOOST_TEST(run({"mac", "find", option, "somebody", "else"}).out == "8C-EC-4B\tMA-L\tSomebody, Else\n");
    BOOST_TEST(!holds(run({"mac", "find", option, "dell inc."}).out, "8C-EC-4B"));
    BOOST_TEST(run({"mac", "tag", option}, {.input = "8c:ec:4b:88:b9:c9\n"}).out ==
               "8c:ec:4b:88:b9:c9\tSomebody, Else\tMA-L\n");
    BOOST_TEST(run({"mac", "random", option, "--vendor=somebody"}).out.starts_with("8C-EC-4B-"));
}

BOOST_AUTO_TEST_CASE(lists_may_be_repeated_and_the_later_wins)
{
    temporary_file const one("8CEC4B\tOne\n001A2B\tOne\n");
    temporary_file const two("8C:EC:4B\tTwo\tThe Second\n");
    auto const seen = run({"mac", "tag", "--registry", one.path(), "--registry", two.path()},
                          {.input = "8c:ec:4b:88:b9:c9\n00:1a:2b:3c:4d:5e\n"});
    BOOST_TEST(seen.out == "8c:ec:4b:88:b9:c9\tThe Second\tMA-L\n00:1a:2b:3c:4d:5e\tOne\tMA-L\n");
}

BOOST_AUTO_TEST_CASE(what_find_prints_is_a_list)
{
    temporary_file const list(run({"mac", "find", "soredi"}).out);
    auto const again = run({"mac", "find", "soredi", "--registry", list.path()});
    BOOST_TEST(again.status == 0);
    BOOST_TEST(again.out == run({"mac", "find", "soredi"}).out);
}

BOOST_AUTO_TEST_CASE(the_user_s_own_lists_are_read_and_named)
{
    temporary_folder const home;
    auto const folder = home.path() + "/netbasics/registry.d";
    std::filesystem::create_directories(folder);
    std::ofstream(folder + "/10-mine.txt") << "8CEC4B\tMine\n";
    std::ofstream(folder + "/20-theirs.txt") << "8CEC4B\tTheirs\n8CEC4C\tTheirs\n";
    std::ofstream(folder + "/30-old.txt~") << "8CEC4B\tOld\n";
    netbasics::test::setting const how{.environment = {"XDG_CONFIG_HOME=" + home.path()}};
    BOOST_TEST(holds(run({"mac", "8C-EC-4B-88-B9-C9"}, how).out, "Theirs"));
    auto const version = run({"--version"}, how).out;
    BOOST_TEST(holds(version, folder + "/10-mine.txt"));
    BOOST_TEST(holds(version, ", 2 entries"));
    BOOST_TEST(!holds(version, "30-old"));
    std::ofstream(folder + "/40-broken") << "no list\n";
    auto const broken = run({"mac", "8C-EC-4B-88-B9-C9"}, how);
    BOOST_TEST(broken.status == 2);
    BOOST_TEST(holds(broken.err, "40-broken': line 1 is of no list of vendors"));
}

BOOST_AUTO_TEST_CASE(local_random_addresses_are_in_no_registry)
{
    auto const seen = run({"mac", "random", "--json", "-n", "20000"});
    BOOST_TEST(!holds(seen.out, "\"registry\":\"MA-L\""));
    BOOST_TEST(!holds(seen.out, "\"randomised\":false"));
}

BOOST_AUTO_TEST_CASE(find_ignores_punctuation)
{
    auto const seen = run({"mac", "find", "tplink"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(holds(seen.out, "\tTP-LINK"));
    BOOST_TEST(run({"mac", "find", "TP-Link"}).out == seen.out);
}

BOOST_AUTO_TEST_CASE(a_registry_that_cannot_be_read_is_an_error)
{
    temporary_file const broken(
        "Registry,Assignment,Organization Name,Organization Address\nMA-L,8CEC4,x,y\n");
    auto const seen = run({"mac", "--registry", broken.path(), "8C-EC-4B-88-B9-C9"});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(holds(seen.err, "line 2 holds no prefix of its registry's length, or no owner"));
    BOOST_TEST(run({"mac", "--registry", "/nonexistent", "8C-EC-4B-88-B9-C9"}).status == 2);
}

/// Runs netbasics with `arguments` in a network of its own that holds three neighbours.
netbasics::test::outcome run_beside_neighbours(std::string const& arguments)
{
    std::string const setup =
        "set -e; ip link set lo up; ip link add v0 type veth peer name v1; ip link set v0 up; "
        "ip address add 10.9.0.1/24 dev v0; ip address add fd00::1/64 dev v0 nodad; "
        "ip neighbour add 10.9.0.2 lladdr 8c:ec:4b:88:b9:c9 nud reachable dev v0; "
        "ip neighbour add fd00::2 lladdr 8c:ec:4b:88:b9:c9 nud stale router dev v0; "
        "ip neighbour add 10.9.0.3 lladdr 02:42:ac:11:00:02 nud permanent dev v0; ";
    auto const command = setup + "exec " NETBASICS_PROGRAM " mac neighbors " + arguments;
    return netbasics::test::run_in_own_network(command);
}

BOOST_AUTO_TEST_CASE(neighbours_are_told_with_their_makers,
                     *test::needs_program("/usr/bin/ip") * test::needs_own_network() * test::needs_ipv6())
{
    auto const seen = run_beside_neighbours("");
    BOOST_TEST(seen.err == "");
    BOOST_TEST(seen.status == 0);
    auto const lines = lines_of(seen.out);
    BOOST_TEST_REQUIRE(lines.size() == 3u);
    for (auto const* part : {"10.9.0.2  8C-EC-4B-88-B9-C9  Dell Inc.", "Docker bridge convention, 172.17.0.2",
                             "fd00::2 ", "v0  permanent", "v0  stale"})
        BOOST_TEST(holds(seen.out, part));
}

BOOST_AUTO_TEST_CASE(neighbours_are_found_by_either_address,
                     *test::needs_program("/usr/bin/ip") * test::needs_own_network() * test::needs_ipv6())
{
    auto const by_ip = run_beside_neighbours("--json 10.9.0.2");
    BOOST_TEST(by_ip.status == 0);
    BOOST_TEST(by_ip.out ==
               R"({"address":"10.9.0.2","mac":"8C-EC-4B-88-B9-C9","registry":"MA-L","vendor":"Dell Inc.",)"
               R"("special":null,"randomised":false,"interface":"v0","state":"reachable","router":false})"
               "\n");
    auto const by_mac = run_beside_neighbours("8cec.4b88.b9c9");
    BOOST_TEST(lines_of(by_mac.out).size() == 2u);
    auto const nobody = run_beside_neighbours("10.9.0.77");
    BOOST_TEST(nobody.status == 1);
    BOOST_TEST(holds(nobody.err, "'10.9.0.77': no entry in this machine's neighbour table"), nobody.err);
    BOOST_TEST(run_beside_neighbours("fd00::2%v0").status == 0);
    BOOST_TEST(run_beside_neighbours("fd00::2%v1").status == 1);
    auto const wrong = run_beside_neighbours("10.9.0.777");
    BOOST_TEST(wrong.status == 2);
    BOOST_TEST(wrong.err == "netbasics: mac neighbors: '10.9.0.777': octet 4 is 777; the largest is 255\n");
}

BOOST_AUTO_TEST_CASE(a_mistyped_verb_gets_the_nearest)
{
    auto const seen = run({"mac", "fnid", "dell"});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(holds(seen.err, "netbasics mac find"));
}

BOOST_AUTO_TEST_SUITE_END()
