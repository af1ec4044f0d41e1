// Completion: what the program offers, and what real shells make of it.

#include "command.hpp"
#include "support/needs.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <sstream>

namespace data = boost::unit_test::data;
using namespace netbasics::test;
using namespace netbasics::tools;

namespace {

/// What the program offers for the last of the words, without the meanings.
std::vector<std::string> offered(std::vector<std::string> words)
{
    words.insert(words.begin(), "--complete");
    auto const seen = run(words);
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(seen.err == "");
    std::vector<std::string> all;
    std::istringstream lines(seen.out);
    for (std::string line; std::getline(lines, line);)
        all.push_back(line.starts_with(':') ? line : line.substr(0, line.find('\t')));
    return all;
}

bool contains(std::vector<std::string> const& all, std::string const& wanted)
{
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

struct completion {
    std::vector<std::string> words;
    std::vector<std::string> offers;
};

std::ostream& operator<<(std::ostream& out, completion const& c)
{
    for (auto const& word : c.words) out << word << "|";
    return out;
}

std::vector<completion> const exact = {
    {{"sub"}, {"subnet"}},
    {{"he"}, {"help"}},
    {{"--v"}, {"--version"}},
    {{"help", "port"}, {"portinfo"}},
    {{"help", "subnet", "sp"}, {"split"}},
    {{"help", "subnet", "split", ""}, {}},
    {{"subnet", "sp"}, {"split"}},
    {{"subnet", "split", "--i"}, {"--into"}},
    {{"subnet", "split", "--into", "4", "--i"}, {}},                      // given already
    {{"subnet", "grep", "--regexp", "10.0.0.1", "--reg"}, {"--regexp"}},  // may be repeated
    {{"subnet", "--color="}, {"--color=auto", "--color=always", "--color=never"}},
    {{"subnet", "--color", "n"}, {"never"}},
    {{"mac", "--format=c"}, {"--format=colon"}},
    {{"mac", "tag", "--format", "d"}, {"dot"}},
    {{"mac", "random", "--local", ""}, {"aai", "eli", "sai"}},
    {{"serve", "--room", "--slow", ""}, {"disconnect", "drop-oldest"}},
    {{"serve", "--room", "--sync=b"}, {"--sync=batch"}},
    {{"serve", "--room", "--record", "x"}, {":file\t0"}},
    {{"serve", "--room", "--record=x"}, {":file\t9"}},
    {{"connect", "lo"}, {":host\t0"}},
    {{"subnet", "merge", "@x"}, {":file\t1"}},
    {{"subnet", "merge", "x"}, {}},
    {{"subnet", "grep", "-f", "x"}, {":file\t0"}},
    {{"subnet", "grep", "-vf", "x"}, {":file\t0"}},
    {{"subnet", "tag", ""}, {":file\t0"}},
    {{"mac", ""}, {"tag", "find", "random", "neighbors"}},  // verbs alone, no files
    {{"mac", "tag", ""}, {":file\t0"}},
    {{"portinfo", "postgresq"}, {"postgresql"}},
    {{"portinfo", ""}, {"find", "listen", "free"}},
    {{"portinfo", "free", "--exec", "tr"}, {":program\t0"}},
    {{"portinfo", "free", "--exec", "cat", "x"}, {":file\t0"}},
    {{"subnet", "here", "fe80::1%l"}, {"fe80::1%lo"}},
    {{"subnet", "split", "--", "--i"}, {}},
    {{"subnet", "--", ""}, {}},
    {{"nonsense", ""}, {}},
    {{"subnet", "split", "--nonsense="}, {}},
};

std::string folder_of_program() { return std::filesystem::path(NETBASICS_PROGRAM).parent_path().string(); }

std::string completion_file(std::string const& name) { return NETBASICS_SOURCE_DIR "/completions/" + name; }

/// A shell at a terminal, in a folder with one file, `example.txt`.
class shell {
public:
    shell(std::string const& program, std::vector<std::string> const& arguments, std::string const& set_up)
        : process_(arguments, running_program::at::terminal,
                   {.environment = {"TERM=dumb"}, .program = program})
    {
        folder_.file("example.txt", "10.0.0.1\n");
        // The function shows what the line has become; completion calls the program itself.
        process_.type("cd " + folder_.path() + "; PATH=" + folder_of_program() + ":$PATH; " + set_up +
                      "; netbasics() { printf '<%s>\\n' \"$*\"; }; echo re''ady\n");
        BOOST_TEST_REQUIRE(process_.wait_for_output("ready"), process_.output());
    }

    /// Types the line, a tab and Enter; whether that ran netbasics with the words of `expected`.
    void check(std::string const& line, std::string const& expected)
    {
        process_.type("netbasics " + line + "\t\r");
        BOOST_TEST(process_.wait_for_output("<" + expected + ">", 5000), line << ": " << process_.output());
    }

private:
    temporary_folder folder_;
    running_program process_;
};

void check(shell& s)
{
    s.check("subnet spl", "subnet split");
    s.check("subnet split 10.0.0.0/8 --in", "subnet split 10.0.0.0/8 --into");
    s.check("mac --format=c", "mac --format=colon");
    s.check("serve --room --slow dr", "serve --room --slow drop-oldest");
    s.check("serve --room --sync=b", "serve --room --sync=batch");
    s.check("portinfo postgresq", "portinfo postgresql");
    s.check("subnet merge @exam", "subnet merge @example.txt");
    s.check("subnet free --used=exam", "subnet free --used=example.txt");
    s.check("mac tag exam", "mac tag example.txt");
    s.check("portinfo free --exec printen", "portinfo free --exec printenv");
    s.check("mac exam", "mac exam");                          // no files among the verbs
    s.check("subnet split -- --in", "subnet split -- --in");  // nothing after --
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_completion)

BOOST_DATA_TEST_CASE(the_program_offers_what_fits, data::make(exact))
{
    BOOST_TEST(offered(sample.words) == sample.offers, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_verb_and_every_option_is_offered)
{
    for (auto const& table : {commands(), chat_commands()}) {
        for (auto const* c : table) {
            std::string const name(c->name);
            BOOST_TEST(contains(offered({""}), name));
            for (auto const& v : c->verbs) {
                std::vector<std::string> words{name};
                if (!v.name.empty()) {
                    BOOST_TEST(contains(offered({name, ""}), std::string(v.name)));
                    words.emplace_back(v.name);
                }
                words.emplace_back("--");
                auto const options = offered(words);
                for (auto const* row : rows_of(v))
                    BOOST_TEST(contains(options, "--" + std::string(row->name)), name << " --" << row->name);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(bash_completes, *needs_program("/bin/bash"))
{
    shell s("/bin/bash", {"--norc", "--noprofile", "-i"}, ". " + completion_file("netbasics.bash"));
    check(s);
}

BOOST_AUTO_TEST_CASE(zsh_completes, *needs_program("/usr/bin/zsh"))
{
    shell s("/usr/bin/zsh", {"-f", "-i"},
            "unsetopt prompt_cr; fpath=(" NETBASICS_SOURCE_DIR
            "/completions $fpath); autoload -U compinit; compinit -u -D");
    check(s);
}

BOOST_AUTO_TEST_CASE(fish_completes, *needs_program("/usr/bin/fish"))
{
    temporary_folder folder;
    folder.file("example.txt", "10.0.0.1\n");
    auto const offers = [&](std::string const& line) {
        auto const script = "cd " + folder.path() + "; set -x PATH " + folder_of_program() +
                            " $PATH; source " + completion_file("netbasics.fish") + "; complete -C '" + line +
                            "'";
        auto const seen = run({"--no-config", "-c", script}, {.program = "/usr/bin/fish"});
        BOOST_TEST(seen.err == "");
        std::string all;
        std::istringstream lines(seen.out);
        for (std::string each; std::getline(lines, each);) all += each.substr(0, each.find('\t')) + "\n";
        return all;
    };
    BOOST_TEST(offers("netbasics subnet spl") == "split\n");
    BOOST_TEST(offers("netbasics subnet split 10.0.0.0/8 --in") == "--into\n");
    BOOST_TEST(offers("netbasics mac --format=c") == "--format=colon\n");
    BOOST_TEST(offers("netbasics serve --room --slow dr") == "drop-oldest\n");
    BOOST_TEST(offers("netbasics serve --room --sync=b") == "--sync=batch\n");
    BOOST_TEST(offers("netbasics portinfo postgresq") == "postgresql\n");
    BOOST_TEST(offers("netbasics subnet merge @exam") == "@example.txt\n");
    BOOST_TEST(offers("netbasics subnet free --used=exam") == "--used=example.txt\n");
    BOOST_TEST(offers("netbasics mac tag exam") == "example.txt\n");
    BOOST_TEST(offers("netbasics subnet split -- --i") == "");
    BOOST_TEST(offers("netbasics mac ") == "find\nneighbors\nrandom\ntag\n");
}

BOOST_AUTO_TEST_SUITE_END()
