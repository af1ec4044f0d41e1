// Usage errors of options: what each needs, what it cannot be used with, and hints for what is mistyped.

#include "command.hpp"
#include "support/program.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <sstream>

namespace data = boost::unit_test::data;
using namespace netbasics::tools;
using netbasics::test::run;

namespace {

std::vector<std::string> words_of(std::string_view line)
{
    std::istringstream in{std::string(line)};
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

bool has(std::string const& text, std::string const& what) { return text.find(what) != text.npos; }

struct refusal {
    char const* line;
    char const* reason;
};

std::ostream& operator<<(std::ostream& out, refusal const& r) { return out << r.line; }

constexpr refusal without_effect[] = {
    {"serve --record r", "--record needs --room"},
    {"serve --history 5", "--history needs --room"},
    {"serve --slow drop-oldest", "--slow needs --room"},
    {"serve --max-line 5", "--max-line needs --room"},
    {"serve --max-queue 5", "--max-queue needs --room"},
    {"serve --rate 5", "--rate needs --room"},
    {"serve --burst 5", "--burst needs --room"},
    {"serve --max-clients 5", "--max-clients needs --room"},
    {"serve --max-per-address 5", "--max-per-address needs --room"},
    {"serve --first-line 5", "--first-line needs --room"},
    {"serve --unfinished-line 5", "--unfinished-line needs --room"},
    {"serve --web", "--web needs --room"},
    {"serve --nats nats://x", "--nats needs --room"},
    {"serve --nats-creds f", "--nats-creds needs --nats"},
    {"serve --nats-ca f", "--nats-ca needs --nats"},
    {"serve --room --nats-ca f", "--nats-ca needs --nats"},
    {"serve --sync never", "--sync needs --record"},
    {"serve --room --sync never", "--sync needs --record"},
    {"serve --key k", "--key needs --cert"},
    {"serve --cert c", "--cert needs --key"},
    {"serve --room --turns", "--turns cannot be used with --room"},
    {"serve --room --framing raw", "--framing cannot be used with --room"},
    {"serve --room --bye x", "--bye cannot be used with --room"},
    {"serve --room --no-bye", "--no-bye cannot be used with --room"},
    {"serve --room --peer-name x", "--peer-name cannot be used with --room"},
    {"serve --bye x --no-bye", "--bye cannot be used with --no-bye"},
    {"serve --room --replay f", "--room cannot be used with --replay"},
    {"serve --allow 10.0.0.0/8 --replay f", "--allow cannot be used with --replay"},
    {"connect --room --turns", "--turns cannot be used with --room"},
    {"connect --room --peer-name x", "--peer-name cannot be used with --room"},
    {"subnet split 10.0.0.0/24 --hosts 5 --count", "--count cannot be used with --hosts"},
    {"subnet split 10.0.0.0/24 --into 5 --count", "--count cannot be used with --into"},
    {"subnet split 10.0.0.0/24 --into 5 --nth 1", "--nth cannot be used with --into"},
    {"subnet split 10.0.0.0/24 /26 --nth 1 --count", "--count cannot be used with --nth"},
    {"subnet split 10.0.0.0/24 --into 5 --hosts 1", "--hosts cannot be used with --into"},
    {"subnet 10.0.0.1 --nat64 64:ff9b::/96 --eui64 02:00:00:00:00:01", "--nat64 cannot be used with --eui64"},
    {"subnet 10.0.0.1 --nat64 64:ff9b::/96 --wildcard 0.0.0.255", "--wildcard cannot be used with --nat64"},
    {"mac random --oui 00:00:5e --local aai", "--oui cannot be used with --local"},
    {"mac random --vendor dell --local aai", "--vendor cannot be used with --local"},
    {"mac find dell --short --format dot", "--short cannot be used with --format"},
    {"mac tag --json --inline", "--inline cannot be used with --json"},
    {"portinfo free --json --exec true", "--exec cannot be used with --json"},
    {"portinfo listen --quiet --watch", "--watch cannot be used with --quiet"},
};

constexpr refusal wrong_values[] = {
    {"subnet 10.0.0.1 --color red", "--color is auto, always or never, not 'red'"},
    {"serve --framing x", "--framing is line, raw or auto, not 'x'"},
    {"serve --room --slow x", "--slow is disconnect or drop-oldest, not 'x'"},
    {"mac random --local x", "--local is aai, eli or sai, not 'x'"},
    {"mac find dell --short=x", "option --short takes no value"},
    {"portinfo free --exec", "option --exec needs a value"},
    {"portinfo free --count", "option --count needs a value"},
};

constexpr refusal mistyped[] = {
    {"subnet mrge 10.0.0.0/8", "did you mean 'netbasics subnet merge'?"},
    {"subnet gerp 10.0.0.0/8 -", "did you mean 'netbasics subnet grep'?"},
    {"subnet splitt 10.0.0.0/8 /9", "did you mean 'netbasics subnet split'?"},
    {"portinfo lisen", "did you mean 'netbasics portinfo listen'?"},
    {"portinfo fre", "did you mean 'netbasics portinfo free'?"},
    {"portinfo htpp", "did you mean http?"},
    {"mac neigbors", "did you mean 'netbasics mac neighbors'?"},
    {"subnet --versoin", "did you mean --version?"},
    {"subnet grep --cuont 10.0.0.0/8", "did you mean --count?"},
    {"serve --rom", "did you mean --room?"},
    {"srve", "did you mean serve?"},
    {"hlep", "did you mean help?"},
    {"help subnet splt", "did you mean split?"},
    {"help subent", "did you mean subnet?"},
};

constexpr char const* not_near[] = {"subnet xyzzy", "mac xyzzy", "qqqqqq", "subnet --xyzzy",
                                    "help subnet foo"};

/// A value that the row takes.
std::string sample_value(option_row const& row)
{
    return row.choices.empty() ? "1" : std::string(row.choices.substr(0, row.choices.find(' ')));
}

bool has_option(verb const& v, std::string_view name)
{
    auto const rows = rows_of(v);
    return std::any_of(rows.begin(), rows.end(), [&](auto const* row) { return row->name == name; });
}

std::vector<std::string> beginning(command const& c, verb const& v)
{
    std::vector<std::string> words{std::string(c.name)};
    if (!v.name.empty()) words.emplace_back(v.name);
    return words;
}

/// Calls `f(command, verb, row)` for every option of every verb, but for the common ones.
template <class F>
void for_each_row(F f)
{
    for (auto const& table : {commands(), chat_commands()})
        for (auto const* c : table)
            for (auto const& v : c->verbs)
                if (v.options != nullptr)
                    for (auto const& group : *v.options)
                        for (auto const& row : group.rows) f(*c, v, row);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_options)

BOOST_DATA_TEST_CASE(an_option_without_effect_is_refused_with_what_it_needs, data::make(without_effect))
{
    auto const seen = run(words_of(sample.line));
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(has(seen.err, sample.reason), seen.err);
}

BOOST_DATA_TEST_CASE(a_value_that_an_option_does_not_take_is_refused, data::make(wrong_values))
{
    auto const seen = run(words_of(sample.line));
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(has(seen.err, sample.reason), seen.err);
}

BOOST_DATA_TEST_CASE(what_is_mistyped_gets_a_hint, data::make(mistyped))
{
    auto const seen = run(words_of(sample.line));
    BOOST_TEST(seen.status != 0);
    BOOST_TEST(has(seen.err, sample.reason), seen.err);
}

BOOST_DATA_TEST_CASE(a_word_that_is_near_nothing_gets_no_hint, data::make(not_near))
{
    auto const seen = run(words_of(sample));
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(!has(seen.err, "did you mean"), seen.err);
}

BOOST_AUTO_TEST_CASE(what_a_row_needs_is_demanded)
{
    for_each_row([](command const& c, verb const& v, option_row const& row) {
        if (row.needs.empty()) return;
        auto words = beginning(c, v);
        words.push_back("--" + std::string(row.name));
        if (row.value != nullptr) words.back().append("=").append(sample_value(row));
        auto const seen = run(words);
        BOOST_TEST(seen.status == 2, c.name << " --" << row.name);
        BOOST_TEST(has(seen.err, "--" + std::string(row.name) + " needs --"), seen.err);
    });
}

BOOST_AUTO_TEST_CASE(needs_and_conflicts_name_options_of_the_same_verb)
{
    for_each_row([](command const&, verb const& v, option_row const& row) {
        for (auto const& list : {row.needs, row.conflicts})
            for (auto const& name : words_of(list))
                if (name != "*") BOOST_TEST(has_option(v, name), "--" << row.name << ": " << name);
    });
}

BOOST_AUTO_TEST_CASE(the_rest_of_the_line_is_a_command)
{
    BOOST_TEST(run({"portinfo", "free", "--exec=echo", "hi"}).out == "hi\n");
    BOOST_TEST(run({"portinfo", "free", "--exec", "echo", "hi"}).out == "hi\n");
    BOOST_TEST(run({"portinfo", "free", "--exec", "echo", "--udp", "--", "-n"}).out == "--udp -- -n\n");
}

BOOST_AUTO_TEST_CASE(options_may_stand_before_the_verb)
{
    BOOST_TEST(run({"subnet", "-n", "2", "free", "10.0.0.0/8", "/24"}).out == "10.0.0.0/24\n10.0.1.0/24\n");
    BOOST_TEST(run({"subnet", "--json", "split", "10.0.0.0/8", "/9", "--nth", "1"}).out ==
               "{\"prefix\":\"10.128.0.0/9\"}\n");
    BOOST_TEST(run({"subnet", "-ce", "10.0.0.0/8", "grep", "/dev/null"}).out == "0\n");
    BOOST_TEST(run({"subnet", "-e10.0.0.0/8", "grep", "-c", "/dev/null"}).out == "0\n");
}

BOOST_AUTO_TEST_SUITE_END()
