#include "netbasics/terminal/key_reader.hpp"
#include "netbasics/terminal/line_editor.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

using netbasics::terminal::key_reader;
using netbasics::terminal::rows_above;

namespace {

std::size_t keys_in(key_reader& keys)
{
    std::size_t count = 0;
    while (keys.next()) ++count;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terminal_key_reader)

BOOST_AUTO_TEST_CASE(a_key_that_came_in_part_waits_for_its_rest)
{
    for (std::string const key : {"\033[A", "\033OA", "\033[1;5C", "\033f", "拜", "\033[3~"}) {
        key_reader keys;
        for (std::size_t i = 0; i + 1 < key.size(); ++i) {
            keys.add(key.substr(i, 1));
            BOOST_TEST(!keys.next().has_value());
        }
        keys.add(key.substr(key.size() - 1));
        auto const whole = keys.next();
        BOOST_TEST_REQUIRE(whole.has_value());
        BOOST_TEST(!keys.next().has_value());
    }
}

BOOST_AUTO_TEST_CASE(marks_around_a_paste_and_broken_bytes_are_dropped)
{
    key_reader keys;
    keys.add("\033[200~ab\033[201~\xff"
             "c");
    BOOST_TEST(keys_in(keys) == 3u);
}

BOOST_AUTO_TEST_CASE(rows_count_wide_characters_that_do_not_fit)
{
    BOOST_TEST(rows_above(U"", 10) == 0u);
    BOOST_TEST(rows_above(U"123456789", 10) == 0u);
    BOOST_TEST(rows_above(U"1234567890", 10) == 1u);  // a full row leaves the cursor on the next
    BOOST_TEST(rows_above(U"你好你好你", 10) == 1u);
    BOOST_TEST(rows_above(U"1你好你好", 10) == 0u);
    BOOST_TEST(rows_above(U"1你好你好你", 10) == 1u);  // the fifth one begins the next row
    BOOST_TEST(rows_above(U"1你好你好你好你好你", 10) == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
