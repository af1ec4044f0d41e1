// The manual pages say what the rows of options and verbs say: each option in the section of its verb, with
// the name and the choices of its value, and no option that does not exist.

#include "command.hpp"

#include "netbasics/text/ascii.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace netbasics::tools;

namespace {

/// One `.It` of a list of options.
struct item {
    std::string section;  ///< the `.Ss` above it
    std::string head;     ///< "Fl n , Fl -count Ns = Ns Ar n"
    std::string text;
};

std::vector<std::string> lines_of(std::string const& name)
{
    std::ifstream in(NETBASICS_SOURCE_DIR "/" + name);
    BOOST_TEST_REQUIRE(in.good(), name);
    std::vector<std::string> all;
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
}

/// The items of a page's OPTIONS.
std::vector<item> options_in(std::string const& page)
{
    std::vector<item> all;
    bool inside = false;
    std::string section;
    for (auto const& line : lines_of(page)) {
        if (line.starts_with(".Sh ")) {
            inside = line == ".Sh OPTIONS";
            section.clear();
        }
        if (line.starts_with(".Ss ")) section = line.substr(4);
        if (!inside) continue;
        if (line.starts_with(".It Fl "))
            all.push_back({section, line.substr(4), {}});
        else if (!all.empty())
            all.back().text.append(line).append("\n");
    }
    return all;
}

bool has(std::string const& text, std::string_view what) { return text.find(what) != text.npos; }

/// Whether `text` has the word, with no letter, digit or dash beside it.
bool has_word(std::string const& text, std::string_view word)
{
    auto const joins = [](char c) {
        return netbasics::text::is_digit(c) || c == '-' ||
               (netbasics::text::to_lower(c) >= 'a' && netbasics::text::to_lower(c) <= 'z');
    };
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
        auto const end = at + word.size();
        if ((at == 0 || !joins(text[at - 1])) && (end == text.size() || !joins(text[end]))) return true;
    }
    return false;
}

/// Whether a section is about all verbs of a command: its title names none of them.
bool is_general(std::string const& section, command const& c)
{
    return std::none_of(c.verbs.begin(), c.verbs.end(),
                        [&](verb const& v) { return !v.name.empty() && has_word(section, v.name); });
}

/// The name in mdoc(7), with its value as the rows write it.
std::string head_of(option_row const& row)
{
    auto head = "Fl -" + std::string(row.name);
    if (row.value == nullptr) return head;
    auto value = std::string(row.value);
    if (row.rest_is_command) value.insert(value.find("..."), " ");
    head.append(row.left_out != nullptr ? " Ns Op = Ns Ar " : " Ns = Ns Ar ");
    return head.append(netbasics::text::to_lower(value));
}

/// Whether the item is about the row: its name, with nothing but the value, another name or nothing after it.
bool is_about(item const& i, option_row const& row)
{
    return has_word(i.head, "-" + std::string(row.name)) && has(i.head, "Fl -" + std::string(row.name));
}

/// The item of a verb's option: in a section that names the verb, otherwise in one that names none.
item const* find_item(std::vector<item> const& items, command const& c, verb const& v, option_row const& row)
{
    item const* general = nullptr;
    for (auto const& i : items) {
        if (!is_about(i, row)) continue;
        if (!v.name.empty() && has_word(i.section, v.name)) return &i;
        if (general == nullptr && is_general(i.section, c)) general = &i;
    }
    return general;
}

std::string page_of(command const& c) { return "man/netbasics-" + std::string(c.name) + ".1"; }

void check_item(item const& found, option_row const& row, std::string const& where)
{
    auto const head = head_of(row);
    BOOST_TEST((has(found.head + " ", head + " ")),
               where << ": '" << found.head << "' has not '" << head << "'");
    if (row.letter != 0)
        BOOST_TEST(has(found.head, std::string("Fl ") + row.letter + " "),
                   where << ": the letter " << row.letter);
    std::istringstream choices{std::string(row.choices)};
    for (std::string choice; choices >> choice;)
        BOOST_TEST(has_word(found.text, choice), where << ": the value " << choice);
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

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_documented)

BOOST_AUTO_TEST_CASE(every_option_is_in_its_section_of_the_manual)
{
    for (auto const* c : all_commands()) {
        auto const items = options_in(page_of(*c));
        for (auto const& v : c->verbs) {
            if (v.options == nullptr) continue;
            for (auto const& group : *v.options) {
                for (auto const& row : group.rows) {
                    auto const where = title_of(*c, v) + " --" + std::string(row.name);
                    auto const* found = find_item(items, *c, v, row);
                    if (found == nullptr)
                        BOOST_ERROR(where << " is not among the options of " << page_of(*c));
                    else
                        check_item(*found, row, where);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_common_option_is_in_the_manual)
{
    auto const items = options_in("man/netbasics.1");
    for (auto const& row : common_rows()) {
        auto const found =
            std::find_if(items.begin(), items.end(), [&](item const& i) { return is_about(i, row); });
        if (found == items.end())
            BOOST_ERROR("--" << row.name);
        else
            check_item(*found, row, std::string(row.name));
    }
}

BOOST_AUTO_TEST_CASE(the_manual_describes_no_option_that_does_not_exist)
{
    for (auto const* c : all_commands()) {
        for (auto const& i : options_in(page_of(*c))) {
            bool exists = false;
            for (auto const& v : c->verbs)
                for (auto const* row : rows_of(v)) exists = exists || is_about(i, *row);
            BOOST_TEST(exists, page_of(*c) << ": " << i.head);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_verb_is_in_the_synopsis_of_the_manual)
{
    for (auto const* c : all_commands()) {
        std::string synopsis;
        bool inside = false;
        for (auto const& line : lines_of(page_of(*c))) {
            if (line.starts_with(".Sh ")) inside = line == ".Sh SYNOPSIS";
            if (inside) synopsis.append(line).append("\n");
        }
        for (auto const& v : c->verbs) BOOST_TEST(has_word(synopsis, v.name), title_of(*c, v));
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
