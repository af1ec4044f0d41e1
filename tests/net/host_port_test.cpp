#include "netbasics/net/host_port.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace data = boost::unit_test::data;
using namespace netbasics;
using net::read_host_port;

namespace {

struct accepted {
    char const* text;
    char const* host;
    unsigned port;
};

std::ostream& operator<<(std::ostream& out, accepted const& row) { return out << row.text; }

constexpr accepted accepts[] = {
    {"8001", "127.0.0.1", 8001},  // a port alone
    {"0", "127.0.0.1", 0},        // any port
    {"65535", "127.0.0.1", 65535},
    {"localhost", "localhost", 8001},  // a host alone
    {"localhost:80", "localhost", 80},
    {"192.0.2.1:80", "192.0.2.1", 80},
    {":80", "", 80},  // every address
    {"*:80", "", 80},
    {"*", "", 8001},
    {"[::1]:80", "::1", 80},
    {"[::1]", "::1", 8001},
    {"::1", "::1", 8001},  // more than one colon: an address
    {"fe80::1%eth0", "fe80::1%eth0", 8001},
};

struct refused {
    char const* text;
    errc why;
    unsigned offset;
};

std::ostream& operator<<(std::ostream& out, refused const& row) { return out << row.text; }

constexpr refused refusals[] = {
    {"", errc::empty, 0},
    {"65536", errc::number_out_of_range, 0},
    {"99999999999999999999999", errc::number_out_of_range, 0},
    {"host:", errc::number_expected, 5},
    {"host:http", errc::number_expected, 5},
    {"host:-1", errc::number_expected, 5},
    {"[::1]80", errc::unexpected_character, 5},
    {"[::1", errc::unexpected_character, 0},
    {"[]:80", errc::empty, 0},
    {"a b", errc::unexpected_character, 1},
    {"http://a", errc::unexpected_character, 5},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(net_host_port)

BOOST_DATA_TEST_CASE(reads_every_way_to_write_it, data::make(accepts))
{
    auto const where = read_host_port(sample.text).value();
    BOOST_TEST(where.host == sample.host);
    BOOST_TEST(where.port == sample.port);
}

BOOST_DATA_TEST_CASE(refuses_with_the_place, data::make(refusals))
{
    auto const where = read_host_port(sample.text);
    BOOST_TEST_REQUIRE(where.has_error());
    BOOST_TEST((where.error().reason == sample.why));
    BOOST_TEST(where.error().offset == sample.offset);
}

BOOST_AUTO_TEST_SUITE_END()
