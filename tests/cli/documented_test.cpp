// Every option stands in its command's manual page and in all three completions, beside its verb.

#include "command.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace netbasics::tools;

namespace {

std::string file(std::string const& name)
{
    std::ifstream in(NETBASICS_SOURCE_DIR "/" + name);
    BOOST_TEST_REQUIRE(in.good(), name);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The part of `text` from the first line that begins with `start` to `end`; nothing where there is no such
/// line.
std::string part(std::string const& text, std::string const& start, std::string const& end)
{
    auto const from = text.find("\n" + start);
    if (from == text.npos) return {};
    return text.substr(from, text.find(end, from + 1) - from);
}

bool has(std::string const& text, std::string const& what) { return text.find(what) != text.npos; }

/// Whether a page has the option as mdoc(7) writes it: `Fl -name`, or behind another name of it, `Fl n ,
/// -name`.
bool is_in_manual(std::string const& page, std::string const& option)
{
    return has(page, "Fl -" + option) || has(page, " , -" + option);
}

/// The commands of both programs, with their verbs.
std::vector<command const*> all_commands()
{
    std::vector<command const*> all;
    for (auto const* c : commands())
        if (!c->verbs.empty()) all.push_back(c);
    for (auto const* c : chat_commands()) all.push_back(c);
    return all;
}

/// Calls `f(context, option)` for each option of each verb; the context is "COMMAND" or "COMMAND VERB".
template <class F>
void for_each_option(F f)
{
    for (auto const* c : all_commands()) {
        for (auto const& v : c->verbs) {
            if (v.options == nullptr) continue;
            auto const context = std::string(c->name) + (v.name.empty() ? "" : " ") + std::string(v.name);
            for (auto const& group : *v.options)
                for (auto const& row : group.rows) f(*c, context, std::string(row.name));
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_documented)

BOOST_AUTO_TEST_CASE(every_option_stands_in_its_manual_page)
{
    for_each_option([](command const& c, std::string const& context, std::string const& option) {
        auto const page = file("man/netbasics-" + std::string(c.name) + ".1");
        BOOST_TEST(is_in_manual(page, option), context << " --" << option);
    });
    auto const page = file("man/netbasics.1");
    for (auto const& row : common_rows())
        BOOST_TEST(is_in_manual(page, std::string(row.name)), "--" << row.name);
}

BOOST_AUTO_TEST_CASE(every_verb_stands_in_its_manual_page)
{
    for (auto const* c : all_commands()) {
        auto const page = file("man/netbasics-" + std::string(c->name) + ".1");
        for (auto const& v : c->verbs)
            if (!v.name.empty()) BOOST_TEST(has(page, std::string(v.name)), c->name << " " << v.name);
    }
}

BOOST_AUTO_TEST_CASE(every_option_stands_in_the_completions)
{
    auto const bash = file("completions/netbasics.bash");
    auto const zsh = file("completions/_netbasics");
    auto const fish = file("completions/netbasics.fish");
    for_each_option([&](command const&, std::string const& context, std::string const& option) {
        auto const where = context + " --" + option;
        auto const bash_row = part(bash, "    ['" + context + "']=", "\n") + " ";
        BOOST_TEST((has(bash_row, "--" + option + " ") || has(bash_row, "--" + option + "'")),
                   "bash: " << where);
        auto const zsh_rows = part(zsh, "'" + context + "')", ";;");
        BOOST_TEST((has(zsh_rows, "--" + option + "[") || has(zsh_rows, "--" + option + "}")),
                   "zsh: " << where);
        auto const fish_row = "'__netbasics_in " + context + "'";
        bool found = false;
        std::istringstream lines(fish);
        for (std::string line; std::getline(lines, line);)
            found = found || (has(line, fish_row) && has(line, "-l " + option + " "));
        BOOST_TEST(found, "fish: " << where);
    });
}

BOOST_AUTO_TEST_CASE(every_command_and_verb_stands_in_the_completions)
{
    auto const bash = file("completions/netbasics.bash");
    auto const zsh = file("completions/_netbasics");
    auto const fish = file("completions/netbasics.fish");
    for (auto const* c : all_commands()) {
        std::string const name(c->name);
        auto const bash_row = part(bash, "    [" + name + "]=", "\n");
        BOOST_TEST(!bash_row.empty(), name);
        BOOST_TEST(has(zsh, "\n    '" + name + ":"), name);
        BOOST_TEST(has(fish, "-a " + name + " "), name);
        for (auto const& v : c->verbs) {
            std::string const word(v.name);
            if (word.empty()) continue;
            BOOST_TEST(has(bash_row, word), name << " " << word);
            BOOST_TEST(has(part(zsh, name + ")", ";;"), "'" + word + ":"), name << " " << word);
            BOOST_TEST(has(fish, "'__netbasics_in " + name + "' -a " + word + " "), name << " " << word);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_command_has_examples_and_no_two_options_share_a_letter)
{
    for (auto const* c : all_commands()) {
        BOOST_TEST(!c->examples.empty());
        for (auto const& v : c->verbs) {
            std::string letters;
            for (auto const* row : rows_of(v)) {
                if (row->letter == 0) continue;
                BOOST_TEST(letters.find(row->letter) == letters.npos,
                           c->name << " " << v.name << " -" << row->letter);
                letters.push_back(row->letter);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
