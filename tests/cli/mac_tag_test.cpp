#include "support/program.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace json = boost::json;
using netbasics::test::run;

namespace {

std::string sample(std::string const& name) { return NETBASICS_TEST_DATA "/neighbours/" + name; }

/// What stands behind the lines of a tagged file; the lines themselves must be untouched.
std::vector<std::string> notes_of(std::string const& name)
{
    auto const seen = run({"mac", "tag", sample(name)});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(seen.err == "");
    std::istringstream out(seen.out);
    std::ifstream in(sample(name));
    std::vector<std::string> notes;
    std::string after;
    for (std::string before; std::getline(in, before);) {
        BOOST_TEST_REQUIRE(static_cast<bool>(std::getline(out, after)));
        BOOST_TEST(after.starts_with(before));
        if (after != before) notes.push_back(after.substr(before.size() + 1));
    }
    BOOST_TEST(!std::getline(out, after));
    return notes;
}

using notes = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_mac_tag)

BOOST_AUTO_TEST_CASE(ip_neigh)
{
    BOOST_TEST(notes_of("ip_neigh.txt") ==
                   (notes{"Dell Inc.\tMA-L", "-\tQEMU/KVM guest", "Dell Inc.\tMA-L", "Google, Inc.\tCID"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(arp_an)
{
    BOOST_TEST(notes_of("arp_an.txt") == (notes{"Dell Inc.\tMA-L", "Xensource, Inc.\tXen guest",
                                                "ICANN, IANA Department\tIPv4 multicast, mDNS"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(isc_leases)
{
    BOOST_TEST(notes_of("dhcpd.leases") == (notes{"MSR-Solutions GmbH\tIAB"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(cisco_mac_address_table)
{
    BOOST_TEST(notes_of("cisco.txt") ==
                   (notes{"Cisco Systems, Inc\tCisco CDP/VTP/DTP/PAgP/UDLD", "Dell Inc.\tMA-L",
                          "SOREDI touch systems GmbH\tMA-S", "-\tunassigned-in-RA-block"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(notes_may_stand_inside_the_line)
{
    auto const seen = run({"mac", "tag", "--inline"}, {.input = "a 8cec.4b88.b9c9, b\n"});
    BOOST_TEST(seen.out == "a 8cec.4b88.b9c9 (Dell Inc., MA-L), b\n");
}

BOOST_AUTO_TEST_CASE(addresses_are_rewritten_on_demand)
{
    auto const seen = run({"mac", "tag", "--format=hyphen"}, {.input = "a 8cec.4b88.b9c9, 0:16:3e:1:2:3\n"});
    BOOST_TEST(seen.out ==
               "a 8C-EC-4B-88-B9-C9, 00-16-3E-01-02-03\tDell Inc.\tMA-L\tXensource, Inc.\tXen guest\n");
}

BOOST_AUTO_TEST_CASE(bare_digits_count_where_a_registry_knows_them)
{
    auto const seen = run({"mac", "tag"}, {.input = "8cec4b88b9c9\n1da177e4c3f4\n"});
    BOOST_TEST(seen.out == "8cec4b88b9c9\tDell Inc.\tMA-L\n1da177e4c3f4\n");
}

BOOST_AUTO_TEST_CASE(what_could_be_something_else_counts_where_a_registry_knows_it)
{
    auto const seen =
        run({"mac", "tag"}, {.input = "0:16:36:1:2:3\n1:2:3:4:5:6\n0016-3601-0203\n1234-5678-9012\n"});
    BOOST_TEST(seen.out == "0:16:36:1:2:3\tQuanta Computer Inc.\tMA-L\n1:2:3:4:5:6\n"
                           "0016-3601-0203\tQuanta Computer Inc.\tMA-L\n1234-5678-9012\n");
}

BOOST_AUTO_TEST_CASE(identifiers_of_dhcp_and_snmp_are_read)
{
    for (std::string const line :
         {"01:8c:ec:4b:88:b9:c9", "018c.ec4b.88b9.c9", "00:03:00:01:8c:ec:4b:88:b9:c9",
          "000100011c39cf888cec4b88b9c9", "Hex-STRING: 8C EC 4B 88 B9 C9 "})
        BOOST_TEST(run({"mac", "tag"}, {.input = line + "\r\n"}).out == line + "\tDell Inc.\tMA-L\r\n");
    BOOST_TEST(run({"mac", "tag", "--format=colon", "--lower"}, {.input = "01-8C-EC-4B-88-B9-C9\n"}).out ==
               "01-8c:ec:4b:88:b9:c9\tDell Inc.\tMA-L\n");
    BOOST_TEST(run({"mac", "tag", "--lower"}, {.input = ""}).status == 2);
}

BOOST_AUTO_TEST_CASE(json_has_the_line_and_the_keys_of_an_address)
{
    auto const seen = run({"mac", "tag", "--json"}, {.input = "x\ny 8c:ec:4b:88:b9:c9\n"});
    auto const o = json::parse(seen.out).as_object();
    BOOST_TEST(o.begin()->key() == "line");
    BOOST_TEST(o.at("line").as_int64() == 2);
    BOOST_TEST(o.at("address").as_string() == "8C-EC-4B-88-B9-C9");
    BOOST_TEST(o.at("vendor").as_string() == "Dell Inc.");
    BOOST_TEST(o.size() == 18u);
}

BOOST_AUTO_TEST_CASE(bytes_pass_untouched)
{
    std::string const text("\x1b[1m\0 \xFF\xFE 8c:ec:4b:88:b9:c9\r\nno end", 34);
    auto const seen = run({"mac", "tag"}, {.input = text});
    auto expected = text;
    expected.insert(text.find('\r'), "\tDell Inc.\tMA-L");  // the line end stays whole
    BOOST_TEST(seen.out == expected);
}

BOOST_AUTO_TEST_CASE(records_may_end_with_nul)
{
    auto const seen = run({"mac", "tag", "-0"}, {.input = std::string_view("a\n8c:ec:4b:88:b9:c9\0b\0", 22)});
    BOOST_TEST(seen.out == std::string("a\n8c:ec:4b:88:b9:c9\tDell Inc.\tMA-L") + '\0' + "b" + '\0');
}

BOOST_AUTO_TEST_CASE(long_lines_and_many_blocks_keep_their_order)
{
    std::string text(700'000, 'x');
    text.append(" 8c:ec:4b:88:b9:c9\n");
    for (int i = 0; i < 60'000; ++i) text.append(std::to_string(i)).append(" 00:16:3e:01:02:03\n");
    auto const seen = run({"mac", "tag"}, {.input = text});
    std::istringstream in(text);
    std::istringstream out(seen.out);
    bool same = true;
    std::string before;
    std::string after;
    for (bool first = true; std::getline(in, before); first = false)
        same = same && std::getline(out, after) &&
               after == before + (first ? "\tDell Inc.\tMA-L" : "\tXensource, Inc.\tXen guest");
    BOOST_TEST(same);
    auto const numbered = run({"mac", "tag", "--json"}, {.input = text}).out;
    auto const last = numbered.rfind("{\"line\":");
    BOOST_TEST(numbered.substr(last, 15) == "{\"line\":60001,\"");
}

BOOST_AUTO_TEST_CASE(the_exit_status_tells_whether_there_was_an_address)
{
    BOOST_TEST(run({"mac", "tag"}, {.input = "nothing here\n"}).status == 1);
    auto const quiet = run({"mac", "tag", "-q"}, {.input = "8c:ec:4b:88:b9:c9\n"});
    BOOST_TEST(quiet.status == 0);
    BOOST_TEST(quiet.out == "");
}

BOOST_AUTO_TEST_CASE(a_missing_file_does_not_keep_the_others_back)
{
    auto const seen = run({"mac", "tag", "/nonexistent/file", sample("arp_an.txt")});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.err == "netbasics: mac tag: '/nonexistent/file': No such file or directory\n");
    BOOST_TEST(seen.out.find("Dell Inc.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(lines_are_written_as_they_come_on_demand)
{
    using netbasics::test::running_program;
    running_program program({"mac", "tag", "--line-buffered"}, running_program::at::pipes);
    program.type("8c:ec:4b:88:b9:c9\n");
    BOOST_TEST(program.wait_for_output("Dell Inc."));
    program.end_input();
    BOOST_TEST(program.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_terminal_gets_no_controls_from_the_text)
{
    using netbasics::test::running_program;
    running_program program({"mac", "tag", "--line-buffered"}, running_program::at::terminal,
                            {.environment = {"TERM=dumb"}});
    program.type("\x1b[2Jx 8c:ec:4b:88:b9:c9\n");
    BOOST_TEST(program.wait_for_output("Dell Inc."));
    auto const shown = program.output();
    BOOST_TEST(shown.substr(shown.find('\n')).find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
