// Lists of prefixes as people keep them, and how they are cut into reads.

#include "netbasics/set/list_reader.hpp"

#include "support/random_ranges.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <thread>
#include <unistd.h>

namespace data = boost::unit_test::data;
using namespace netbasics;

namespace {

std::string text_of(ip::address_range const& r) { return to_string(r.first()) + "-" + to_string(r.last()); }

/// Notes all it is told: `FIRST-LAST` an entry, `!NUMBER` a bad line.
struct notes : set::list_sink {
    std::string text;
    bool go_on = true;

    void entry(ip::address_range const& r) override { text += text_of(r) + " "; }

    bool bad_line(std::uint64_t number, std::string_view, error const&) override
    {
        text += "!" + std::to_string(number) + " ";
        return go_on;
    }
};

/// What the reader says of a text that arrives in pieces of `piece` bytes.
std::string read_back(std::string_view text, std::size_t piece, bool go_on = true)
{
    int ends[2];
    BOOST_REQUIRE(::pipe(ends) == 0);
    std::thread writer([&] {
        for (std::size_t at = 0; at < text.size(); at += piece) {
            auto const part = text.substr(at, piece);
            if (::write(ends[1], part.data(), part.size()) < 0) break;
        }
        ::close(ends[1]);
    });
    notes seen;
    seen.go_on = go_on;
    BOOST_TEST(set::read_list(ends[0], seen).has_value());
    char rest[4096];
    while (::read(ends[0], rest, sizeof rest) > 0) {
    }
    writer.join();
    ::close(ends[0]);
    return seen.text;
}

struct line_case {
    char const* line;
    char const* expected;  ///< "" nothing, "!" refused
};

std::ostream& operator<<(std::ostream& out, line_case const& row) { return out << row.line; }

line_case const line_cases[] = {
    {"10.0.0.1", "10.0.0.1-10.0.0.1"},
    {"10.1.2.3/8", "10.0.0.0-10.255.255.255"},  // host bits are cleared
    {"10.0.0.0/255.0.0.0", "10.0.0.0-10.255.255.255"},
    {"  10.0.0.1\t", "10.0.0.1-10.0.0.1"},
    {"10.0.0.1-10.0.0.5", "10.0.0.1-10.0.0.5"},
    {"10.0.0.1 - 10.0.0.5", "10.0.0.1-10.0.0.5"},
    {"10.0.0.1- 10.0.0.5 x", "10.0.0.1-10.0.0.5"},
    {"10.0.0.1 -10.0.0.5#x", "10.0.0.1-10.0.0.5"},
    {"2001:db8::1-2001:db8::9", "2001:db8::1-2001:db8::9"},  // grepcidr reads one address
    {"::/0", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"::ffff:10.0.0.1", "::ffff:10.0.0.1-::ffff:10.0.0.1"},  // IPv6
    {"", ""},
    {" \t", ""},
    {"# 10.0.0.1", ""},
    {"; 10.0.0.1", ""},
    {"10.0.0.1;x", "10.0.0.1-10.0.0.1"},
    {"10.0.0.0/8,private,1.2.3.4", "10.0.0.0-10.255.255.255"},     // CSV
    {"10.0.0.1 - - [10/Oct/2026:13:55:36]", "10.0.0.1-10.0.0.1"},  // an access log
    {"10.0.0.1 office", "10.0.0.1-10.0.0.1"},
    {"192.168.1.5-9", "192.168.1.5-192.168.1.9"},  // an octet's own range; not 0.0.0.9-192.168.1.5
    {"10.0.0.*", "10.0.0.0-10.0.0.255"},
    {"10.0.1-5.*", "10.0.1.0-10.0.5.255"},
    {"10.*.*.* x", "10.0.0.0-10.255.255.255"},
    {"10.0.*.1", "!"},  // 256 addresses apart from each other
    {"10.0.5-1.*", "!"},
    {"10.0.1-256.*", "!"},
    {"10.0.01-5.*", "!"},
    {"10.0.0.0 255.0.0.0", "10.0.0.0-10.255.255.255"},
    {"10.1.2.3   255.0.0.0 private", "10.0.0.0-10.255.255.255"},
    {"10.0.0.0\t255.0.0.0", "10.0.0.0-10.255.255.255"},
    {"10.0.0.0 /8", "10.0.0.0-10.255.255.255"},
    {"10.0.0.0 0xff000000", "10.0.0.0-10.255.255.255"},
    {"2001:db8:: ffff:ffff:: x", "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"10.0.0.0 255.0.255.0", "!"},  // a hole
    {"10.0.0.0 0.0.0.255", "!"},    // a wildcard mask
    {"10.0.0.1 255.255.255.255", "10.0.0.1-10.0.0.1"},
    {"1.0.0.0,1.0.0.255,AU", "1.0.0.0-1.0.0.255"},
    {"1.0.0.0 , 1.0.0.255 , AU", "1.0.0.0-1.0.0.255"},
    {"224.0.0.0,255.255.255.255,-", "224.0.0.0-255.255.255.255"},  // the end of the space, no mask
    {"198.51.100.0\t198.51.100.255\t24", "198.51.100.0-198.51.100.255"},
    {"2001:db8::,2001:db8::ff", "2001:db8::-2001:db8::ff"},
    {"1.0.0.255,1.0.0.0", "!"},
    {"1.0.0.0,1.0.0.255,1.0.1.0", "!"},
    {"1.0.0.0,,1.0.0.255", "!"},
    {"103.1.168.0 \xE2\x80\x93 103.1.171.255", "103.1.168.0-103.1.171.255"},  // en dash
    {"103.1.168.0\xE2\x80\x94"
     "103.1.171.255",
     "103.1.168.0-103.1.171.255"},  // em dash
    {"103.1.168.0 \xE2\x88\x92 103.1.171.255", "103.1.168.0-103.1.171.255"},  // minus
    {"Some org, Inc. 24/7 #1:1.2.3.0-1.2.3.255", "1.2.3.0-1.2.3.255"},       // P2P
    {"a:b:1.2.3.0 - 1.2.3.255 ", "1.2.3.0-1.2.3.255"},
    {"x:2001:db8::1-2001:db8::9", "2001:db8::1-2001:db8::9"},
    {"x:1.2.3.0-1.2.3.255 y", "!"},
    {"x:1.2.3.4", "!"},
    {"private", "10.0.0.0-10.255.255.255 172.16.0.0-172.31.255.255 192.168.0.0-192.168.255.255 "
                "fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"loopback # of both families", "127.0.0.0-127.255.255.255 ::1-::1"},
    {"privat", "!"},
    // What is ignored behind a set may not begin with an address: it would be lost.
    {"10.0.0.0/24, 10.0.1.0/24", "!"},
    {"10.0.0.1 10.0.0.2", "!"},
    {"10.0.0.1 | 10.0.0.2", "!"},
    {"10.0.0.1 -> 10.0.0.2", "!"},
    {"10.0.0.0/8 [2001:db8::1]", "!"},
    {"10.0.0.1 10.0.0.2:80", "!"},
    {"10.0.0.1 10.0.0.256", "!"},  // a typing mistake is no reason to lose it
    {"10.0.0.1-10.0.0.5,10.0.0.7", "!"},
    {"10.0.0.1 ::1", "!"},
    {"10.0.0.0/8 # 10.0.1.0/24", "10.0.0.0-10.255.255.255"},
    {"10.0.0.1 00:11:22:33:44:55 eth0", "10.0.0.1-10.0.0.1"},
    {"10.0.0.1 12:30:45 beef", "10.0.0.1-10.0.0.1"},
    {"10.0.0.1 gateway 10.0.0.2", "10.0.0.1-10.0.0.1"},
    {"192.168.1.5 - 9", "!"},
    {"10.0.0.1-", "!"},
    {"-10.0.0.1", "!"},
    {"10.0.0.9-10.0.0.1", "!"},  // not swapped
    {"10.0.0.1-::1", "!"},
    {"10.0.0.0/24-10.0.1.0/24", "!"},
    {"1.2.3.4/", "!"},  // not 0.0.0.0/0
    {"1.2.3.4/33", "!"},
    {"1.2.3.4/024", "!"},
    {"1.2.3.4/0.0.0.255", "!"},
    {"1.2.3.4/8x", "!"},
    {"010.1.2.3", "!"},
    {"10.1", "!"},
    {"1.2.3.4.5", "!"},
    {"300.10.0.1", "!"},
    {"fe80::1%eth0", "!"},
    {"942.180.233.122", "!"},
    {"office 10.0.0.1", "!"},
    {"[2001:db8::1]", "!"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(list_reader)

BOOST_DATA_TEST_CASE(a_line_holds_one_entry_or_is_refused, data::make(line_cases))
{
    auto const seen = set::read_list_line(sample.line);
    std::string text = seen ? "" : "!";
    if (seen)
        for (auto const& r : *seen) text.append(text.empty() ? "" : " ").append(text_of(r));
    BOOST_TEST(text == sample.expected);
    std::string const expected = sample.expected;
    BOOST_TEST(read_back(std::string(sample.line) + "\n", 100) == (expected == "!"  ? "!1 "
                                                                   : expected == "" ? ""
                                                                                    : expected + " "));
    BOOST_TEST(read_back(std::string(sample.line) + "\r\n", 100) == (expected == "!"  ? "!1 "
                                                                     : expected == "" ? ""
                                                                                      : expected + " "));
}

BOOST_AUTO_TEST_CASE(an_error_points_into_the_line)
{
    auto const seen = set::read_list_line("  10.0.0.1 - 10.0.0.300 x");
    BOOST_REQUIRE(!seen);
    BOOST_TEST(seen.error().offset == 20U);
    BOOST_TEST(seen.error().length == 3U);
}

BOOST_AUTO_TEST_CASE(where_a_read_ends_changes_nothing)
{
    std::string_view const text = "\xEF\xBB\xBF"
                                  "10.0.0.0/8\r\n\n# c\n1.2.3.4 x\nbad\n::1-::2\n\n255.255.255.255";
    std::string const expected =
        "10.0.0.0-10.255.255.255 1.2.3.4-1.2.3.4 !5 ::1-::2 255.255.255.255-255.255.255.255 ";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) BOOST_TEST(read_back(text, piece) == expected);
}

BOOST_AUTO_TEST_CASE(the_reader_stops_when_it_is_told_to)
{
    BOOST_TEST(read_back("1.1.1.1\nbad\n2.2.2.2\n", 100, false) == "1.1.1.1-1.1.1.1 !2 ");
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_belongs_at_the_beginning_alone)
{
    BOOST_TEST(read_back("\xEF\xBB\xBF", 1) == "");
    BOOST_TEST(read_back("\xEF", 1) == "!1 ");
    BOOST_TEST(read_back("1.1.1.1\n\xEF\xBB\xBF"
                         "2.2.2.2\n",
                         100) == "1.1.1.1-1.1.1.1 !2 ");
}

BOOST_AUTO_TEST_CASE(lines_longer_than_a_block_are_read_by_their_beginning)
{
    std::string const filling(1'000'000, 'x');
    std::string const blank(1'000'000, ' ');
    BOOST_TEST(read_back("1.1.1.1 " + filling + "\n2.2.2.2\n", 65'536) == "1.1.1.1-1.1.1.1 2.2.2.2-2.2.2.2 ");
    BOOST_TEST(read_back("#" + filling + "\n2.2.2.2 " + filling, 65'536) == "2.2.2.2-2.2.2.2 ");
    BOOST_TEST(read_back(filling + "\n2.2.2.2\n", 65'536) == "!1 2.2.2.2-2.2.2.2 ");
    BOOST_TEST(read_back("1.1.1.1" + blank + "- 1.1.1.9\n2.2.2.2\n", 65'536) == "!1 2.2.2.2-2.2.2.2 ");
    BOOST_TEST(read_back("1.1.1.1," + blank + "1.1.1.9\n2.2.2.2", 65'536) == "!1 2.2.2.2-2.2.2.2 ");
    BOOST_TEST(read_back("1.1.1.1 -" + blank + "1.1.1.9\n2.2.2.2", 65'536) == "!1 2.2.2.2-2.2.2.2 ");
}

BOOST_AUTO_TEST_CASE(nul_bytes_neither_end_nor_join_lines)
{
    using namespace std::string_view_literals;
    BOOST_TEST(read_back("1.1.1.1\0\n2.2.2.2\n"sv, 100) == "!1 2.2.2.2-2.2.2.2 ");
    BOOST_TEST(read_back("1.1.1.1 \0\n2.2.2.2\n"sv, 100) == "1.1.1.1-1.1.1.1 2.2.2.2-2.2.2.2 ");
}

/// The short way for plain lines against the general one, on lines that are nearly plain.
BOOST_AUTO_TEST_CASE(plain_lines_are_read_as_any_line_is)
{
    test::random_ranges random(31, ip::family::v4);
    std::string text;
    std::string expected;
    for (int i = 1; i <= 200'000; ++i) {
        std::string line =
            random.number(1) == 0 ? to_string(random.prefix()) : to_string(random.prefix().network());
        if (random.number(1) == 0) {
            constexpr std::string_view odd = "0123456789./-: x";
            auto const at = random.number(line.size() - 1);
            char const c = odd[random.number(odd.size() - 1)];
            if (random.number(1) == 0)
                line[at] = c;
            else
                line.insert(at, 1, c);
        }
        auto const seen = set::read_list_line(line);
        if (!seen)
            expected += "!" + std::to_string(i) + " ";
        else
            for (auto const& r : *seen) expected += text_of(r) + " ";
        text += line + "\n";
    }
    BOOST_TEST((read_back(text, 65'536) == expected));
}

BOOST_AUTO_TEST_SUITE_END()
