#include "support/program.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
namespace json = boost::json;
using netbasics::test::run;

BOOST_AUTO_TEST_SUITE(cli_subnet)

BOOST_AUTO_TEST_CASE(the_lesson_s_two_hosts_are_in_different_subnets)
{
    auto const seen = run({"subnet", "192.168.15.46", "192.168.16.30", "/24"});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(seen.out == "  address  192.168.15.46  11000000.10101000.00001111.00101110\n"
                           "  netmask  255.255.255.0  11111111.11111111.11111111.00000000\n"
                           "  AND      192.168.15.0   11000000.10101000.00001111.00000000\n"
                           "\n"
                           "  address  192.168.16.30  11000000.10101000.00010000.00011110\n"
                           "  netmask  255.255.255.0  11111111.11111111.11111111.00000000\n"
                           "  AND      192.168.16.0   11000000.10101000.00010000.00000000\n"
                           "\n"
                           "different: 192.168.15.46 and 192.168.16.30 are in different subnets\n");
}

BOOST_AUTO_TEST_CASE(one_subnet_is_exit_status_0)
{
    auto const seen = run({"subnet", "192.168.15.46", "192.168.15.200", "/24"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(
        seen.out.ends_with("same: 192.168.15.46 and 192.168.15.200 are in one subnet, 192.168.15.0/24\n"));
}

BOOST_AUTO_TEST_CASE(hosts_with_different_masks_may_disagree)
{
    auto const seen = run({"subnet", "10.0.0.5/24", "10.0.0.200/25"});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(seen.out.find("10.0.0.5 takes 10.0.0.200 for local") != std::string::npos);
    BOOST_TEST(seen.out.find("10.0.0.200 sends to its gateway for 10.0.0.5") != std::string::npos);
    BOOST_TEST(run({"subnet", "10.0.0.5/24", "10.0.0.6/25"}).status == 0);
}

BOOST_AUTO_TEST_CASE(without_a_mask_the_shared_prefix_is_told)
{
    auto const seen = run({"subnet", "10.0.0.1", "10.0.3.1"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(seen.out.ends_with("10.0.0.0/22 is the longest prefix that 10.0.0.1 and 10.0.3.1 share\n"));
}

BOOST_AUTO_TEST_CASE(describe_has_the_agreed_keys_in_order)
{
    auto const seen = run({"subnet", "--json", "192.168.15.46/24"});
    std::string keys;
    auto const value = json::parse(seen.out);
    for (auto const& pair : value.as_object()) keys.append(pair.key()).append(" ");
    BOOST_TEST(keys ==
               "address prefix_length netmask wildcard network broadcast first last first_host last_host "
               "address_count host_count expanded integer hex binary class special_purpose multicast_scope "
               "reverse_name reverse_zones embedded_ipv4 embedded_mac solicited_node multicast_mac ");
}

BOOST_AUTO_TEST_CASE(compare_in_json)
{
    auto const seen = run({"subnet", "--json", "10.0.0.5/24", "10.0.0.200/25"});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(
        seen.out ==
        R"({"same":false,"hosts":[{"address":"10.0.0.5","prefix_length":24,"netmask":"255.255.255.0",)"
        R"("network":"10.0.0.0","view":[{"address":"10.0.0.200","local":true}]},{"address":"10.0.0.200",)"
        R"("prefix_length":25,"netmask":"255.255.255.128","network":"10.0.0.128",)"
        R"("view":[{"address":"10.0.0.5","local":false}]}],"common_prefix":"10.0.0.0/24"})"
        "\n");
}

struct refusal {
    std::vector<std::string> arguments;
    char const* reason;
};

std::ostream& operator<<(std::ostream& out, refusal const& row) { return out << row.reason; }

refusal const refusals[] = {
    {{"010.0.0.1"}, "'010.0.0.1': octet 1 has a leading zero, which other programs read as octal"},
    {{"10.1"}, "'10.1': an IPv4 address has 4 octets, not 2"},
    {{"1.2.3.4/"}, "'1.2.3.4/': the prefix length behind '/' is missing"},
    {{"1.2.3.4", "/33"}, "'/33': the prefix length is 33; the largest is 32"},
    {{"1.2.3.4", "255.0.255.0"},
     "'255.0.255.0': a netmask is ones, then zeros; here bit 17 is set behind a clear one"},
    {{"1.2.3.4/0.0.0.255"}, "'1.2.3.4/0.0.0.255': a wildcard mask, not a netmask; its netmask is /24"},
    {{"1.2.3.4", "--wildcard", "0.0.255.0"},
     "'0.0.255.0': a wildcard mask is zeros, then ones; here bit 25 is clear behind a set one"},
    {{"12345::"}, "'12345::': group 1 has more than 4 hexadecimal digits"},
    {{"fe80::1%"}, "'fe80::1%': the zone behind '%' is missing"},
    {{"192.168.15.300"}, "'192.168.15.300': octet 4 is 300; the largest is 255"},
    {{"1:2:3:4:5:6:7"}, "'1:2:3:4:5:6:7': an IPv6 address has 8 groups of 16 bits, not 7"},
    {{"1::2::3"}, "'1::2::3': '::' may stand once only"},
    {{"10.0.0.1", "2001:db8::1", "64"}, "'2001:db8::1': IPv4 and IPv6 have no common subnet"},
    {{"10.0.0.1/24", "10.0.0.9"},
     "'10.0.0.9': this host has no mask; write one behind it, or one for all at the end"},
    {{"\x1B[2J"}, "'␛[2J': neither an IPv4 nor an IPv6 address"},
    {{""}, "'': nothing is given"},
};

BOOST_DATA_TEST_CASE(what_is_refused_is_told_in_one_line, data::make(refusals))
{
    auto words = sample.arguments;
    words.insert(words.begin(), "subnet");
    auto const seen = run(words);
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(seen.err == std::string("netbasics: subnet: ") + sample.reason + "\n");
}

BOOST_AUTO_TEST_CASE(a_terminal_shows_the_place_with_a_caret)
{
    using netbasics::test::running_program;
    running_program program({"subnet", "192.168.15.300"}, running_program::at::terminal,
                            {.environment = {"TERM=dumb"}});
    BOOST_TEST(program.wait() == 2);
    BOOST_TEST(program.output() ==
               "netbasics: subnet: '192.168.15.300': octet 4 is 300; the largest is 255\r\n"
               "                               ^^^\r\n");
}

BOOST_AUTO_TEST_CASE(colour_is_for_terminals_and_can_be_refused)
{
    using netbasics::test::running_program;
    auto const output_at_terminal = [](std::vector<std::string> const& environment) {
        running_program program({"subnet", "10.0.0.1", "10.0.0.2", "/31"}, running_program::at::terminal,
                                {.environment = environment});
        program.wait();
        return program.output();
    };
    BOOST_TEST(output_at_terminal({"TERM=xterm"}).find('\x1B') != std::string::npos);
    BOOST_TEST(output_at_terminal({"TERM=xterm", "NO_COLOR=1"}).find('\x1B') == std::string::npos);
    BOOST_TEST(output_at_terminal({"TERM=dumb"}).find('\x1B') == std::string::npos);
    BOOST_TEST(run({"subnet", "10.0.0.1", "10.0.0.2", "/31"}).out.find('\x1B') == std::string::npos);
    BOOST_TEST(run({"subnet", "10.0.0.1", "10.0.0.2", "/31", "--color=always"}).out.find('\x1B') !=
               std::string::npos);
    BOOST_TEST(run({"subnet", "10.0.0.1", "10.0.0.2", "/31"}, {.environment = {"CLICOLOR_FORCE=1"}})
                   .out.find('\x1B') != std::string::npos);
}

BOOST_AUTO_TEST_CASE(quiet_says_nothing)
{
    auto const seen = run({"subnet", "-q", "10.0.0.1", "10.0.0.2", "/31"});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(seen.err == "");
}

BOOST_AUTO_TEST_SUITE_END()
