#include "netbasics/room/room.hpp"

#include "netbasics/room/name.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace data = boost::unit_test::data;
using namespace netbasics;
using room::deliveries;
using room::delivery;
using room::name_key;
using room::safe_name;

namespace {

struct wanted {
    std::string_view text;
    char const* name;  ///< null: refused
};

std::ostream& operator<<(std::ostream& out, wanted const& row) { return out << row.text; }

constexpr wanted names[] = {
    {"张三", "张三"},
    {" a  b ", "a b"},
    {"e\u0301", "\u00e9"},  // NFC
    {"", nullptr},
    {"   ", nullptr},
    {"a:b", nullptr},       // would look like a sender
    {"a\uFF1Ab", nullptr},  // the same in full width
    {"*", nullptr},         // would look like a notice
    {"* x", nullptr},
    {"/x", nullptr},
    {"<x>", nullptr},
    {"a\u202Eb", nullptr},  // right-to-left override
    {"a\u200Bb", nullptr},  // zero width
    {"a\u200Db", nullptr},
    {"a\x1b[31m", nullptr},
    {"a\xff", nullptr},
    {"\u2217 x", nullptr},  // asterisk operator, and what else looks like a notice
    {"\uFF0A", nullptr},
    {"\uFE61a", nullptr},
    {"\u2731 b has left", nullptr},
    {"\u204E", nullptr},
    {"a\uFF1Cb", nullptr},
    {"\u2800", nullptr},  // would look like nothing
    {"\u3164", nullptr},
    {"\uFFA0", nullptr},
    {"a\u2800", nullptr},
    {"\u0301a", nullptr},        // a mark without a letter
    {"\u043Eperator", nullptr},  // a Cyrillic letter among Latin ones
    {"\U0001F600", "\U0001F600"},
    {"_a-1", "_a-1"},
    {"\u0410\u043D\u043D\u0430", "\u0410\u043D\u043D\u0430"},
    {"12345678901234567890123456789012", "12345678901234567890123456789012"},
    {"123456789012345678901234567890123", nullptr},   // 33 columns
    {"一二三四五六七八九十一二三四五六七", nullptr},  // 34 columns
};

/// What the member would read, his own lines too where they come back.
std::string seen_by(room::member_id who, deliveries const& all, bool json = false)
{
    std::string text;
    for (auto const& d : all) {
        bool const his = d.whom == delivery::to::one      ? d.who == who
                         : d.whom == delivery::to::others ? d.who != who || json
                                                          : true;
        if (his) text += json ? *d.what->json() : *d.what->plain();
    }
    return text;
}

room::moment const then{};

/// Everything that is said, in one go.
std::string after(room::room& r, std::vector<std::pair<room::member_id, std::string>> const& lines,
                  room::member_id reader)
{
    std::string text;
    for (auto const& [who, line] : lines) text += seen_by(reader, r.hear(who, line, then));
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(room_room)

BOOST_DATA_TEST_CASE(a_name_is_safe_to_show, data::make(names))
{
    auto const name = safe_name(sample.text);
    BOOST_TEST(name.has_value() == (sample.name != nullptr));
    if (name && sample.name != nullptr) BOOST_TEST(*name == sample.name);
}

BOOST_AUTO_TEST_CASE(names_that_look_alike_are_one)
{
    BOOST_TEST(name_key("Anna") == name_key("anna"));
    BOOST_TEST(name_key("a b") == name_key("ab"));
    BOOST_TEST(name_key("\uFF21nna") == name_key("anna"));  // full-width A
    BOOST_TEST(name_key("张三") != name_key("李四"));
}

BOOST_AUTO_TEST_CASE(what_is_said_comes_with_its_sender_and_not_back)
{
    room::room r("");
    r.join(1, then);
    r.join(2, then);
    auto const text = after(r, {{1, "/nick 张三"}, {1, "你好\r"}, {2, "/nick 李四"}, {2, "在"}}, 1);
    BOOST_TEST(text == "* 李四 has come\n李四: 在\n");
    BOOST_TEST(after(r, {{1, "x"}}, 2) == "张三: x\n");
}

BOOST_AUTO_TEST_CASE(a_name_is_taken_once)
{
    room::room r("");
    for (room::member_id who : {1u, 2u, 3u}) r.join(who, then);
    after(r, {{1, "/nick 张三"}}, 1);
    BOOST_TEST(after(r, {{2, "/nick 张三"}}, 2) == "* 张三 is here already: you are 张三-2\n");
    BOOST_TEST(after(r, {{3, "/nick 张 三"}}, 3) == "* 张 三 is here already: you are 张 三-3\n");
    BOOST_TEST(r.name_of(2) == "张三-2");
    r.leave(1, {}, then);
    after(r, {{2, "/nick 张三"}}, 2);
    BOOST_TEST(r.name_of(2) == "张三");
}

BOOST_AUTO_TEST_CASE(nobody_can_pass_for_the_operator)
{
    room::room r("");
    for (room::member_id who : {1u, 2u}) r.join(who, then);
    r.seat_operator(1);
    after(r, {{1, "/nick Teacher"}}, 1);
    for (std::string const name :
         {"operator", "0perator", "Op\u00E9rator", "OPERAT0R", "Te4cher", "Teach\u00E8r"})
        BOOST_TEST(after(r, {{2, "/nick " + name}}, 2).starts_with("* that cannot be a name"), name);
    BOOST_TEST(after(r, {{2, "/nick teacher"}}, 2) == "* teacher is here already: you are teacher-2\n");
}

BOOST_AUTO_TEST_CASE(many_who_want_one_name_cost_no_time)
{
    constexpr room::member_id count = 2'000;
    room::room r("");
    for (room::member_id who = 1; who <= count; ++who) {
        r.join(who, then);
        r.hear(who, "/nick x", then);
        r.hear(who, "/nick x", then);
    }
    BOOST_TEST(r.name_of(count) == "x-2000");
    auto const begin = std::chrono::steady_clock::now();
    for (int round = 0; round < 50; ++round)
        for (room::member_id who = 1; who <= count; ++who) r.hear(who, "/nick x", then);
    // A hundred thousand of them; looking at every number in turn would be a hundred million names.
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(20)));
    BOOST_TEST(r.name_of(count) == "x-2000");
}

