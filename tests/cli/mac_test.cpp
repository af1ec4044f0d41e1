#include "support/program.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

namespace json = boost::json;
using netbasics::test::run;

namespace {

bool holds(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

json::object describe(std::string const& address)
{
    return json::parse(run({"mac", "--json", address}).out).as_object();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_mac)

BOOST_AUTO_TEST_CASE(an_address_is_taken_apart)
{
    auto const seen = run({"mac", "8C-EC-4B-88-B9-C9"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(seen.out == "Address         8C-EC-4B-88-B9-C9\n"
                           "OUI             8C-EC-4B\n"
                           "Owner           Dell Inc.\n"
                           "Serial part     88-B9-C9\n"
                           "Registry block  MA-L, 8CEC4B/24: 24 bits are the owner's to give\n"
                           "First octet     8C = 10001100\n"
                           "                I/G bit (the last) 0: individual, one interface\n"
                           "                U/L bit (the last but one) 0: universal, given out by the IEEE\n"
                           "EUI-64          8C-EC-4B-FF-FE-88-B9-C9\n"
                           "Interface ID    8eec:4bff:fe88:b9c9\n"
                           "Link-local      fe80::8eec:4bff:fe88:b9c9\n");
}

BOOST_AUTO_TEST_CASE(json_has_the_agreed_keys_in_order)
{
    std::string keys;
    for (auto const& pair : describe("8C-EC-4B-88-B9-C9")) keys.append(pair.key()).append(" ");
    BOOST_TEST(keys ==
               "address oui serial registry block vendor vendors cast administration slap special eui64 "
               "interface_id link_local ipv4_group ipv6_group randomised ");
    BOOST_TEST(
        run({"mac", "--json", "02:00:00:00:00:01"}).out ==
        R"({"address":"02-00-00-00-00-01","oui":"02-00-00","serial":"00-00-01","registry":null,"block":null,)"
        R"("vendor":null,"vendors":[],"cast":"individual","administration":"local","slap":"AAI",)"
        R"("special":null,"eui64":"02-00-00-FF-FE-00-00-01","interface_id":"0000:00ff:fe00:0001",)"
        R"("link_local":"fe80::ff:fe00:1","ipv4_group":null,"ipv6_group":null,"randomised":true})"
        "\n");
}

BOOST_AUTO_TEST_CASE(only_a_local_address_that_nobody_knows_looks_randomised)
{
    auto const randomised = [](char const* a) { return describe(a).at("randomised").as_bool(); };
    BOOST_TEST(randomised("F2:00:00:00:00:01"));
    BOOST_TEST(!randomised("8C:EC:4B:88:B9:C9"));  // universal
    BOOST_TEST(!randomised("AA:00:04:00:11:22"));  // registered, although the bit says local
    BOOST_TEST(!randomised("02:42:AC:11:00:02"));  // Docker
    BOOST_TEST(!randomised("DA:A1:19:00:00:01"));  // a company identifier
    BOOST_TEST(!randomised("33:33:00:00:00:01"));  // a group
}

BOOST_AUTO_TEST_CASE(groups_are_told)
{
    BOOST_TEST(describe("01:00:5E:00:00:FB").at("ipv4_group").as_string() == "224.0.0.251");
    BOOST_TEST(describe("33:33:FF:12:34:56").at("ipv6_group").as_string() == "ff02::1:ff12:3456");
    BOOST_TEST(describe("FF:FF:FF:FF:FF:FF").at("cast").as_string() == "broadcast");
    auto const shown = run({"mac", "01:1B:19:00:00:00"}).out;
    BOOST_TEST(holds(shown, "IEEE I&M Society TC9"));
    BOOST_TEST(holds(shown, "a group address under this owner's OUI"));
}

BOOST_AUTO_TEST_CASE(all_owners_are_told)
{
    auto const seen = describe("08:00:30:00:00:01");
    BOOST_TEST(seen.at("vendor").as_string() == "CERN");
    BOOST_TEST(seen.at("vendors").as_array().size() == 3u);
}

BOOST_AUTO_TEST_CASE(an_unassigned_part_of_a_block_is_said)
{
    auto const shown = run({"mac", "1C:87:74:F0:00:01"}).out;
    BOOST_TEST(holds(shown, "nobody: an unassigned part of a block that is cut into smaller ones"));
    BOOST_TEST(holds(shown, "1C8774/24, cut into smaller blocks"));
}

BOOST_AUTO_TEST_CASE(a_prefix_is_looked_up_as_a_block)
{
    auto const block = describe("70-B3-D5-00-1");
    BOOST_TEST(block.at("registry").as_string() == "MA-S");
    BOOST_TEST(block.at("serial").is_null());
    BOOST_TEST(block.at("eui64").is_null());
    auto const cut = run({"mac", "1C8774"}).out;
    BOOST_TEST(holds(cut, "several: this block is cut into smaller ones"));
    BOOST_TEST(holds(cut, "15 smaller blocks"));
    // 16 MA-S blocks share these 28 bits: they are no single owner's.
    BOOST_TEST(describe("8C1F640").at("vendor").as_string() == "IEEE Registration Authority");
    BOOST_TEST(describe("01:00:5E:00:00:00/20").at("registry").is_null());
}

BOOST_AUTO_TEST_CASE(an_eui64_is_described)
{
    auto const seen = describe("8c:ec:4b:ff:fe:88:b9:c9");
    BOOST_TEST(seen.at("address").as_string() == "8C-EC-4B-FF-FE-88-B9-C9");
    BOOST_TEST(seen.at("serial").as_string() == "FF-FE-88-B9-C9");
    BOOST_TEST(seen.at("vendor").as_string() == "Dell Inc.");
    BOOST_TEST(seen.at("link_local").as_string() == "fe80::8eec:4bff:fe88:b9c9");
    BOOST_TEST(holds(run({"mac", "8cec4bfffe88b9c9"}).out, "8C-EC-4B-88-B9-C9, as FF-FE in the middle says"));
}

BOOST_AUTO_TEST_CASE(the_notation_is_chosen)
{
    auto const address = [](std::string const& format) {
        return std::string(json::parse(run({"mac", "--json", "--format", format, "8cec.4b88.b9c9"}).out)
                               .at("address")
                               .as_string());
    };
    BOOST_TEST(address("hyphen") == "8C-EC-4B-88-B9-C9");
    BOOST_TEST(address("colon") == "8C:EC:4B:88:B9:C9");
    BOOST_TEST(address("dot") == "8CEC.4B88.B9C9");
    BOOST_TEST(address("bare") == "8CEC4B88B9C9");
    BOOST_TEST(address("int") == "154946507422153");
    auto const wrong = run({"mac", "--format=dash", "8cec.4b88.b9c9"});
    BOOST_TEST(wrong.status == 2);
    BOOST_TEST(holds(wrong.err, "--format is hyphen, colon, dot, bare or int, not 'dash'"));
}

BOOST_AUTO_TEST_CASE(explain_shows_the_working)
{
    auto const shown = run({"mac", "--explain", "8C-EC-4B-88-B9-C9"}).out;
    BOOST_TEST(holds(shown, "I/G, is 0"));
    BOOST_TEST(
        holds(shown, "MA-S, IAB 8CEC4B88B/36: no; MA-M 8CEC4B8/28: no; MA-L, CID 8CEC4B/24: Dell Inc."));
    BOOST_TEST(holds(shown, "RFC 4291"));
    // A guess is called one.
    BOOST_TEST(holds(run({"mac", "--explain", "DA:0D:17:00:00:01"}).out, "derived: no more than a guess"));
    BOOST_TEST(!holds(run({"mac", "DA:0D:17:00:00:01"}).out, "TP-LINK"));
}

BOOST_AUTO_TEST_CASE(one_bad_address_does_not_keep_the_others_back)
{
    auto const seen = run({"mac", "--json", "00:1A:2B:3C:4D:5G", "8C-EC-4B-88-B9-C9"});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.err == "netbasics: mac: '00:1A:2B:3C:4D:5G': unexpected character 'G'\n");
    BOOST_TEST(holds(seen.out, "Dell Inc."));
}

BOOST_AUTO_TEST_CASE(quiet_prints_nothing)
{
    auto const seen = run({"mac", "-q", "8C-EC-4B-88-B9-C9"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(seen.out == "");
}

BOOST_AUTO_TEST_CASE(no_address_is_wrong_usage) { BOOST_TEST(run({"mac"}).status == 2); }

BOOST_AUTO_TEST_CASE(the_version_tells_the_registries_dates)
{
    auto const seen = run({"mac", "--version"});
    for (auto const* line : {"IEEE MA-L", "IEEE MA-M", "IEEE MA-S", "IEEE IAB", "IEEE CID", "40010 entries"})
        BOOST_TEST(holds(seen.out, line));
}

BOOST_AUTO_TEST_CASE(a_random_address_may_be_of_any_quadrant)
{
    for (auto const* address :
         {"02:1A:2B:3C:4D:5E", "06:1A:2B:3C:4D:5E", "0A:00:00:00:00:01", "FE:1A:2B:3C:4D:5E"})
        BOOST_TEST(run({"mac", "--json", address}).out.find("\"randomised\":true") != std::string::npos,
                   address);
    for (auto const* address :
         {"DA:A1:19:00:00:01", "AA:00:04:00:11:22", "02:42:AC:11:00:02", "03:1A:2B:3C:4D:5E"})
        BOOST_TEST(run({"mac", "--json", address}).out.find("\"randomised\":false") != std::string::npos,
                   address);
}

BOOST_AUTO_TEST_CASE(letters_may_be_lower_case)
{
    BOOST_TEST(run({"mac", "--json", "--format=dot", "--lower", "8C-EC-4B-88-B9-C9"})
                   .out.find("\"address\":\"8cec.4b88.b9c9\"") != std::string::npos);
    BOOST_TEST(run({"mac", "random", "--oui=8CEC4B", "--lower"}).out.starts_with("8c-ec-4b-"));
    BOOST_TEST(run({"mac", "find", "soredi", "--lower"}).out.find("70-b3-d5-00-1\t") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(octets_may_be_words_of_their_own)
{
    BOOST_TEST(run({"mac", "8C", "EC", "4B", "88", "B9", "C9"}).out == run({"mac", "8C-EC-4B-88-B9-C9"}).out);
    BOOST_TEST(run({"mac", "01:8c:ec:4b:88:b9:c9"}).out == run({"mac", "8C-EC-4B-88-B9-C9"}).out);
}

BOOST_AUTO_TEST_CASE(refusals_name_the_character_and_the_kind)
{
    auto const reason = [](char const* text) {
        auto const seen = run({"mac", text}).err;
        return seen.substr(seen.find("': ") + 3);
    };
    BOOST_TEST(reason("00:1A:2B:3C:4D:5G") == "unexpected character 'G'\n");
    BOOST_TEST(reason("192.168.1.1") == "an IPv4 address, not a MAC address\n");
    BOOST_TEST(reason("fe80::1") == "an IPv6 address, not a MAC address\n");
}

BOOST_AUTO_TEST_CASE(the_working_shows_the_bits_of_a_group)
{
    auto const working = [](char const* text) { return run({"mac", "--explain", text}).out; };
    auto const has = [](std::string const& text, char const* part) { return text.find(part) != text.npos; };
    BOOST_TEST(has(working("FF:FF:FF:FF:FF:FF"), "All 48 bits are 1: the broadcast address"));
    auto const mdns = working("01:00:5E:00:00:FB");
    BOOST_TEST(has(mdns, "mDNS"));
    BOOST_TEST(has(mdns, "1110xxxxx 0000000 00000000 11111011"), mdns);
    BOOST_TEST(has(mdns, "the lowest is 224.0.0.251"), mdns);
    BOOST_TEST(has(working("01:00:5E:7F:FF:FA"), "SSDP"));
    BOOST_TEST(has(working("33:33:00:00:00:0C"), "SSDP"));
    BOOST_TEST(has(working("33:33:00:00:00:FB"), "00-00-00-FB = ff0x::fb"));
    BOOST_TEST(!has(working("8C:EC:4B:88:B9:C9"), "Inc.."));
}

BOOST_AUTO_TEST_SUITE_END()
