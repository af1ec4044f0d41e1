#include "support/port_rows.hpp"
#include "support/program.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

namespace json = boost::json;
using namespace netbasics::test;

namespace {

std::vector<json::object> found(std::vector<std::string> words)
{
    words.insert(words.begin(), {"portinfo", "--json", "find"});
    std::vector<json::object> rows;
    for (auto const& line : parts_of(run(words).out, '\n')) rows.push_back(json::parse(line).as_object());
    return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_portinfo_find)

BOOST_AUTO_TEST_CASE(a_name_comes_first_then_its_beginnings_then_descriptions)
{
    auto const rows = found({"http"});
    BOOST_REQUIRE(rows.size() > 20u);
    BOOST_TEST(rows[0].at("name").as_string() == "http");
    BOOST_TEST(rows[0].at("port").as_int64() == 80);
    BOOST_TEST(rows[3].at("name").as_string() == "http-mgmt");
    bool in_names = true;
    for (auto const& row : rows) {
        std::string names(row.at("name").is_null() ? "" : row.at("name").as_string().c_str());
        for (auto const& alias : row.at("aliases").as_array()) names.append(" ").append(alias.as_string());
        bool const here = names.find("http") != names.npos;
        BOOST_TEST((in_names || !here));  // once a description matched, no name does any more
        in_names = here;
    }
}

BOOST_AUTO_TEST_CASE(all_words_must_be_there_in_any_case_and_order)
{
    auto const rows = found({"SHELL", "secure"});
    BOOST_REQUIRE(!rows.empty());
    BOOST_TEST(rows[0].at("name").as_string() == "ssh");
    BOOST_TEST(found({"secure shell"}).size() == rows.size());
    BOOST_TEST(found({"secure", "shell", "zebra"}).empty());
}

BOOST_AUTO_TEST_CASE(an_alias_is_found) { BOOST_TEST(found({"www-http"}).at(0).at("port").as_int64() == 80); }

BOOST_AUTO_TEST_CASE(what_is_not_registered_says_so)
{
    auto const whois = found({"whois"});  // the whole name stands before names that begin with it
    BOOST_TEST(whois.at(0).at("status").as_string() == "customary");
    BOOST_TEST(whois.at(0).at("source").as_string() == "RFC 3912");
    BOOST_TEST(whois.at(0).at("port").as_int64() == 43);
    BOOST_TEST(whois.at(1).at("source").as_string() == "iana");
    auto const kafka = found({"kafka"});
    BOOST_REQUIRE(kafka.size() == 2u);
    BOOST_TEST(kafka[0].at("status").as_string() == "customary");
    BOOST_TEST(run({"portinfo", "find", "apache kafka"}).out ==
               "9092/tcp  kafka  Apache Kafka; customary, not registered (Kafka documentation: listeners)\n");
}

BOOST_AUTO_TEST_CASE(protocols_of_one_service_are_one_line)
{
    BOOST_TEST(run({"portinfo", "find", "submissions"}).out ==
               "465/tcp  submissions, urd  Message Submission over TLS protocol\n");
    BOOST_TEST(run({"portinfo", "find", "x11"}).out.starts_with("6000-6063/tcp,udp  x11"));
}

BOOST_AUTO_TEST_CASE(nothing_found_is_exit_status_1)
{
    auto const seen = run({"portinfo", "find", "no-such-thing"});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(seen.out + seen.err == "");
    BOOST_TEST(run({"portinfo", "find"}).status == 2);
    BOOST_TEST(run({"portinfo", "find", " "}).status == 2);
}

BOOST_AUTO_TEST_SUITE_END()