BOOST_AUTO_TEST_CASE(who_says_no_name_is_a_guest)
{
    room::room r("");
    r.join(1, then);
    r.join(2, then);
    BOOST_TEST(after(r, {{1, "hello"}}, 2) == "* guest-1 has come\nguest-1: hello\n");
    BOOST_TEST(after(r, {{2, "/nick guest-1"}}, 2).starts_with("* that cannot be a name"));
}

BOOST_AUTO_TEST_CASE(nobody_can_imitate_a_notice_or_another_member)
{
    room::room r("");
    r.join(1, then);
    r.join(2, then);
    after(r, {{1, "/nick a"}}, 1);
    BOOST_TEST(after(r, {{1, "* b has left"}, {1, "b: I am b"}, {1, "x\ry: z"}}, 2) ==
               "a: * b has left\na: b: I am b\na: x␍y: z\n");
}

BOOST_AUTO_TEST_CASE(controls_and_broken_bytes_are_seen_in_the_plain_feed)
{
    room::room r("");
    r.join(1, then);
    r.join(2, then);
    after(r, {{1, "/nick a"}}, 1);
    using namespace std::string_literals;
    BOOST_TEST(after(r, {{1, "\x1b[2J\0\xfe\xe4\xbd b"s}}, 2) == "a: ␛[2J␀\uFFFD\uFFFD b\n");
}

BOOST_AUTO_TEST_CASE(the_json_feed_gives_receipts_and_codes)
{
    room::room r("");
    r.join(1, then);
    after(r, {{1, "/nick a"}, {1, "/json"}}, 1);
    BOOST_TEST(r.reads_json(1));
    BOOST_TEST(
        seen_by(1, r.hear(1, "hi\x1b", then), true) ==
        R"({"seq":null,"time":"1970-01-01T00:00:00.000Z","from":"a","text":"hi\u001b","event":"message"})"
        "\n");
    BOOST_TEST(
        seen_by(1, r.hear(1, "/who", then), true) ==
        R"({"seq":null,"time":"1970-01-01T00:00:00.000Z","from":"a","text":"a is here","event":"here","code":"is-here","values":["a"]})"
        "\n"
        R"({"seq":null,"time":"1970-01-01T00:00:00.000Z","from":null,"text":"1 here: a","event":"here","code":"are-here","values":["1","a"]})"
        "\n");
}

