#include "netbasics/mac/notation.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using namespace netbasics;
using namespace netbasics::mac;

BOOST_AUTO_TEST_SUITE(mac_notation)

struct accepted {
    char const* text;
    char const* digits;  ///< bare; a prefix with its length
};

std::ostream& operator<<(std::ostream& out, accepted const& row) { return out << row.text; }

constexpr accepted accepts[] = {
    {"00-1A-2B-3C-4D-5E", "001A2B3C4D5E"},     // IEEE 802
    {"00:1a:2b:3C:4d:5E", "001A2B3C4D5E"},     // either case
    {"001a.2b3c.4d5e", "001A2B3C4D5E"},        // Cisco
    {"001a-2b3c-4d5e", "001A2B3C4D5E"},        // Huawei, H3C
    {"001a2b:3c4d5e", "001A2B3C4D5E"},         // PostgreSQL
    {"001a2b-3c4d5e", "001A2B3C4D5E"},         // PostgreSQL, HP
    {"001a2b3c4d5e", "001A2B3C4D5E"},          // bare
    {"00 1A 2B 3C 4D 5E", "001A2B3C4D5E"},     // SNMP's Hex-STRING
    {"01:00:1a:2b:3c:4d:5e", "001A2B3C4D5E"},  // DHCP client identifier
    {"0100.1a2b.3c4d.5e", "001A2B3C4D5E"},     // the same, Cisco
    {"01001a2b3c4d5e", "001A2B3C4D5E"},
    {"0:1a:2b:3:4d:5", "001A2B034D05"},               // Solaris, macOS
    {"ff:ff:ff:ff:ff:ff", "FFFFFFFFFFFF"},            // all ones
    {"0:0:0:0:0:0", "000000000000"},                  // all zeros
    {"00-1A-2B-FF-FE-3C-4D-5E", "001A2BFFFE3C4D5E"},  // EUI-64
    {"00:1a:2b:ff:fe:3c:4d:5e", "001A2BFFFE3C4D5E"},  // EUI-64: two digits each, so not IPv6
    {"001a.2bff.fe3c.4d5e", "001A2BFFFE3C4D5E"},
    {"001a-2bff-fe3c-4d5e", "001A2BFFFE3C4D5E"},
    {"001a2bfffe3c4d5e", "001A2BFFFE3C4D5E"},
    {"00:1A:2B", "001A2B/24"},
    {"00-1a-2b", "001A2B/24"},
    {"001a2b", "001A2B/24"},
    {"C85CE27", "C85CE27/28"},
    {"C8-5C-E2-7", "C85CE27/28"},
    {"70B3D5001", "70B3D5001/36"},
    {"70:b3:d5:00:1", "70B3D5001/36"},
    {"00:50:C2:00:00:00/36", "0050C2000/36"},  // manuf(5)
    {"00:1A:2B:3C:4D:5E/24", "001A2B/24"},     // bits behind the prefix are cleared
    {"00:1A:2B/16", "001A/16"},
    {"01:00:5e:00:00:00/25", "01005E0/25"},  // ends inside a digit
    {"00:00:00:00:00:00/0", "/0"},
};

std::string bare(any_address const& a)
{
    if (auto const* p = std::get_if<prefix>(&a)) return to_string(*p);
    if (auto const* e = std::get_if<eui64>(&a)) return write(*e, notation::bare);
    return write(std::get<eui48>(a), notation::bare);
}

BOOST_DATA_TEST_CASE(reads, data::make(accepts))
{
    BOOST_TEST(bare(read(sample.text).value()) == sample.digits);
}

struct refused {
    char const* text;
    errc reason;
    std::uint32_t offset;
    std::uint32_t length;
};

std::ostream& operator<<(std::ostream& out, refused const& row) { return out << row.text; }

