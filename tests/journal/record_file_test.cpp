#include "netbasics/journal/record_file.hpp"

#include "support/temporary_file.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <fstream>
#include <sstream>
#include <sys/resource.h>

using namespace netbasics;
using journal::record_file;
using room::event;

namespace {

room::moment const then = std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000));

event said(std::uint64_t seq, std::string text, std::string from = "a")
{
    return {seq, then, std::move(from), std::move(text), room::event_kind::message};
}

std::string all_of(std::string const& path)
{
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::uint64_t> seqs(record_file const& r, std::uint64_t after, std::size_t at_once)
{
    std::vector<std::uint64_t> found;
    auto where = r.after(after);
    for (auto text = r.read(where, at_once); !text.empty(); text = r.read(where, at_once))
        for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
            found.push_back(journal::entry_from_line(rest.substr(0, rest.find('\n')))->seq);
    return found;
}

result<void> write(record_file& r, std::vector<event> const& all, bool to_disk = false)
{
    std::string lines;
    for (auto const& what : all) lines += *what.json();
    auto const done = r.write(lines, to_disk);
    if (done.has_value()) r.wrote(lines.size(), all.front(), all.back());
    return done;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_record_file)

BOOST_AUTO_TEST_CASE(an_utterance_is_read_as_it_was_written)
{
    event const all[] = {
        said(1, "你好 \"\\\x1b\u202e", "张三"),
        {0, then, {}, "* not a notice", room::event_kind::notice},
        {18'446'744'073'709'551'615u, then, "a", "", room::event_kind::rename},
    };
    for (auto const& what : all) {
        auto const read = room::event_from_json(*what.json());
        BOOST_TEST_REQUIRE(read.has_value());
        BOOST_TEST(read->seq == what.seq);
        BOOST_TEST((read->time == what.time));
        BOOST_TEST(read->from == what.from);
        BOOST_TEST(read->text == what.text);
        BOOST_TEST((read->kind == what.kind));
    }
    for (auto const* text :
         {"", "{}", "[]", "{\"seq\":1}", "x",
          R"({"seq":-1,"time":"2026-01-02T03:04:05.678Z","from":null,"text":"","event":"message"})",
          R"({"seq":1,"time":"2026-13-02T03:04:05.678Z","from":null,"text":"","event":"message"})",
          R"({"seq":1,"time":"2026-01-02T03:04:05.678Z","from":null,"text":"","event":"other"})",
          R"({"seq":1,"time":"2026-01-02T03:04:05.678Z","from":1,"text":"","event":"message"})"})
        BOOST_TEST(!room::event_from_json(text).has_value());
}

BOOST_AUTO_TEST_CASE(goes_on_after_a_restart)
{
    test::temporary_file const file("");
    {
        auto r = record_file::open(file.path());
        BOOST_TEST_REQUIRE(r.has_value());
        BOOST_TEST(r->last_seq() == 0u);
        BOOST_TEST(write(*r, {said(1, "one"), said(3, "three")}).has_value());
        BOOST_TEST(all_of(file.path()) == *said(1, "one").json() + *said(3, "three").json());
        BOOST_TEST((record_file::open(file.path()).error().reason == errc::record_in_use));
    }
    auto r = record_file::open(file.path());
    BOOST_TEST_REQUIRE(r.has_value());
    BOOST_TEST(r->last_seq() == 3u);
    BOOST_TEST((*r->began() == then));
    BOOST_TEST(seqs(*r, 0, 10'000) == (std::vector<std::uint64_t>{1, 3}));
    BOOST_TEST(write(*r, {said(4, "four")}).has_value());
    BOOST_TEST(seqs(*r, 2, 10'000) == (std::vector<std::uint64_t>{3, 4}));
}

BOOST_AUTO_TEST_CASE(a_torn_line_is_removed_and_told)
{
    auto const whole = *said(1, "one").json() + *said(2, "two").json();
    auto const last = *said(3, "three").json();
    for (std::size_t size = 0; size < last.size(); ++size) {
        test::temporary_file const file(whole + last.substr(0, size));
        auto const r = record_file::open(file.path());
        BOOST_TEST_REQUIRE(r.has_value());
        BOOST_TEST(r->last_seq() == 2u);
        BOOST_TEST(r->torn() == last.substr(0, size));
        BOOST_TEST(all_of(file.path()) == whole);
    }
    test::temporary_file const other("x\n");
    BOOST_TEST((record_file::open(other.path()).error().reason == errc::record_broken));
    BOOST_TEST(all_of(other.path()) == "x\n");
    BOOST_TEST((record_file::open("/dev/null").error().reason == errc::record_broken));
    BOOST_TEST(record_file::open("/nonexistent/x").has_error());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_record_is_never_touched)
{
    using namespace std::string_literals;
    auto const line = *said(7, "one").json();
    for (auto const& content :
         {"shopping list"s, "shopping list\nmilk\neggs"s, "\xff\xd8\xff\xe0\0\x10JFIF\0no line end"s,
          "{\"name\":\"x\",\"version\":\"1.0.0\"}"s, "{\n  \"name\": \"x\"\n}"s,
          line + "text that is no line"s, "text\n"s + line, line + "text\n{\"seq\":8"s,
          "{\"seq\":12345678901234567890,\"time\":\""s, line + std::string(100, '\0'),
          "{\"seq\":7,\"time\":\"2026"s + std::string(record_file::longest_line, 'x'),
          *said(18'446'744'073'709'551'615u, "no number follows").json(),
          *said(9, "x").json() + *said(8, "y").json()}) {
        test::temporary_file const file(content);
        BOOST_TEST_CONTEXT(content.substr(0, 60))
        {
            BOOST_TEST((record_file::open(file.path()).error().reason == errc::record_broken));
            BOOST_TEST((all_of(file.path()) == content));
        }
    }
}

BOOST_AUTO_TEST_CASE(every_place_is_found)
{
    test::temporary_file const file("");
    auto r = record_file::open(file.path());
    BOOST_TEST_REQUIRE(r.has_value());
    std::vector<std::uint64_t> expected;
    std::vector<event> all;
    for (std::uint64_t seq = 2; seq < 3'000; seq += 1 + seq % 3) {
        all.push_back(said(seq, std::string(seq % 97 * (seq % 50 == 0 ? 900 : 1), 'x')));
        expected.push_back(seq);
    }
    BOOST_TEST(write(*r, all).has_value());
    for (std::uint64_t seq = 0; seq < 3'010; seq += 7) {
        std::vector<std::uint64_t> later;
        for (auto const one : expected)
            if (one > seq) later.push_back(one);
        BOOST_TEST((seqs(*r, seq, 1'000 + seq * 50) == later));
    }
    auto const last = r->last(3);
    BOOST_TEST_REQUIRE(last.size() == 3u);
    BOOST_TEST(last.back()->seq == expected.back());
    BOOST_TEST(r->last(1'000'000).size() == expected.size());
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_on_the_disk_leaves_no_trace)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit usual{};
    ::getrlimit(RLIMIT_FSIZE, &usual);
    test::temporary_file const file("");
    auto r = record_file::open(file.path());
    BOOST_TEST_REQUIRE(r.has_value());
    auto const line = said(1, std::string(100, 'x')).json()->size();
    rlimit small = usual;
    small.rlim_cur = line * 2 + line / 2;  // two lines and a half
    ::setrlimit(RLIMIT_FSIZE, &small);
    std::string const text(100, 'x');
    BOOST_TEST(write(*r, {said(1, text)}, true).has_value());
    BOOST_TEST(write(*r, {said(2, text), said(3, text)}, true).has_error());
    BOOST_TEST(all_of(file.path()).size() == line);  // all or nothing
    BOOST_TEST(write(*r, {said(4, text)}, true).has_value());
    ::setrlimit(RLIMIT_FSIZE, &usual);
    BOOST_TEST(seqs(*r, 0, 1'000) == (std::vector<std::uint64_t>{1, 4}));
}

BOOST_AUTO_TEST_SUITE_END()
