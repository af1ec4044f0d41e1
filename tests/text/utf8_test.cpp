#include "netbasics/text/utf8.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using namespace netbasics::text;

BOOST_AUTO_TEST_SUITE(text_utf8)

struct repaired {
    char const* bytes;
    char const* text;
};

std::ostream& operator<<(std::ostream& out, repaired const& row) { return out << row.text; }

constexpr repaired repairs[] = {
    {"abc", "abc"},
    {"\xE5\xBC\xA0\xE4\xB8\x89", "张三"},
    {"\xFF", "\uFFFD"},                                // never in UTF-8
    {"\xC0\xAF", "\uFFFD\uFFFD"},                      // overlong '/'
    {"\xE0\x80\xAF", "\uFFFD\uFFFD\uFFFD"},            // overlong in three bytes
    {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate
    {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // beyond U+10FFFF
    {"\xE5\xBC"
     "a",
     "\uFFFD"
     "a"},                       // cut character: one sign, and the next is kept
    {"\xF0\x9F\x98", "\uFFFD"},  // cut at the end
    {"\x80"
     "a",
     "\uFFFD"
     "a"},  // lone continuation
};

BOOST_DATA_TEST_CASE(broken_parts_are_replaced, data::make(repairs))
{
    BOOST_TEST(to_valid_utf8(sample.bytes) == sample.text);
}

BOOST_AUTO_TEST_CASE(a_character_that_may_still_become_whole_is_not_consumed)
{
    BOOST_TEST(decode_utf8("\xE5\xBC").bytes == 0u);
    BOOST_TEST(decode_utf8("\xE5").bytes == 0u);
    BOOST_TEST(decode_utf8("\xE5"
                           "a")
                   .bytes == 1u);
}

BOOST_AUTO_TEST_CASE(width_counts_columns)
{
    BOOST_TEST(display_width("abc") == 3u);
    BOOST_TEST(display_width("张三") == 4u);
    BOOST_TEST(display_width("e\u0301") == 1u);
}

BOOST_AUTO_TEST_CASE(a_cluster_is_what_a_reader_sees_as_one)
{
    struct row {
        std::u32string text;
        std::size_t first;
        std::size_t last;
    };

    for (auto const& r : {row{U"", 0, 0}, row{U"ab", 1, 1}, row{U"e\u0301x", 2, 1}, row{U"xe\u0301", 1, 2},
                          row{U"\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", 2, 2},    // two flags
                          row{U"a\U0001F44D\U0001F3FD", 1, 2},                       // a skin tone
                          row{U"\U0001F468\u200D\U0001F469\u200D\U0001F467", 5, 5},  // a family
                          row{U"\u1112\u1161\u11AB", 3, 3}, row{U"你好", 1, 1}}) {
        BOOST_TEST(first_cluster(r.text) == r.first);
        BOOST_TEST(last_cluster(r.text) == r.last);
    }
}

BOOST_AUTO_TEST_SUITE_END()
