#include "netbasics/terminal/harmless.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using netbasics::terminal::harmless;

BOOST_AUTO_TEST_SUITE(terminal_harmless)

struct shown {
    std::string_view text;
    std::string_view seen;
};

std::ostream& operator<<(std::ostream& out, shown const& row) { return out << row.seen; }

using namespace std::string_view_literals;

constexpr shown rows[] = {
    {"拜拜 a", "拜拜 a"},
    {"\x1B[2J", "␛[2J"},
    {"\x1B]0;title\x07", "␛]0;title␇"},
    {"a\rb", "a␍b"},
    {"a\0b"sv, "a␀b"},
    {"\x7F", "␡"},
    {"\xC2\x9B"
     "31m",
     "\\u{9b}31m"},  // C1 control sequence introducer, as UTF-8
    {"\x9B"
     "31m",
     "\uFFFD"
     "31m"},                      // and as a bare byte
    {"a\u202Eb", "a\\u{202e}b"},  // right-to-left override
    {"\u2066x\u2069", "\\u{2066}x\\u{2069}"},
    {"\u200B\uFEFF", "\\u{200b}\\u{feff}"},  // zero width
    {"\u2028", "\\u{2028}"},
    {"\U000E0041", "\\u{e0041}"},  // tag character
    {"👩\u200D🔧", "👩\u200D🔧"},      // a joined emoji stays
    {"a\tb", "a b"},
};

BOOST_DATA_TEST_CASE(controls_are_seen_not_obeyed, data::make(rows))
{
    BOOST_TEST(harmless(sample.text) == sample.seen);
}

BOOST_AUTO_TEST_CASE(a_pile_of_marks_is_cut)
{
    std::string pile = "e";
    for (int i = 0; i < 100; ++i) pile += "\u0301";
    BOOST_TEST(harmless(pile).size() == 1u + 8 * 2);
}

BOOST_AUTO_TEST_SUITE_END()
