#include "netbasics/render/paragraph.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace data = boost::unit_test::data;
using netbasics::render::append_paragraph;

namespace {

struct broken {
    char const* text;
    std::size_t width, column, indent;
    char const* lines;
};

std::ostream& operator<<(std::ostream& out, broken const& b) { return out << b.text; }

constexpr broken rows[] = {
    {"", 10, 0, 0, ""},
    {"one two", 10, 0, 0, "one two"},
    {"one two", 7, 0, 0, "one two"},                 // fits exactly
    {"one two", 6, 0, 0, "one\ntwo"},                // does not
    {"one two", 10, 4, 4, "one\n    two"},           // begins behind a label
    {"a longer-word", 6, 0, 2, "a\n  longer-word"},  // stays whole
    {"one  two", 20, 0, 0, "one  two"},              // blanks inside a line are kept
    {"子网掩码", 4, 0, 0, "子网\n掩码"},             // breaks without blanks
    {"子网，掩码", 4, 0, 0, "子\n网，\n掩码"},       // punctuation clings
};

}  // namespace

BOOST_AUTO_TEST_SUITE(render_paragraph)

BOOST_DATA_TEST_CASE(breaks_at_word_ends, data::make(rows))
{
    std::string out;
    append_paragraph(out, sample.text, sample.width, sample.column, sample.indent);
    BOOST_TEST(out == sample.lines);
}

BOOST_AUTO_TEST_SUITE_END()
