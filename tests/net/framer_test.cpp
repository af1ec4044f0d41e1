#include "netbasics/net/framer.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace data = boost::unit_test::data;
using namespace netbasics::net;
using namespace std::string_literals;

namespace {

struct seen {
    std::string text;
    bool begins = true;
    bool ends = true;
    bool terminated = true;
    bool operator==(seen const&) const = default;
};

std::ostream& operator<<(std::ostream& out, seen const& m)
{
    return out << '\'' << m.text << "' " << m.begins << m.ends << m.terminated;
}

void take(framer& f, std::vector<seen>& all)
{
    for (auto const& m : f.take()) all.push_back({std::string(m.text), m.begins, m.ends, m.terminated});
}

void give(framer& f, std::string_view bytes, std::vector<seen>& all)
{
    while (!bytes.empty()) {
        auto const space = f.space();
        auto const size = std::min(space.size(), bytes.size());
        std::copy_n(bytes.begin(), size, space.begin());
        f.received(size);
        bytes.remove_prefix(size);
        take(f, all);
    }
}

std::vector<seen> all_of(framing how, std::vector<std::string> const& receives)
{
    framer f(how);
    std::vector<seen> all;
    for (auto const& r : receives) give(f, r, all);
    f.ended();
    take(f, all);
    return all;
}

struct stream {
    char const* why;
    std::string bytes;
    std::vector<seen> messages;
};

std::ostream& operator<<(std::ostream& out, stream const& s) { return out << s.why; }

stream const line_streams[] = {
    {"nothing", "", {}},
    {"one line", "你好\n", {{"你好"}}},
    {"two lines", "a\nb\n", {{"a"}, {"b"}}},
    {"the CR of a telnet user stays with the line", "a\r\n", {{"a\r"}}},
    {"empty lines are lines", "\n\na\n", {{""}, {""}, {"a"}}},
    {"the end of input ends a line", "a\n拜拜", {{"a"}, {"拜拜", true, true, false}}},
    {"any byte may stand in a line", "\0\xff\x1b[\n"s, {{"\0\xff\x1b["s}}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(net_framer)

BOOST_DATA_TEST_CASE(lines_are_the_same_wherever_a_receive_ends, data::make(line_streams))
{
    auto const whole = all_of(framing::line, {sample.bytes});
    BOOST_TEST(whole == sample.messages, boost::test_tools::per_element());
    for (std::size_t cut = 0; cut <= sample.bytes.size(); ++cut) {
        auto const parts = all_of(framing::line, {sample.bytes.substr(0, cut), sample.bytes.substr(cut)});
        BOOST_TEST(parts == sample.messages, boost::test_tools::per_element());
    }
    std::vector<std::string> single;
    for (char const c : sample.bytes) single.emplace_back(1, c);
    BOOST_TEST(all_of(framing::line, single) == sample.messages, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_line_of_a_megabyte_comes_in_pieces_between_characters)
{
    std::string line = "x";
    while (line.size() < 1'000'000) line += "好";
    auto const pieces = all_of(framing::line, {line + "\nnext\n"});
    BOOST_TEST_REQUIRE(pieces.size() > 3u);
    std::string joined;
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        auto const& p = pieces[i];
        BOOST_TEST(p.text.size() < 2 * framer::longest + 1);
        BOOST_TEST(p.begins == (i == 0));
        BOOST_TEST(p.ends == (i + 2 == pieces.size()));
        BOOST_TEST(((p.text.empty() ? 0 : p.text[0]) & 0xC0) != 0x80);
        joined += p.text;
    }
    BOOST_TEST((joined == line));
    BOOST_TEST(pieces.back() == seen{"next"});
}

BOOST_AUTO_TEST_CASE(a_line_that_ends_right_behind_a_piece_still_ends)
{
    framer f(framing::line);
    std::vector<seen> all;
    give(f, std::string(framer::longest, 'x'), all);
    BOOST_TEST_REQUIRE(all.size() == 1u);
    BOOST_TEST(!all[0].ends);
    give(f, "\n", all);
    BOOST_TEST_REQUIRE(all.size() == 2u);
    BOOST_TEST(all[1] == (seen{"", false, true, true}));
}

BOOST_AUTO_TEST_CASE(a_raw_message_is_what_a_receive_brings)
{
    BOOST_TEST(all_of(framing::raw, {"你好", "拜拜"}) == (std::vector<seen>{{"你好"}, {"拜拜"}}),
               boost::test_tools::per_element());
    BOOST_TEST(all_of(framing::raw, {"a\n", "b\r\n", "\n"}) == (std::vector<seen>{{"a"}, {"b"}, {""}}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_character_cut_by_a_receive_is_joined)
{
    std::string const text = "你好𠮷x";
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        std::string joined;
        for (auto const& m : all_of(framing::raw, {text.substr(0, cut), text.substr(cut)})) {
            BOOST_TEST((static_cast<unsigned char>(m.text[0]) & 0xC0) != 0x80);
            joined += m.text;
        }
        BOOST_TEST(joined == text);
    }
    // What never becomes whole comes with the end.
    BOOST_TEST(all_of(framing::raw, {"a\xe4\xbd"}) == (std::vector<seen>{{"a"}, {"\xe4\xbd"}}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_first_bytes_decide)
{
    framer with_line_end(framing::automatic);
    std::vector<seen> all;
    give(with_line_end, "hel", all);
    BOOST_TEST(with_line_end.undecided());
    give(with_line_end, "lo\n", all);
    BOOST_TEST((with_line_end.how() == framing::line));
    BOOST_TEST(all == (std::vector<seen>{{"hello"}}), boost::test_tools::per_element());

    framer silent(framing::automatic);
    all.clear();
    BOOST_TEST(!silent.undecided());
    give(silent, "你好", all);
    BOOST_TEST(all.empty());
    silent.decide(framing::raw);
    take(silent, all);
    BOOST_TEST(all == (std::vector<seen>{{"你好"}}), boost::test_tools::per_element());

    framer bulk(framing::automatic);
    all.clear();
    give(bulk, std::string(20'000, '\0'), all);
    BOOST_TEST((bulk.how() == framing::line));  // nobody types that much without a line end

    BOOST_TEST(all_of(framing::automatic, {"a"}) == (std::vector<seen>{{"a", true, true, false}}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