constexpr refused refusals[] = {
    {"", errc::empty, 0, 0},
    {"00:1A:2B:3C:4D", errc::mac_octet_count, 0, 14},
    {"00:1A:2B:3C:4D:5E:6F", errc::mac_octet_count, 0, 20},
    {"00:1A:2B:3C", errc::mac_octet_count, 0, 11},             // no block has 32 bits
    {"00:1A:2B:3C:4D:5G", errc::unexpected_character, 16, 1},  // not a digit
    {"00 1A 2B 3C 4D", errc::unexpected_character, 2, 1},
    {"00 1A 2B 3C 4D  5E", errc::unexpected_character, 2, 1},
    {"02:00:1A:2B:3C:4D:5E", errc::mac_octet_count, 0, 20},  // no client identifier: not 01
    {" 00:1A:2B:3C:4D:5E", errc::unexpected_character, 0, 1},
    {"00:1A:2B:3C:4D:5E ", errc::unexpected_character, 17, 1},
    {"00:1A:2B:3C:4D:5E extra", errc::unexpected_character, 17, 1},  // ether_aton(3) takes it
    {"0x001A2B3C4D5E", errc::unexpected_character, 1, 1},
    {"０0:1A:2B:3C:4D:5E", errc::unexpected_character, 0, 3},  // a full-width digit is one character
    {"001A.2B3C.4D5", errc::mac_group_length, 10, 3},
    {"001A.2B3C", errc::mac_digit_count, 0, 9},
    {"001A2B3C4D5", errc::mac_digit_count, 0, 11},
    {"001A2B3C4D5E6", errc::mac_digit_count, 0, 13},
    {"00:1A-2B:3C:4D:5E", errc::mac_separators_differ, 5, 1},
    {"00:1A:2B:3C:4D:", errc::mac_group_missing, 14, 1},
    {":00:1A:2B:3C:4D", errc::mac_group_missing, 0, 1},
    {"00-1A--2B-3C-4D-5E", errc::mac_group_missing, 6, 1},
    {"00-1A-2B-3C-4D-5", errc::mac_group_length, 15, 1},  // cut short: only colons drop zeros
    {"000:1A:2B:3C:4D:5E", errc::mac_group_length, 0, 3},
    {"::1", errc::mac_is_ipv6, 0, 3},
    {"1:2:3:4:5:6:7:8", errc::mac_is_ipv6, 0, 15},
    {"fe80::21a:2bff:fe3c:4d5e", errc::mac_is_ipv6, 0, 24},
    {"192.168.1.1", errc::mac_is_ipv4, 0, 11},
    {"00:1A:2B:3C:4D:5E/", errc::prefix_length_missing, 17, 1},
    {"00:1A:2B:3C:4D:5E/49", errc::prefix_length_out_of_range, 18, 2},
    {"00:1A:2B/25", errc::prefix_length_out_of_range, 9, 2},  // more bits than are written
    {"00:1A:2B:3C:4D:5E/x", errc::number_expected, 18, 1},
    {"00:1A:2B:3C:4D:5E/-1", errc::number_expected, 18, 2},
    {"00:1A:2B:3C:4D:5E/99999999999", errc::prefix_length_out_of_range, 18, 11},
    {"00:1A:2B:FF:FE:3C:4D:5E/24", errc::trailing_text, 23, 3},
};

BOOST_DATA_TEST_CASE(refuses_and_names_the_place, data::make(refusals))
{
    auto const seen = read(sample.text);
    BOOST_TEST_REQUIRE(seen.has_error());
    BOOST_TEST((seen.error().reason == sample.reason));
    BOOST_TEST(seen.error().offset == sample.offset);
    BOOST_TEST(seen.error().length == sample.length);
    BOOST_TEST(message(seen.error()) != "");
}

BOOST_AUTO_TEST_CASE(a_nul_byte_is_refused)
{
    BOOST_TEST(read(std::string_view("00:1A:2B:3C:4D:5E\0", 18)).error().offset == 17u);
}

constexpr notation separated[] = {notation::hyphen, notation::colon, notation::dot, notation::bare};

BOOST_AUTO_TEST_CASE(what_is_written_reads_back_equal)
{
    for (auto const n : separated) {
        auto const short_one = eui48::from_uint(0x001A'2B3C'4D5E);
        BOOST_TEST((read(write(short_one, n)).value() == any_address(short_one)));
        auto const long_one = eui64::from_uint(0x001A'2BFF'FE3C'4D5E);
        BOOST_TEST((read(write(long_one, n)).value() == any_address(long_one)));
    }
    for (auto const n : {notation::hyphen, notation::colon, notation::bare})
        for (unsigned const length : {24u, 28u, 36u, 25u, 30u}) {
            prefix const p(eui48::from_uint(0x70B3'D500'1FFF), length);
            BOOST_TEST((read(write(p, n)).value() == any_address(p)));
        }
}

BOOST_AUTO_TEST_CASE(writes_each_notation)
{
    auto const a = eui48::from_uint(0x001A'2B3C'4D5E);
    BOOST_TEST(write(a, notation::hyphen) == "00-1A-2B-3C-4D-5E");
    BOOST_TEST(write(a, notation::colon) == "00:1A:2B:3C:4D:5E");
    BOOST_TEST(write(a, notation::dot) == "001A.2B3C.4D5E");
    BOOST_TEST(write(a, notation::bare) == "001A2B3C4D5E");
    BOOST_TEST(write(a, notation::integer) == "112394521950");
    BOOST_TEST(write(prefix(a, 28), notation::hyphen) == "00-1A-2B-3");
    BOOST_TEST(write(prefix(a, 30), notation::hyphen) == "00-1A-2B-3C-00-00/30");
}

BOOST_AUTO_TEST_CASE(an_eui48_alone_has_48_bits)
{
    BOOST_TEST((eui48::from_string("001a.2b3c.4d5e").value() == eui48::from_uint(0x001A'2B3C'4D5E)));
    BOOST_TEST(eui48::from_string("00:1A:2B").error().found == 3u);
    BOOST_TEST(eui48::from_string("001a2bfffe3c4d5e").error().found == 8u);
}

BOOST_AUTO_TEST_CASE(serial_parts_are_cut_at_octets)
{
    BOOST_TEST(hyphenated(0x88B9C9, 6) == "88-B9-C9");
    BOOST_TEST(hyphenated(0xABCDE, 5) == "A-BC-DE");
    BOOST_TEST(hyphenated(0x123, 3) == "1-23");
}

BOOST_AUTO_TEST_SUITE_END()
