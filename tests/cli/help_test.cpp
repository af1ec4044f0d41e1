// Help: of the program, of a command, of a verb; within 80 columns, and within a narrower terminal.

#include "command.hpp"
#include "help.hpp"
#include "support/program.hpp"

#include "netbasics/text/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

using namespace netbasics::tools;
using netbasics::test::run;

namespace {

bool has(std::string const& text, std::string_view what) { return text.find(what) != text.npos; }

template <class F>
void for_each_verb(F f)
{
    for (auto const* c : commands())
        for (auto const& v : c->verbs) f(*c, v);
    for (auto const* c : chat_commands())
        for (auto const& v : c->verbs) f(*c, v);
}

/// Checks the width of all lines but those that show a command line, which must be copied whole.
void check_width(std::string const& help, std::size_t width)
{
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);)
        if (width >= 80 || !line.starts_with("      netbasics "))
            BOOST_TEST(netbasics::text::display_width(line) <= width, line);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_help)

BOOST_AUTO_TEST_CASE(lines_fit)
{
    for (unsigned width : {80u, 60u}) {
        check_width(overview(commands(), width), width);
        for_each_verb([&](command const& c, verb const& v) { check_width(help_of(c, v, width), width); });
    }
}

BOOST_AUTO_TEST_CASE(a_verb_has_its_own_help)
{
    for (auto const& words :
         {std::vector<std::string>{"subnet", "split", "--help"}, {"help", "subnet", "split"}}) {
        auto const seen = run(words);
        BOOST_TEST(seen.status == 0);
        BOOST_TEST(has(seen.out, "Usage: netbasics subnet split PREFIX /LEN\n"), seen.out);
        BOOST_TEST(has(seen.out, "--into=N"));
        BOOST_TEST(!has(seen.out, "--wildcard"));
    }
    BOOST_TEST(run({"help", "serve"}).out == run({"serve", "--help"}).out);
}

BOOST_AUTO_TEST_CASE(every_option_is_in_the_help_of_its_verb)
{
    for_each_verb([](command const& c, verb const& v) {
        auto const help = help_of(c, v, 80);
        for (auto const* row : rows_of(v))
            BOOST_TEST(has(help, "--" + std::string(row->name)),
                       c.name << " " << v.name << " --" << row->name);
    });
}

BOOST_AUTO_TEST_CASE(a_value_that_may_be_left_out_is_shown_as_such)
{
    auto const help = run({"serve", "--help"}).out;
    BOOST_TEST(has(help, "--web[=PORT]"));
    BOOST_TEST(has(help, "--room[=NAME]"));
    BOOST_TEST(has(help, "--sync=WHEN"));
    BOOST_TEST(has(help, "[default: batch]"));
}

BOOST_AUTO_TEST_CASE(help_of_help_is_the_overview)
{
    BOOST_TEST(run({"help", "help"}).out == run({"--help"}).out);
    BOOST_TEST(run({"help", "help"}).status == 0);
}

BOOST_AUTO_TEST_CASE(help_of_what_does_not_exist_is_wrong_usage)
{
    for (auto const& words : {std::vector<std::string>{"help", "subnet", "foo"},
                              {"help", "foo"},
                              {"help", "serve", "foo"},
                              {"help", "subnet", "split", "foo"}}) {
        auto const seen = run(words);
        BOOST_TEST(seen.status == 2);
        BOOST_TEST(seen.out == "");
        BOOST_TEST(seen.err != "");
    }
}

BOOST_AUTO_TEST_SUITE_END()
