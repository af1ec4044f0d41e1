// The vectors' rows for sets and plans, and what the verbs for them say, through the program itself.

#include "support/needs.hpp"
#include "support/program.hpp"
#include "support/temporary_file.hpp"
#include "support/vectors.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <sstream>
#include <unistd.h>

namespace data = boost::unit_test::data;
namespace json = boost::json;
using namespace netbasics;
using test::outcome;
using test::run;
using test::subnet_vectors;
using test::temporary_file;
using test::words_of;

namespace {

std::vector<std::string> lines_of(std::string const& text)
{
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string joined(std::vector<std::string> const& words, char with = ' ')
{
    std::string text;
    for (auto const& w : words) text.append(w).push_back(with);
    if (with == ' ' && !text.empty()) text.pop_back();
    return text;
}

outcome subnet(std::vector<std::string> words, std::string_view input = {})
{
    words.insert(words.begin(), "subnet");
    return run(words, {.input = input});
}

/// The lines, in one; what the vectors' last column says.
std::string answer(std::vector<std::string> const& words, std::string_view input = {})
{
    auto const seen = subnet(words, input);
    if (seen.status == 2) {
        BOOST_TEST(seen.out == "");
        BOOST_TEST(seen.err.starts_with("netbasics: subnet " + words.front() + ": "));
        return "ERR";
    }
    BOOST_TEST(seen.err == "");
    BOOST_TEST(seen.status == (seen.out.empty() ? 1 : 0));
    return seen.out.empty() ? "none" : joined(lines_of(seen.out));
}

std::vector<std::string> verb_with(std::string const& verb, std::string const& list)
{
    auto words = words_of(list);
    words.insert(words.begin(), verb);
    return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(subnet_sets)

BOOST_DATA_TEST_CASE(range_to_prefixes, data::make(subnet_vectors({"range2cidr"})))
{
    BOOST_TEST(answer({"range", sample.a, sample.b}) == sample.expected);
    BOOST_TEST(answer({"range", sample.a + "-" + sample.b}) == sample.expected);
}

BOOST_DATA_TEST_CASE(long_ranges_to_prefixes,
                     data::make(subnet_vectors({"range2cidr-count", "range2cidr-first3"})))
{
    auto lines = lines_of(subnet({"range", sample.a, sample.b}).out);
    if (sample.op == "range2cidr-count") {
        BOOST_TEST(std::to_string(lines.size()) == sample.expected);
    } else {
        lines.resize(3);
        BOOST_TEST(joined(lines) == sample.expected);
    }
}

BOOST_DATA_TEST_CASE(merge, data::make(subnet_vectors({"merge"})))
{
    BOOST_TEST(answer(verb_with("merge", sample.a)) == sample.expected);
    BOOST_TEST(answer({"merge"}, joined(words_of(sample.a), '\n')) == sample.expected);
}

/// Lists as they are found, and what has to come of them wherever a set is read.
struct kept_line {
    char const* line;
    char const* expected;  ///< "!" the line is reported
};

std::ostream& operator<<(std::ostream& out, kept_line const& row) { return out << row.line; }

constexpr kept_line kept_lines[] = {
    {"10.0.0.0 255.0.0.0", "10.0.0.0/8"},
    {"1.0.0.0,1.0.0.255,AU", "1.0.0.0/24"},
    {"198.51.100.0\t198.51.100.255\t24", "198.51.100.0/24"},
    {"103.1.168.0 – 103.1.171.255", "103.1.168.0/22"},
    {"Some name, Inc.:1.2.3.0-1.2.3.255", "1.2.3.0/24"},
    {"10.0.1-2.*", "10.0.1.0/24 10.0.2.0/24"},
    {"loopback", "127.0.0.0/8 ::1/128"},
    {"; a comment", ""},
    {"10.0.0.0/24, 10.0.1.0/24", "!"},
};

BOOST_DATA_TEST_CASE(no_line_of_a_list_is_lost_silently, data::make(kept_lines))
{
    temporary_file const list(std::string(sample.line) + "\n");
    std::string const expected = sample.expected;
    auto const seen = subnet({"merge", "@" + list.path()});
    BOOST_TEST(seen.status == (expected == "!" ? 2 : 0));
    BOOST_TEST(joined(lines_of(seen.out)) == (expected == "!" ? "" : expected));
    BOOST_TEST(subnet({"exclude", "10.0.0.0/8", "@" + list.path()}).status == (expected == "!" ? 2 : expected == "10.0.0.0/8" ? 1 : 0));
    BOOST_TEST((subnet({"grep", "-f", list.path()}).status == 2) == (expected == "!"));
    BOOST_TEST((subnet({"free", "10.0.0.0/7", "/9", "--used", list.path()}).status == 2) == (expected == "!"));
}

BOOST_AUTO_TEST_CASE(an_operand_is_read_as_a_line_of_a_list_is)
{
    BOOST_TEST(subnet({"merge", "10.0.0.0 - 10.255.255.255"}).out == "10.0.0.0/8\n");
    BOOST_TEST(subnet({"merge", "10.0.0.0 255.0.0.0"}).out == "10.0.0.0/8\n");
    BOOST_TEST(subnet({"merge", "1.0.0.0,1.0.0.255"}).out == "1.0.0.0/24\n");
    BOOST_TEST(subnet({"merge", "10.0.0.0/9,10.128.0.0/9"}).out == "10.0.0.0/8\n");
    BOOST_TEST(subnet({"merge", "10.0.0.0/9 office"}).status == 2);
    // It reads its standard input as lines, not as a list of sets.
    BOOST_TEST(subnet({"grep", "10.0.0.0 - 10.255.255.255"}, "x\nat 10.1.1.1\n").out == "at 10.1.1.1\n");
    BOOST_TEST(subnet({"grep", "-e", "10.0.0.0 – 10.255.255.255"}, "x\nat 10.1.1.1\n").out ==
               "at 10.1.1.1\n");
    BOOST_TEST(subnet({"grep", "-v", "private"}, "10.1.1.1\n8.8.8.8\n").out == "8.8.8.8\n");
}

BOOST_AUTO_TEST_CASE(special_and_global_divide_the_address_space)
{
    BOOST_TEST(subnet({"intersect", "special", "global"}).status == 1);
    BOOST_TEST(subnet({"merge", "special", "global"}).out == "0.0.0.0/0\n::/0\n");
    BOOST_TEST(subnet({"grep", "global"}, "192.0.0.9\n192.0.0.8\n8.8.8.8\n10.0.0.1\n").out ==
               "192.0.0.9\n8.8.8.8\n");  // the longest block of the registry decides
}

BOOST_DATA_TEST_CASE(merge_sorts, data::make(subnet_vectors({"sort"})))
{
    std::string bare;
    for (auto const& line : words_of(answer(verb_with("merge", sample.a))))
        bare.append(line.substr(0, line.find('/'))).push_back(' ');
    BOOST_TEST(bare == sample.expected + " ");
}

BOOST_DATA_TEST_CASE(exclude, data::make(subnet_vectors({"exclude", "exclude-count"})))
{
    temporary_file const first(joined(words_of(sample.a), '\n'));
    auto words = verb_with("exclude", sample.b);
    words.insert(words.begin() + 1, "@" + first.path());
    auto const seen = answer(words);
    if (sample.op == "exclude")
        BOOST_TEST(seen == sample.expected);
    else
        BOOST_TEST(std::to_string(words_of(seen).size()) == sample.expected);
}

BOOST_DATA_TEST_CASE(complement_is_the_whole_space_without_it, data::make(subnet_vectors({"complement"})))
{
    std::string const space = sample.a.find(':') == std::string::npos ? "0.0.0.0/0" : "::/0";
    BOOST_TEST(answer({"exclude", space, sample.a}) == sample.expected);
}

BOOST_DATA_TEST_CASE(intersect, data::make(subnet_vectors({"intersect"})))
{
    BOOST_TEST(answer({"intersect", sample.a, sample.b}) == sample.expected);
    BOOST_TEST(answer({"intersect", sample.b, "-"}, sample.a) == sample.expected);
}

BOOST_DATA_TEST_CASE(symmetric_difference, data::make(subnet_vectors({"symdiff"})))
{
    BOOST_TEST(answer({"diff", sample.a, sample.b}) == sample.expected);
    BOOST_TEST(answer({"diff", sample.b, sample.a}) == sample.expected);
}

BOOST_DATA_TEST_CASE(contains, data::make(subnet_vectors({"contains", "contains-unmapped"})))
{
    std::vector<std::string> words{"intersect", sample.a, sample.b, "-q"};
    if (sample.op == "contains-unmapped") words.push_back("--mapped-as-v4");
    auto const seen = subnet(words);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(seen.status == (sample.expected == "yes" ? 0 : 1));
}

BOOST_DATA_TEST_CASE(relation, data::make(subnet_vectors({"relation"})))
{
    auto const common = answer({"intersect", sample.a, sample.b});
    auto const a = answer({"merge", sample.a});
    auto const b = answer({"merge", sample.b});
    std::string const seen = common == "none" ? "disjoint"
                             : common == a    ? "within"
                             : common == b    ? "contains"
                                              : "?";
    BOOST_TEST(seen == sample.expected);
}

BOOST_DATA_TEST_CASE(split_by_length, data::make(subnet_vectors({"split"})))
{
    BOOST_TEST(answer({"split", sample.a, "/" + sample.b}) == sample.expected);
    BOOST_TEST(answer({"split", sample.a, sample.b}) == sample.expected);
}

BOOST_DATA_TEST_CASE(split_counts, data::make(subnet_vectors({"split-count"})))
{
    BOOST_TEST(answer({"split", sample.a, sample.b, "--count"}) == sample.expected);
    if (sample.expected.size() < 6)
        BOOST_TEST(std::to_string(lines_of(subnet({"split", sample.a, sample.b}).out).size()) ==
                   sample.expected);
}

BOOST_DATA_TEST_CASE(split_picks_one, data::make(subnet_vectors({"split-nth"})))
{
    BOOST_TEST(answer({"split", sample.a, sample.b, "--nth", sample.c}) == sample.expected);
}

BOOST_DATA_TEST_CASE(split_by_hosts, data::make(subnet_vectors({"vlsm"})))
{
    auto counts = sample.b;
    std::replace(counts.begin(), counts.end(), ' ', ',');
    auto const seen = subnet({"split", sample.a, "--hosts", counts});
    if (sample.refused()) {
        BOOST_TEST(seen.status == 1);
        BOOST_TEST(seen.out == "");
        BOOST_TEST(seen.err ==
                   "netbasics: subnet split: these hosts need 192 addresses; 10.0.0.0/25 has 128, which "
                   "is 64 too few\n");
        return;
    }
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(joined(lines_of(seen.out)) == sample.expected);
}

BOOST_DATA_TEST_CASE(first_free, data::make(subnet_vectors({"first-free"})))
{
    temporary_file const used(joined(words_of(sample.b), '\n'));
    BOOST_TEST(answer({"free", sample.a, "/" + sample.c, "--used", used.path()}) == sample.expected);
    BOOST_TEST(answer({"free", sample.a, sample.c, "--used=-"}, joined(words_of(sample.b), '\n')) ==
               sample.expected);
    auto words = verb_with("free", sample.b);
    words.insert(words.begin() + 1, {sample.a, "/" + sample.c});
    BOOST_TEST(answer(words) == sample.expected);
}

struct said {
    std::vector<std::string> words;
    char const* input;
    int status;
    char const* out;
    char const* err;
};

std::ostream& operator<<(std::ostream& out, said const& row)
{
    for (auto const& w : row.words) out << w << " ";
    return out;
}

said const sayings[] = {
    // Input
    {{"merge", "10.0.0.0/25", "10.0.0.128-10.0.0.255"}, "", 0, "10.0.0.0/24\n", ""},
    {{"merge"},
     "10.0.0.1 # a comment\n\n; another\n10.0.0.0,x\n2001:db8:: - 2001:db8::1\r\n",
     0,
     "10.0.0.0/31\n2001:db8::/127\n",
     ""},
    {{"merge"}, "", 0, "", ""},
    {{"merge", "-", "10.0.0.0"}, "10.0.0.1", 0, "10.0.0.0/31\n", ""},
    {{"merge", "--json", "10.0.0.5/8", "::"},
     "",
     0,
     "{\"prefix\":\"10.0.0.0/8\"}\n{\"prefix\":\"::/128\"}\n",
     ""},
    {{"merge", "-q", "10.0.0.5/8"}, "", 0, "", ""},
    // IPv4-mapped addresses are IPv6, unless they are said to be IPv4; a prefix that reaches further stays
    // IPv6
    {{"merge", "::ffff:10.0.0.1"}, "", 0, "::ffff:10.0.0.1/128\n", ""},
    {{"merge", "--mapped-as-v4", "::ffff:10.0.0.0/120", "-"},
     "::ffff:10.0.1.0-::ffff:10.0.1.255\n::/0",
     0,
     "10.0.0.0/23\n::/0\n",
     ""},
    {{"merge", "--mapped-as-v4", "::ffff:0:0/96"}, "", 0, "0.0.0.0/0\n", ""},
    // Bad lines are told and left out, bad operands end it
    {{"merge"},
     "10.0.0.1\n942.180.233.122\n10.0.0.0\n",
     2,
     "10.0.0.0/31\n",
     "netbasics: subnet merge: (standard input):2: '942.180.233.122': octet 1 is 942; the largest is 255\n"},
    {{"merge", "--strict"},
     "10.0.0.1\n1.2.3.4/\n10.0.0.1/234\n",
     2,
     "",
     "netbasics: subnet merge: (standard input):2: '1.2.3.4/': the prefix length behind '/' is missing\n"},
    {{"merge", "10.0.0.1", "1.2.3.4/33"},
     "",
     2,
     "",
     "netbasics: subnet merge: '1.2.3.4/33': the prefix length is 33; the largest is 32\n"},
    {{"exclude", "10.0.0.0/24", "@/nowhere"},
     "",
     2,
     "",
     "netbasics: subnet exclude: /nowhere: No such file or directory\n"},
    {{"intersect", "@/"}, "", 2, "", "netbasics: subnet intersect: /: Is a directory\n"},
    {{"diff", "-", "-"}, "10.0.0.1", 2, "", "netbasics: subnet diff: standard input can be read once only\n"},
    {{"merge"},
     "\x1B[2J\n",
     2,
     "",
     "netbasics: subnet merge: (standard input):1: '␛[2J': neither an IPv4 nor an IPv6 address\n"},
    // Nothing left is no
    {{"exclude", "10.0.0.0/24", "10.0.0.0/23"}, "", 1, "", ""},
    {{"exclude", "10.0.0.0/24"}, "", 0, "10.0.0.0/24\n", ""},
    {{"intersect", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3"}, "", 0, "10.1.2.3/32\n", ""},
    {{"diff", "10.0.0.0/31", "10.0.0.0", "10.0.0.1"}, "", 1, "", ""},
    // Ranges
    {{"range", "10.1.2.3/24"}, "", 0, "10.1.2.0/24\n", ""},
    {{"range", "10.0.0.1", "10.0.0.2", "--json"},
     "",
     0,
     "{\"prefix\":\"10.0.0.1/32\"}\n{\"prefix\":\"10.0.0.2/32\"}\n",
     ""},
    {{"range", "10.0.0.1", "::1"},
     "",
     2,
     "",
     "netbasics: subnet range: '10.0.0.1-::1': a range begins and ends in one family, IPv4 or IPv6\n"},
    {{"range", "192.168.1.5-9"},
     "",
     2,
     "",
     "netbasics: subnet range: '192.168.1.5-9': an IPv4 address has 4 octets, not 1\n"},
    // Plans
    {{"split", "10.0.0.0/24", "--into", "3"}, "", 0, "10.0.0.0/25\n10.0.0.128/26\n10.0.0.192/26\n", ""},
    {{"split", "::/0", "--into=3"}, "", 0, "::/1\n8000::/2\nc000::/2\n", ""},
    {{"split", "10.0.0.0/30", "--into=5"},
     "",
     2,
     "",
     "netbasics: subnet split: '5': 5 parts are too many: there are but 4 addresses\n"},
    {{"split", "10.0.0.0/24", "255.255.255.128"}, "", 0, "10.0.0.0/25\n10.0.0.128/25\n", ""},
    {{"split", "10.0.0.0/24", "/23"},
     "",
     2,
     "",
     "netbasics: subnet split: '/23': a /23 is larger than the /24 that it is to be part of\n"},
    {{"split", "10.0.0.0/24", "/25", "--nth=2"},
     "",
     2,
     "",
     "netbasics: subnet split: there are 2 subnets, and the first is number 0\n"},
    {{"split", "2001:db8::/64", "--hosts=1,3,500"},
     "",
     0,
     "2001:db8::204/127\n2001:db8::200/126\n2001:db8::/119\n",
     ""},
    {{"split", "10.0.0.0/24", "--hosts=10,50", "--explain"},
     "",
     0,
     "10.0.0.64/28\n10.0.0.0/26\n\n"
     "1. Beside its hosts a subnet has a network and a broadcast address (RFC 950; RFC 919). The smallest "
     "block\n"
     "   is the next power of two:\n"
     "   10 + 2: 16 addresses, 10.0.0.64/28\n"
     "   50 + 2: 64 addresses, 10.0.0.0/26\n"
     "2. The largest block is placed first: then each one begins where a block of its size may begin,\n"
     "   and no gap is left (VLSM; RFC 1878).\n"
     "3. 80 of 256 addresses are taken.\n",
     ""},
    {{"split", "10.0.0.0/24", "--hosts=2,"},
     "",
     2,
     "",
     "netbasics: subnet split: '2,': a decimal number is expected\n"},
    {{"free", "10.0.0.0/24", "/26", "10.0.0.1", "-n", "2"}, "", 0, "10.0.0.64/26\n10.0.0.128/26\n", ""},
    {{"free", "10.0.0.0/24", "/26", "10.0.0.1", "-n9"},
     "",
     0,
     "10.0.0.64/26\n10.0.0.128/26\n10.0.0.192/26\n",
     "netbasics: subnet free: 3 of 9 are free\n"},
    {{"free", "10.0.0.0/8", "/24", "--used=-"},
     "10.0.0.0/24\nx\n10.0.1.7 printer\n",
     2,
     "10.0.2.0/24\n",
     "netbasics: subnet free: (standard input):2: 'x': neither an IPv4 nor an IPv6 address\n"},
    // Every address
    {{"list", "10.0.0.255-10.0.1.1"}, "", 0, "10.0.0.255\n10.0.1.0\n10.0.1.1\n", ""},
    {{"list", "255.255.255.254/31", "2001:db8::/127"},
     "",
     0,
     "255.255.255.254\n255.255.255.255\n2001:db8::\n2001:db8::1\n",
     ""},
    {{"list", "--json", "10.0.0.9"}, "", 0, "{\"address\":\"10.0.0.9\",\"prefix\":\"10.0.0.9/32\"}\n", ""},
};

BOOST_DATA_TEST_CASE(what_a_verb_says, data::make(sayings))
{
    auto const seen = subnet(sample.words, sample.input);
    BOOST_TEST(seen.out == sample.out);
    BOOST_TEST(seen.err == sample.err);
    BOOST_TEST(seen.status == sample.status);
}

BOOST_AUTO_TEST_CASE(of_many_bad_lines_the_first_are_told_and_the_others_counted)
{
    std::string input;
    for (int i = 0; i < 25; ++i) input += "bad\n";
    temporary_file const file(input + "10.0.0.1");
    auto const seen = subnet({"merge", "@" + file.path()});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "10.0.0.1/32\n");
    auto const lines = lines_of(seen.err);
    BOOST_TEST_REQUIRE(lines.size() == 21U);
    BOOST_TEST(lines[19] ==
               "netbasics: subnet merge: " + file.path() + ":20: 'bad': neither an IPv4 nor an IPv6 address");
    BOOST_TEST(lines[20] == "netbasics: subnet merge: 5 more bad lines");
}

BOOST_AUTO_TEST_CASE(endless_answers_begin_at_once_and_end_when_nobody_reads)
{
    std::vector<std::vector<std::string>> const endless = {
        {"subnet", "list", "::/0"},
        {"subnet", "list", "10.0.0.0/8", "--json"},
        {"subnet", "split", "::/0", "/64"},
        {"subnet", "split", "::/0", "--into=9999999999999999999"},
        {"subnet", "free", "::/0", "/64", "-n99999999999"}};
    for (auto const& words : endless) {
        // The program is reached through the shell, which closes the pipe behind the first line.
        std::string command = NETBASICS_PROGRAM;
        for (auto const& w : words) command += " " + w;
        command += " | head -n 1";
        test::running_program shell({"-c", command}, test::running_program::at::pipes,
                                    {.program = "/bin/sh"});
        BOOST_TEST(shell.wait(60'000) == 0);
        BOOST_TEST(lines_of(shell.output()).size() == 1U);
        BOOST_TEST(shell.error_output() == "");
    }
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_a_failure)
{
    auto const seen = run({"subnet", "list", "10.0.0.0/8"}, {.output_file = "/dev/full"});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.err == "netbasics: standard output: No space left on device\n");
}

BOOST_AUTO_TEST_CASE(a_long_list_is_whole)
{
    auto const seen = subnet({"list", "10.0.0.0/14"});
    auto const lines = lines_of(seen.out);
    BOOST_TEST_REQUIRE(lines.size() == 262'144U);
    BOOST_TEST(lines.front() == "10.0.0.0");
    BOOST_TEST(lines[100'000] == "10.1.134.160");
    BOOST_TEST(lines.back() == "10.3.255.255");
}

/// A million random prefixes, a line each.
std::string million_prefixes(unsigned seed)
{
    std::mt19937_64 random(seed);
    std::string text;
    for (int i = 0; i < 1'000'000; ++i) {
        auto const bits = random();
        unsigned const length =
            16 + static_cast<unsigned>(bits >> 32 & 0xF) + static_cast<unsigned>(bits >> 36 & 1);
        auto const network = static_cast<std::uint32_t>(bits) & ~std::uint32_t{0} << (32 - length);
        for (int shift = 24; shift >= 0; shift -= 8)
            text.append(std::to_string(network >> shift & 0xFF)).push_back(shift == 0 ? '/' : '.');
        text.append(std::to_string(length)).push_back('\n');
    }
    return text;
}

/// What iprange prints, with the length that it leaves off addresses.
std::string with_lengths(std::string const& text)
{
    std::string all;
    for (auto const& line : lines_of(text))
        all.append(line).append(line.find('/') == line.npos ? "/32\n" : "\n");
    return all;
}

BOOST_AUTO_TEST_CASE(a_million_prefixes_give_what_iprange_gives, *test::needs_program("/usr/bin/iprange"))
{
    temporary_file const a(million_prefixes(1));
    temporary_file const b(million_prefixes(2));
    auto const merged = subnet({"merge", "@" + a.path()});
    BOOST_TEST(lines_of(merged.out).size() > 100'000U);
    BOOST_TEST((merged.out == with_lengths(run({a.path()}, {.program = "/usr/bin/iprange"}).out)));
    auto const left = subnet({"exclude", "@" + a.path(), "@" + b.path()});
    BOOST_TEST(lines_of(left.out).size() > 10'000U);
    BOOST_TEST((left.out ==
                with_lengths(run({a.path(), "--except", b.path()}, {.program = "/usr/bin/iprange"}).out)));
}

BOOST_AUTO_TEST_SUITE_END()
