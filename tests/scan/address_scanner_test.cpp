#include "netbasics/scan/address_scanner.hpp"

#include "netbasics/io/block_reader.hpp"

#include "support/slow_scanner.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>

namespace data = boost::unit_test::data;
using namespace netbasics;
using scan::address_scanner;

namespace {

std::string joined(std::vector<scan::found_address> const& all, std::string_view text)
{
    std::string line;
    for (auto const& found : all) {
        if (!line.empty()) line.push_back(' ');
        line.append(text.substr(found.begin, found.end - found.begin));
    }
    return line;
}

struct written {
    std::string_view text;
    std::string_view found;
};

std::ostream& operator<<(std::ostream& out, written const& row) { return out << row.text; }

using namespace std::string_view_literals;

constexpr written rows[] = {
    {"10.0.0.1", "10.0.0.1"},
    {"src:10.0.0.1", "10.0.0.1"},
    {"10.0.0.1:443", "10.0.0.1"},
    {"[2001:db8::1]:80", "2001:db8::1"},
    {"from 10.0.0.1.", "10.0.0.1"},
    {"(fe80::1%eth0)", "fe80::1"},
    {"::ffff:10.0.0.1", "::ffff:10.0.0.1"},
    {"src:2001:db8::1", "2001:db8::1"},
    {"src:1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"},
    {"http://10.0.0.1/a", "10.0.0.1"},
    {"10.0.0.0/8,10.0.0.1-10.0.0.9", "10.0.0.0 10.0.0.1 10.0.0.9"},
    {"来自10.0.0.1的连接", "10.0.0.1"},
    {"a\0"
     "10.0.0.1\0b"sv,
     "10.0.0.1"},
    {"<10.0.0.1>\"10.0.0.2\"", "10.0.0.1 10.0.0.2"},
    {"see...10.0.0.1...", "10.0.0.1"},
    {"1.2.3.4.5", ""},  // longer than an address
    {"1.2.3.4.5.6.7.8", ""},
    {"300.10.0.0.1", ""},
    {"10.0.0.256", ""},
    {"x10.0.0.1y", ""},
    {"x10.0.0.1", ""},
    {"10.0.0.1y", ""},
    {"10.0.0.1_", ""},
    {"10.0.0.1.example.org", ""},  // a name
    {"ip.10.0.0.1", ""},
    {"010.0.0.1", ""},  // octal elsewhere
    {"10.0.0.01", ""},
    {"1.2.3", ""},
    {"2001:db8::1 and 2001:db8::2.", "2001:db8::1 2001:db8::2"},
    {"2001:db8::1: text", "2001:db8::1"},
    {"2001:db8::1:text", "2001:db8::1"},  // one colon and a word behind
    {"2001:db8::1:feed_x", "2001:db8::1"},
    {"2001:db8::", "2001:db8::"},
    {"::", "::"},
    {"::1", "::1"},
    {"std::vector", ""},
    {"a::std", ""},
    {"::std", ""},
    {"std::10.0.0.1", "10.0.0.1"},
    {"12:34:56 00:11:22:33:44:55", ""},  // a time, a MAC address
    {"1:2:3:4:5:6:7:8:9", ""},
    {"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"},
    {"1:2:3:4:5:6:10.0.0.1", "1:2:3:4:5:6:10.0.0.1"},
    {"12345::1", ""},
    {"2001:db8::1.example", ""},
    {"2001:db8::g", ""},
    {"aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd", ""},  // a fingerprint
    {"12:34:56:10.0.0.1", "10.0.0.1"},
    {"1::2::3", ""},
    {"", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(scan_address_scanner)

BOOST_DATA_TEST_CASE(addresses_as_people_write_them, data::make(rows))
{
    BOOST_TEST(joined(test::scan(sample.text, address_scanner::wanted::both), sample.text) == sample.found);
    BOOST_TEST(joined(test::scan_slowly(sample.text), sample.text) == sample.found);
}

BOOST_DATA_TEST_CASE(at_every_place_of_a_group_of_64_bytes, data::make(rows))
{
    for (std::size_t before = 0; before < 130; ++before) {
        auto const text =
            std::string(before, ' ') + std::string(sample.text) + std::string(130 - before, ' ');
        BOOST_TEST(joined(test::scan(text, address_scanner::wanted::both), text) == sample.found);
    }
}

BOOST_AUTO_TEST_CASE(the_slow_twin_agrees_on_random_text)
{
    constexpr std::string_view pieces[] = {
        "10.0.0.1", "1",   "2",    "25",    "255", "256", ".",     ".",  ".",        ":",    ":",    "::",
        "ffff",     "db8", "2001", "12345", "x",   "a",   "_",     " ",  "\n",       "[",    "]",    "%",
        "1.2.3.4",  "::1", "fe80", ":1",    "0",   "00",  "1:2:3", "/8", "\xE4\xBD", "\0"sv, "src:", "std::",
    };
    std::mt19937 random(7);
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (auto length = random() % 14; length > 0; --length)
            text.append(pieces[random() % std::size(pieces)]);
        auto const expected = test::scan_slowly(text);
        auto const seen = test::scan(text, address_scanner::wanted::both);
        BOOST_TEST_REQUIRE(joined(seen, text) == joined(expected, text), "in " << text);
        std::string v4_only;
        for (auto const& found : expected)
            if (found.value.is_v4())
                v4_only.append(v4_only.empty() ? "" : " ").append(to_string(found.value));
        auto const without_v6 = test::scan(text, address_scanner::wanted::v4);
        BOOST_TEST_REQUIRE(joined(without_v6, text) == v4_only, "in " << text);
    }
}

BOOST_AUTO_TEST_CASE(what_begins_before_the_offset_is_passed_over)
{
    std::string text = "10.0.0.1 10.0.0.2 ";
    text.append(10'000, ' ').append("10.0.0.3").append(io::block::padding, '\0');
    address_scanner scanner({text.data(), text.size() - io::block::padding}, address_scanner::wanted::v4);
    scan::found_address found;
    scanner.skip_to(3);
    BOOST_TEST(scanner.next(found));
    BOOST_TEST(found.begin == 9u);
    scanner.skip_to(5'000);
    BOOST_TEST(scanner.next(found));
    BOOST_TEST(found.begin == 10'018u);
    BOOST_TEST(!scanner.next(found));
}

BOOST_AUTO_TEST_SUITE_END()