BOOST_AUTO_TEST_CASE(a_crowd_is_announced_as_one)
{
    room::room r("");
    for (room::member_id who = 1; who <= 60; ++who) r.join(who, then);
    std::string told;
    for (room::member_id who = 2; who <= 60; ++who)
        told += seen_by(1, r.hear(who, "/nick n" + std::to_string(who), then));
    BOOST_TEST(std::count(told.begin(), told.end(), '\n') == 20);
    for (room::member_id who = 55; who <= 60; ++who) BOOST_TEST(seen_by(1, r.leave(who, {}, then)) == "");
    r.leave(2, {}, then);
    BOOST_TEST(r.has_crowd());
    // Who came and left unannounced is in neither list.
    BOOST_TEST(seen_by(1, r.settle_crowd(then)) ==
               "* 33 have come: n22, n23, n24, n25, n26, n27, n28, n29, n30, n31 …\n* n2 has left\n");
    BOOST_TEST(!r.has_crowd());
    BOOST_TEST(seen_by(1, r.leave(3, {}, then + std::chrono::seconds(1))) == "* n3 has left\n");
}

BOOST_AUTO_TEST_CASE(a_member_that_comes_back_keeps_its_name)
{
    room::room r("", [n = 0]() mutable { return "token-" + std::to_string(++n); });
    for (room::member_id who : {1u, 2u}) r.join(who, then);
    auto const told = [&](room::member_id who, std::string const& line) {
        return seen_by(who, r.hear(who, line, then), true);
    };
    told(1, "/json");
    BOOST_TEST(
        told(1, "/nick a").find(R"("from":"a","text":"you are a","event":"rename","token":"token-1")") !=
        std::string::npos);
    // While the old connection is still there: it is replaced, and nobody hears of it.
    r.join(3, then);
    BOOST_TEST(seen_by(2, r.hear(3, "/resume token-1", then)) == "");
    BOOST_TEST(r.name_of(3) == "a");
    BOOST_TEST((r.take_replaced() == 1u));
    BOOST_TEST(seen_by(2, r.leave(1, {}, then)) == "");
    // After it was lost: the name is kept from others for a while.
    BOOST_TEST(seen_by(2, r.leave(3, "reset", then, true)) == "* a has left: reset\n");
    told(2, "/nick a");
    BOOST_TEST(r.name_of(2) == "a-2");
    r.join(4, then);
    BOOST_TEST(seen_by(2, r.hear(4, "/resume token-1", then)) == "* a has come\n");
    BOOST_TEST(r.name_of(4) == "a");
    BOOST_TEST(!r.take_replaced());
    r.join(5, then);
    BOOST_TEST(told(5, "/resume token-2").find("that token is not known here") != std::string::npos);
    r.leave(4, "reset", then, true);
    r.hear(2, "/nick a", then + room::room::name_is_kept);
    BOOST_TEST(r.name_of(2) == "a");
    r.leave(2, {}, then);  // without a break: nothing is kept
    r.hear(5, "/nick a", then);
    BOOST_TEST(r.name_of(5) == "a");
}

BOOST_AUTO_TEST_CASE(commands)
{
    room::room r("");
    r.join(1, then);
    r.join(2, then);
    BOOST_TEST(after(r, {{1, "/nick a"}, {1, "/who"}}, 1) == "* 1 here: a; 1 without a name\n");
    BOOST_TEST(after(r, {{1, "/nonsense x"}}, 1) == "* there is no command /nonsense; /help names them\n");
    BOOST_TEST(after(r, {{1, "//etc"}}, 2) == "a: /etc\n");
    BOOST_TEST(after(r, {{1, ""}}, 2) == "");  // nothing said
    BOOST_TEST(!r.has_quit(1));
    after(r, {{1, "/quit"}}, 1);
    BOOST_TEST(r.has_quit(1));
    BOOST_TEST(seen_by(2, r.leave(1, "reset", then)) == "* a has left: reset\n");
}

BOOST_AUTO_TEST_SUITE_END()
