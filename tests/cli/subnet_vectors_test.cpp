// The vectors' rows for one address or prefix, through the program itself.

#include "support/program.hpp"
#include "support/vectors.hpp"

#include "netbasics/ip/prefix.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
namespace json = boost::json;
using namespace netbasics;
using test::run;
using test::subnet_vectors;
using test::vector_row;

namespace {

/// The object that `netbasics subnet --json` prints; an empty one when it refuses, as a refusal has to be
/// made.
json::object describe(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), {"subnet", "--json"});
    auto const seen = run(arguments);
    if (seen.status == 2) {
        BOOST_TEST(seen.out == "");
        BOOST_TEST(seen.err.starts_with("netbasics: subnet: "));
        return {};
    }
    BOOST_TEST_REQUIRE(seen.err == "");
    return json::parse(seen.out).as_object();
}

std::string text(json::object const& o, std::string_view key)
{
    auto const& value = o.at(key);
    if (value.is_null()) return "none";
    return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

void check(vector_row const& row, std::vector<std::string> const& arguments, std::string_view key)
{
    auto const seen = describe(arguments);
    BOOST_TEST(seen.empty() == row.refused());
    if (!seen.empty() && !row.refused()) BOOST_TEST(text(seen, key) == row.expected);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_subnet_vectors)

BOOST_DATA_TEST_CASE(addresses, data::make(subnet_vectors({"parse4", "parse6", "canon6"})))
{
    // An argument holds no NUL, behind a slash it is a prefix, and the program reads either family:
    // the rows that this concerns are left to the parsers themselves.
    bool const v4_in_v6 = sample.op == "parse6" && ip::address_v4::from_string(sample.a).has_value();
    bool const argument = sample.a.find('\0') == sample.a.npos && sample.a.find('/') == sample.a.npos;
    if (argument && !v4_in_v6) check(sample, {"--", sample.a}, "address");
    if (sample.op == "parse4") {
        auto const read = ip::address_v4::from_string(sample.a);
        BOOST_TEST((read ? to_string(*read) : "ERR") == sample.expected);
    } else if (sample.a.find('%') == sample.a.npos) {
        auto const read = ip::address_v6::from_string(sample.a);
        BOOST_TEST((read ? to_string(*read) : "ERR") == sample.expected);
    }
}

BOOST_DATA_TEST_CASE(numeric_forms_are_read_when_asked_for, data::make(subnet_vectors({"parse4-aton"})))
{
    check(sample, {"--aton", "--", sample.a}, "address");
}

BOOST_DATA_TEST_CASE(masks, data::make(subnet_vectors({"mask4", "mask4-hex", "prefix4"})))
{
    check(sample, {"10.0.0.0/" + sample.a}, "prefix_length");
}

BOOST_DATA_TEST_CASE(masks_v6, data::make(subnet_vectors({"mask6", "prefix6"})))
{
    check(sample, {"2001:db8::/" + sample.a}, "prefix_length");
}

BOOST_DATA_TEST_CASE(masks_as_the_last_argument, data::make(subnet_vectors({"mask4", "mask4-hex"})))
{
    // What is wrong with a mask can be told from a second host only where no host has such an address.
    bool const may_be_host = sample.refused() && (sample.a == "128.128.0.0" || sample.a == "1.0.0.0");
    if (!may_be_host) check(sample, {"10.0.0.1", sample.a}, "prefix_length");
}

BOOST_DATA_TEST_CASE(wildcard_masks, data::make(subnet_vectors({"wildcard4"})))
{
    check(sample, {"10.0.0.0", "--wildcard", sample.a}, "prefix_length");
}

BOOST_DATA_TEST_CASE(networks, data::make(subnet_vectors({"net"})))
{
    auto const seen = describe({"--", sample.a});
    BOOST_TEST(seen.empty() == sample.refused());
    if (!seen.empty())
        BOOST_TEST(text(seen, "network") + "/" + text(seen, "prefix_length") == sample.expected);
}

BOOST_DATA_TEST_CASE(access_lists, data::make(subnet_vectors({"acl"})))
{
    auto const seen = describe({sample.a, "--wildcard", sample.b});
    BOOST_TEST(seen.empty() == sample.refused());
    if (!seen.empty())
        BOOST_TEST(text(seen, "network") + "/" + text(seen, "prefix_length") == sample.expected);
}

BOOST_DATA_TEST_CASE(host_bits, data::make(subnet_vectors({"aligned"})))
{
    auto const seen = describe({sample.a});
    BOOST_TEST((text(seen, "address") == text(seen, "network") ? "ok" : "hostbits") == sample.expected);
}

BOOST_DATA_TEST_CASE(one_subnet, data::make(subnet_vectors({"same"})))
{
    auto const seen = run({"subnet", sample.a, sample.b, sample.c});
    BOOST_TEST(seen.status == (sample.refused() ? 2 : sample.expected == "yes" ? 0 : 1));
}

BOOST_DATA_TEST_CASE(spans, data::make(subnet_vectors({"span"})))
{
    auto words = test::words_of(sample.a);
    if (words.size() == 1) words.push_back(words.front());
    words.insert(words.begin(), {"subnet", "--json"});
    auto const seen = run(words);
    BOOST_TEST((seen.status == 2) == sample.refused());
    if (!sample.refused())
        BOOST_TEST(text(json::parse(seen.out).as_object(), "common_prefix") == sample.expected);
}

struct column {
    char const* op;
    char const* key;
};

constexpr column columns[] = {
    {"first", "first"},
    {"last", "last"},
    {"size", "address_count"},
    {"bcast", "broadcast"},
    {"hostmin", "first_host"},
    {"hostmax", "last_host"},
    {"hosts", "host_count"},
    {"expand6", "expanded"},
    {"to-int", "integer"},
    {"to-hex", "hex"},
    {"to-bin", "binary"},
    {"ptr", "reverse_name"},
    {"unptr", "address"},
    {"mcast6-scope", "multicast_scope"},
    {"solicited-node", "solicited_node"},
    {"embedded4-6to4", "embedded_ipv4"},
    {"unmap", "embedded_ipv4"},
    {"eui64-mac", "embedded_mac"},
    {"mcast-mac", "multicast_mac"},
};

std::ostream& operator<<(std::ostream& out, column const& c) { return out << c.op; }

BOOST_DATA_TEST_CASE(one_key, data::make(columns))
{
    for (auto const& row : subnet_vectors({sample.op})) check(row, {row.a}, sample.key);
}

BOOST_DATA_TEST_CASE(special_purpose, data::make(subnet_vectors({"special"})))
{
    auto const seen = describe({sample.a});
    auto const& value = seen.at("special_purpose");
    std::string found = "none";
    if (!value.is_null()) {
        auto const& row = value.as_object();
        auto const& reach = row.at("globally_reachable");
        found = text(row, "name") + " | " + (reach.is_null() ? "na" : reach.as_bool() ? "yes" : "no");
        BOOST_TEST(text(row, "rfc").starts_with("RFC "));
    }
    BOOST_TEST(found == sample.expected);
}

BOOST_DATA_TEST_CASE(multicast, data::make(subnet_vectors({"multicast"})))
{
    BOOST_TEST((text(describe({sample.a}), "multicast_scope") == "none" ? "no" : "yes") == sample.expected);
}

BOOST_DATA_TEST_CASE(reverse_zones, data::make(subnet_vectors({"revzones", "revzone-2317"})))
{
    std::string found;
    auto const seen = describe({sample.a});
    for (auto const& zone : seen.at("reverse_zones").as_array())
        found.append(found.empty() ? "" : " ").append(zone.as_string());
    BOOST_TEST(found == sample.expected);
}

BOOST_DATA_TEST_CASE(teredo, data::make(subnet_vectors({"embedded4-teredo"})))
{
    BOOST_TEST(run({"subnet", sample.a}).out.find(sample.expected) != std::string::npos);
}

BOOST_DATA_TEST_CASE(nat64, data::make(subnet_vectors({"nat64"})))
{
    check(sample, {sample.b, "--nat64", sample.a}, "address");
    if (!sample.refused())
        BOOST_TEST(text(describe({sample.expected, "--nat64", sample.a}), "address") == sample.b);
}

BOOST_DATA_TEST_CASE(eui64, data::make(subnet_vectors({"eui64"})))
{
    check(sample, {sample.a, "--eui64", sample.b}, "address");
}

BOOST_AUTO_TEST_SUITE_END()
