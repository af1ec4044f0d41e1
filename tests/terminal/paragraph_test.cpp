#include "netbasics/terminal/paragraph.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

using netbasics::terminal::hanging;

namespace {

struct row {
    std::string line;
    std::string rows;
};

std::ostream& operator<<(std::ostream& out, row const& r) { return out << r.line; }

row const rows[] = {
    {"", ""},
    {"anna: short", "anna: short"},
    {"anna: twelve", "anna: twelve"},  // exactly a row
    {"anna: thirteen", "anna:\n  thirteen"},
    {"anna: a longer text", "anna: a\n  longer\n  text"},
    {"anna:       * you have been removed",
     "anna:      \n  * you have\n  been\n  removed"},  // filled with blanks
    {"abcdefghijklmnopqrstuvwxyz", "abcdefghijkl\n  mnopqrstuv\n  wxyz"},
    {"张三: 这是一条很长的消息", "张三: 这是一\n  条很长的消\n  息"},  // wide characters are never halved
};

}  // namespace

BOOST_AUTO_TEST_SUITE(terminal_paragraph)

BOOST_DATA_TEST_CASE(rows_are_indented_from_the_second_on, boost::unit_test::data::make(rows))
{
    BOOST_TEST(hanging(sample.line, 12) == sample.rows);
}

BOOST_AUTO_TEST_CASE(a_terminal_without_room_is_left_alone)
{
    BOOST_TEST(hanging("anna: a longer text", 4) == "anna: a longer text");
}

BOOST_AUTO_TEST_SUITE_END()
