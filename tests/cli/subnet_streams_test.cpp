#include "support/needs.hpp"
#include "support/program.hpp"
#include "support/temporary_file.hpp"
#include "support/vectors.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <random>
#include <unistd.h>

namespace data = boost::unit_test::data;
using namespace netbasics;
using test::run;
using test::running_program;

namespace {

constexpr char log_lines[] = "10.0.0.1 GET /a\n"
                             "8.8.8.8 GET /b\n"
                             "nothing here\n"
                             "src:10.0.0.2 and 9.9.9.9 and 10.0.0.3\n"
                             "10.1.2.3.4 version\n"
                             "2001:db8::1 GET /c";

struct grep_row {
    std::vector<std::string> words;
    char const* out;
    int status;
};

std::ostream& operator<<(std::ostream& out, grep_row const& row)
{
    for (auto const& word : row.words) out << word << " ";
    return out;
}

grep_row const greps[] = {
    {{"10.0.0.0/8"}, "10.0.0.1 GET /a\nsrc:10.0.0.2 and 9.9.9.9 and 10.0.0.3\n", 0},
    {{"-c", "10.0.0.0/8"}, "2\n", 0},
    {{"-vc", "10.0.0.0/8"}, "4\n", 0},
    {{"-v", "0.0.0.0/0,::/0"}, "nothing here\n10.1.2.3.4 version\n", 0},
    {{"-o", "10.0.0.0/8"}, "10.0.0.1\n10.0.0.2\n10.0.0.3\n", 0},
    {{"-on", "10.0.0.0/8"}, "1:10.0.0.1\n4:10.0.0.2\n4:10.0.0.3\n", 0},
    {{"-n", "-e", "8.8.8.8", "-e", "2001:db8::/32"}, "2:8.8.8.8 GET /b\n6:2001:db8::1 GET /c\n", 0},
    {{"-q", "10.0.0.0/8"}, "", 0},
    {{"-q", "11.0.0.0/8"}, "", 1},
    {{"11.0.0.0/8"}, "", 1},
    {{"-c", "11.0.0.0/8"}, "0\n", 1},
    {{"10.0.0.2-10.0.0.9"}, "src:10.0.0.2 and 9.9.9.9 and 10.0.0.3\n", 0},
    {{"-x", "0.0.0.0/0"}, "", 1},
    {{"--json", "8.8.8.8"},
     "{\"file\":\"(standard input)\",\"number\":2,\"line\":\"8.8.8.8 GET /b\",\"address\":\"8.8.8.8\"}\n",
     0},
    {{"10.0.0.0/33"}, "", 2},
    {{"8.8.8.8", "-", "/nonexistent"}, "(standard input):8.8.8.8 GET /b\n", 2},
};

std::vector<std::string> subnet(std::string const& verb, std::vector<std::string> words)
{
    words.insert(words.begin(), {"subnet", verb});
    return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_subnet_streams)

BOOST_DATA_TEST_CASE(grep_keeps_lines_as_grep_does, data::make(greps))
{
    auto const seen = run(subnet("grep", sample.words), {.input = log_lines});
    BOOST_TEST(seen.out == sample.out);
    BOOST_TEST(seen.status == sample.status);
    BOOST_TEST(seen.err.empty() == (sample.status < 2));
}

BOOST_AUTO_TEST_CASE(whole_lines_records_and_mapped_addresses)
{
    BOOST_TEST(
        run(subnet("grep", {"-x", "10.0.0.0/8"}), {.input = "10.0.0.1\n 10.0.0.2\n10.0.0.3\r\n"}).out ==
        "10.0.0.1\n10.0.0.3\r\n");
    std::string const records("a 10.0.0.1\nb\0c\0", 15);
    BOOST_TEST(run(subnet("grep", {"-0", "10.0.0.0/8"}), {.input = records}).out ==
               std::string("a 10.0.0.1\nb\0", 13));
    BOOST_TEST(run(subnet("grep", {"10.0.0.0/8"}), {.input = "::ffff:10.0.0.1\n"}).status == 1);
    BOOST_TEST(run(subnet("grep", {"--mapped-as-v4", "10.0.0.0/8"}), {.input = "::ffff:10.0.0.1\n"}).status ==
               0);
    BOOST_TEST(run(subnet("grep", {"::ffff:0:0/96"}), {.input = "::ffff:10.0.0.1\n"}).status == 0);
}

BOOST_AUTO_TEST_CASE(bad_lines_of_a_list_are_told_and_the_rest_is_used)
{
    test::temporary_file const list("10.0.0.0/8\nx.y\n\n# a comment\n300.0.0.0/8\n");
    auto const seen = run(subnet("grep", {"-f", list.path()}), {.input = log_lines});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "10.0.0.1 GET /a\nsrc:10.0.0.2 and 9.9.9.9 and 10.0.0.3\n");
    BOOST_TEST(seen.err.find(":2: 'x.y': ") != std::string::npos);
    BOOST_TEST(seen.err.find(":5: '300.0.0.0/8': octet 1 is 300; the largest is 255") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nul_bytes_and_bytes_that_are_no_text_pass_through)
{
    std::string const line("\xFF\0\x1B[2J 10.0.0.1 \xE5\n", 18);
    BOOST_TEST((run(subnet("grep", {"10.0.0.0/8"}), {.input = line}).out == line));
}

BOOST_AUTO_TEST_CASE(a_line_of_100_megabytes_without_an_end_is_survived)
{
    std::string line(100'000'000, 'x');
    line.append(" 10.0.0.1");
    test::temporary_file const file(line);
    auto const seen = run(subnet("grep", {"-c", "10.0.0.0/8", file.path()}));
    BOOST_TEST(seen.out == "1\n");
}

BOOST_AUTO_TEST_CASE(line_buffered_shows_a_line_at_once)
{
    running_program program(subnet("grep", {"--line-buffered", "10.0.0.0/8"}), running_program::at::pipes);
    program.type("10.0.0.1 a\n11.0.0.1 b\n");
    BOOST_TEST(program.wait_for_output("10.0.0.1 a\n"));
    program.type("10.0.0.2 c\n");
    BOOST_TEST(program.wait_for_output("10.0.0.2 c\n"));
    program.end_input();
    BOOST_TEST(program.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_file_that_shrinks_while_it_is_read_is_survived)
{
    std::string text;
    for (int i = 0; i < 2'000'000; ++i) text.append("10.0.0.1 some line\n");
    test::temporary_file const file(text);
    running_program program(subnet("grep", {"10.0.0.0/8", file.path()}), running_program::at::pipes);
    BOOST_TEST(program.wait_for_output("10.0.0.1"));
    BOOST_TEST_REQUIRE(::truncate(file.path().c_str(), 1000) == 0);
    BOOST_TEST(program.wait() == 0);
    BOOST_TEST(program.error_output() == "");
}

BOOST_AUTO_TEST_CASE(order_is_kept_across_blocks_and_threads)
{
    std::string text;
    std::string expected;
    std::mt19937 random(3);
    for (int i = 0; i < 300'000; ++i) {
        bool const kept = random() % 3 == 0;
        auto const line = (kept ? "10." : "11.") + std::to_string(random() % 256) + ".0.1 number " +
                          std::to_string(i) + "\n";
        text.append(line);
        if (kept) expected.append(line);
    }
    test::temporary_file const file(text);
    BOOST_TEST((run(subnet("grep", {"10.0.0.0/8", file.path()})).out == expected));
    auto const numbered = run(subnet("grep", {"-n", "10.0.0.0/8", file.path()})).out;
    auto const last = numbered.substr(numbered.rfind('\n', numbered.size() - 2) + 1);
    BOOST_TEST(std::stoul(last) == std::stoul(last.substr(last.rfind(' '))) + 1);
}

BOOST_AUTO_TEST_CASE(the_same_lines_as_grepcidr_on_a_plain_access_log,
                     *test::needs_program("/usr/bin/grepcidr"))
{
    std::mt19937 random(5);
    auto const address = [&] {
        return std::to_string(random() % 256) + "." + std::to_string(random() % 256) + "." +
               std::to_string(random() % 256) + "." + std::to_string(random() % 256);
    };
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text.append(address()).append(
            " - - [22/Nov/2026:10:11:12 +0000] \"GET /x HTTP/1.1\" 200 5 \"-\" \"f/1.0\"\n");
    std::string prefixes;
    for (int i = 0; i < 5'000; ++i)
        prefixes.append(address()).append("/").append(std::to_string(12 + random() % 21)).append("\n");
    test::temporary_file const log(text);
    test::temporary_file const list(prefixes);
    auto const theirs = run({"-f", list.path(), log.path()}, {.program = "/usr/bin/grepcidr"});
    BOOST_TEST_REQUIRE(theirs.out.size() > 1000u);
    BOOST_TEST((run(subnet("grep", {"-f", list.path(), log.path()})).out == theirs.out));
}

BOOST_AUTO_TEST_CASE(tag_adds_the_longest_prefix_and_its_label)
{
    test::temporary_file const table(
        "10.0.0.0/8\tprivate\n10.0.0.0/24\tlab\n10.0.0.0/24\tsecond\n2001:db8::/32 doc\n9.9.9.9\n");
    auto const seen = run(subnet("tag", {table.path()}),
                          {.input = "a 10.0.0.1 b\r\n10.9.9.9\nnone\n8.8.8.8\nx 2001:db8::1\n9.9.9.9"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(seen.out == "a 10.0.0.1 b\t10.0.0.0/24\tlab,second\r\n"
                           "10.9.9.9\t10.0.0.0/8\tprivate\n"
                           "none\t-\t-\n"
                           "8.8.8.8\t-\t-\n"
                           "x 2001:db8::1\t2001:db8::/32\tdoc\n"
                           "9.9.9.9\t9.9.9.9/32\t-\n");
    BOOST_TEST(run(subnet("tag", {table.path()}), {.input = "8.8.8.8\n"}).status == 1);
    BOOST_TEST(run(subnet("tag", {"--all", table.path()}), {.input = "10.0.0.1 8.8.8.8 10.1.1.1\n"}).out ==
               "10.0.0.1 8.8.8.8 10.1.1.1\t10.0.0.0/24\tlab,second\t-\t-\t10.0.0.0/8\tprivate\n");
    BOOST_TEST(run(subnet("tag", {"--json", table.path()}), {.input = "on 10.0.0.1\n"}).out ==
               "{\"line\":\"on "
               "10.0.0.1\",\"address\":\"10.0.0.1\",\"prefix\":\"10.0.0.0/24\",\"value\":\"lab,second\"}\n");
}

BOOST_AUTO_TEST_CASE(tag_reads_csv_by_the_names_of_its_columns)
{
    test::temporary_file const table(
        "id,network,country,name\n1,10.0.0.0/8,\"A, B\",\"say \"\"x\"\"\"\n2,bad,C,D\n");
    auto const seen =
        run(subnet("tag", {"--columns", "network,country,name", table.path()}), {.input = "10.0.0.1\n"});
    BOOST_TEST(seen.out == "10.0.0.1\t10.0.0.0/8\tA, B\tsay \"x\"\n");
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.err.find(":3: '2,bad,C,D': ") != std::string::npos);
    auto const missing =
        run(subnet("tag", {"--columns", "network,city", table.path()}), {.input = "10.0.0.1\n"});
    BOOST_TEST(missing.status == 2);
    BOOST_TEST(missing.err == "netbasics: subnet tag: 'city': the header has no column of that name\n");
}

BOOST_AUTO_TEST_CASE(tag_joins_several_rows_column_by_column)
{
    test::temporary_file const aws("p,r,s\n3.0.0.0/8,ap,AMAZON\n3.0.0.0/8,ap,S3\n4.0.0.0/8,,EC2\n");
    BOOST_TEST(run(subnet("tag", {"--columns", "p,r,s", aws.path()}), {.input = "3.1.1.1\n4.1.1.1\n"}).out ==
               "3.1.1.1\t3.0.0.0/8\tap,ap\tAMAZON,S3\n4.1.1.1\t4.0.0.0/8\t-\tEC2\n");
    test::temporary_file const plain("10.0.0.0/8\ta\tb\n10.0.0.0/8\tc\n");
    BOOST_TEST(run(subnet("tag", {plain.path()}), {.input = "10.0.0.1\n"}).out ==
               "10.0.0.1\t10.0.0.0/8\ta,c\tb,-\n");
}

BOOST_AUTO_TEST_CASE(tag_reads_first_and_last_columns_and_numbers)
{
    test::temporary_file const ends("start,end,cc\n1.0.0.0,1.0.0.255,AU\n2001:db8::,2001:db8::ff,DE\n"
                                    "10.0.0.1,10.0.0.6,LAN\n10.0.0.9,10.0.0.1,bad\n");
    auto const seen = run(subnet("tag", {"--columns", "start,end,cc", ends.path()}),
                          {.input = "1.0.0.9\n2001:db8::9\n10.0.0.5\n"});
    BOOST_TEST(seen.out == "1.0.0.9\t1.0.0.0/24\tAU\n2001:db8::9\t2001:db8::/120\tDE\n"
                           "10.0.0.5\t10.0.0.1-10.0.0.6\tLAN\n");  // not a fragment of the range
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.err.find(":5: ") != std::string::npos);
    test::temporary_file const numbers("\"a\",\"b\",\"c\"\n\"16777216\",\"16777471\",\"AU\"\n"
                                       "\"42540766411282592856903984951653826560\","
                                       "\"42540766411282592856903984951653826815\",\"DE\"\n");
    BOOST_TEST(run(subnet("tag", {"--columns", "a,b,c", numbers.path()}),
                   {.input = "1.0.0.9\n2001:db8::9\n"})
                   .out == "1.0.0.9\t1.0.0.0/24\tAU\n2001:db8::9\t2001:db8::/120\tDE\n");
}

BOOST_AUTO_TEST_CASE(tag_reads_the_same_sets_as_lists_do)
{
    test::temporary_file const table("; comment\n# another\n10.0.0.0 255.0.0.0 ten\n1.0.0.0,1.0.0.9,one\n"
                                     "192.168.1-2.*\tlan\nprivate fallback\n9.9.9.1 - 9.9.9.3 nine\n");
    auto const seen = run(subnet("tag", {table.path()}),
                          {.input = "10.1.1.1\n1.0.0.3\n192.168.2.2\n172.16.0.1\n9.9.9.2\n"});
    BOOST_TEST(seen.err == "");
    BOOST_TEST(seen.out == "10.1.1.1\t10.0.0.0/8\tten,fallback\n1.0.0.3\t1.0.0.0-1.0.0.9\tone\n"
                           "192.168.2.2\t192.168.1.0-192.168.2.255\tlan\n172.16.0.1\t172.16.0.0/12\tfallback\n"
                           "9.9.9.2\t9.9.9.1-9.9.9.3\tnine\n");
}

BOOST_AUTO_TEST_CASE(tag_reads_quoted_fields_across_lines)
{
    test::temporary_file const table("p,name\n10.0.0.0/8,\"two\nlines\"\n11.0.0.0/8,\"open\n12.0.0.0/8,x\n");
    auto const seen =
        run(subnet("tag", {"--columns", "p,name", table.path()}), {.input = "10.0.0.1\n12.0.0.1\n"});
    BOOST_TEST(seen.out == "10.0.0.1\t10.0.0.0/8\ttwo lines\n12.0.0.1\t12.0.0.0/8\tx\n");
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.err.find(":4: ") != std::string::npos);  // where the quote opens; nothing is swallowed
}

BOOST_AUTO_TEST_CASE(a_table_of_one_family_finds_its_address_behind_another)
{
    test::temporary_file const table("2001:db8::/32\tdoc\n");
    BOOST_TEST(run(subnet("tag", {table.path()}), {.input = "10.0.0.1 2001:db8::1\n"}).out ==
               "10.0.0.1 2001:db8::1\t2001:db8::/32\tdoc\n");
}

BOOST_AUTO_TEST_CASE(strict_ends_at_the_first_bad_line)
{
    test::temporary_file const table("10.0.0.0/8\tten\nbad\nworse\n");
    for (auto const* verb : {"tag", "grep"}) {
        std::vector<std::string> words{"--strict", table.path()};
        if (std::string_view(verb) == "grep") words.insert(words.begin() + 1, "-f");
        auto const seen = run(subnet(verb, words), {.input = "10.0.0.1\n"});
        BOOST_TEST(seen.status == 2);
        BOOST_TEST(seen.out == "");
        BOOST_TEST(seen.err.find("worse") == std::string::npos);
    }
}

BOOST_DATA_TEST_CASE(longest_prefix_match, data::make(test::subnet_vectors({"lpm"})))
{
    std::string text;
    for (auto const& prefix : test::words_of(sample.a)) text.append(prefix).append("\n");
    test::temporary_file const table(text);
    auto const seen = run(subnet("tag", {table.path()}), {.input = sample.b + "\n"});
    auto const prefix = sample.expected == "none" ? "-" : sample.expected;
    BOOST_TEST(seen.out == sample.b + "\t" + prefix + "\t-\n");
}

BOOST_DATA_TEST_CASE(contains, data::make(test::subnet_vectors({"contains", "contains-unmapped"})))
{
    std::vector<std::string> words{sample.a};
    if (sample.op == "contains-unmapped") words.push_back("--mapped-as-v4");
    BOOST_TEST(run(subnet("grep", words), {.input = sample.b + "\n"}).status ==
               (sample.expected == "yes" ? 0 : 1));
}

BOOST_AUTO_TEST_SUITE_END()
