#include "netbasics/chat/conversation.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <vector>

namespace data = boost::unit_test::data;
using namespace netbasics;
using chat::conversation;
using chat::farewell;
using net::message;

namespace {

struct word {
    std::string_view text;
    bool ends;
};

std::ostream& operator<<(std::ostream& out, word const& row) { return out << row.text; }

constexpr word words[] = {
    {"拜拜", true},
    {"bye", true},
    {" bye ", true},
    {"拜拜\r", true},            // from telnet
    {"\u3000拜拜\u3000", true},  // an ideographic space is easily typed with it
    {"\tbye\n", true},
    {"", false},
    {" ", false},
    {"Bye", false},
    {"bye bye", false},
    {"你好拜拜", false},  // two sends that came as one: nobody can know
    {"拜拜。", false},
};

std::vector<message> lines(std::initializer_list<std::string_view> texts)
{
    std::vector<message> all;
    for (auto const t : texts) all.push_back({t});
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chat_conversation)

BOOST_DATA_TEST_CASE(a_farewell_is_a_whole_message, data::make(words))
{
    BOOST_TEST(farewell().is(sample.text) == sample.ends);
    BOOST_TEST(!farewell::none().is(sample.text));
}

BOOST_AUTO_TEST_CASE(own_words_take_the_place_of_the_usual_ones)
{
    farewell const own(std::vector<std::string>{"再见", "ciao"});
    BOOST_TEST(own.is("再见"));
    BOOST_TEST(own.is("ciao"));
    BOOST_TEST(!own.is("bye"));
}

BOOST_AUTO_TEST_CASE(without_turns_all_goes_out_at_once)
{
    conversation talk({});
    auto const now = talk.say(lines({"a", "", "b"}));
    BOOST_TEST(now.count == 3u);
    BOOST_TEST(!now.nothing);
    BOOST_TEST(!talk.over());
}

BOOST_AUTO_TEST_CASE(nothing_goes_out_behind_a_farewell)
{
    conversation talk({});
    auto const now = talk.say(lines({"a", "bye", "b"}));
    BOOST_TEST(now.count == 2u);
    BOOST_TEST(now.farewell);
    BOOST_TEST(talk.over());
    BOOST_TEST(talk.say(lines({"c"})).count == 0u);
}

BOOST_AUTO_TEST_CASE(nothing_counts_behind_the_peers_farewell)
{
    conversation talk({});
    BOOST_TEST(talk.hear(lines({"a", "拜拜", "b"})) == 2u);
    BOOST_TEST(talk.heard_bye());
    BOOST_TEST(talk.over());
    BOOST_TEST(talk.hear(lines({"c"})) == 0u);
}

BOOST_AUTO_TEST_CASE(the_server_has_the_first_turn)
{
    conversation server({.turns = true, .server = true});
    conversation client({.turns = true, .server = false});
    BOOST_TEST(client.say(lines({"x"})).count == 0u);
    BOOST_TEST(server.say(lines({"a", "b"})).count == 1u);
    BOOST_TEST(!server.may_speak());
    BOOST_TEST(server.say(lines({"b"})).count == 0u);
    client.hear(lines({"a"}));
    BOOST_TEST(client.say(lines({"x"})).count == 1u);
}

BOOST_AUTO_TEST_CASE(an_empty_line_keeps_the_turn)
{
    conversation talk({.turns = true, .server = true});
    auto const now = talk.say(lines({"", "a"}));
    BOOST_TEST(now.count == 1u);
    BOOST_TEST(now.nothing);
    BOOST_TEST(talk.may_speak());
    BOOST_TEST(talk.say(lines({"a"})).count == 1u);
    BOOST_TEST(!talk.may_speak());
}

BOOST_AUTO_TEST_CASE(the_pieces_of_a_long_message_are_one_turn_and_no_farewell)
{
    conversation talk({.turns = true, .server = true});
    std::vector<message> const pieces = {
        {"bye", true, false}, {"bye", false, false}, {"bye", false, true}, {"b"}};
    auto const now = talk.say(pieces);
    BOOST_TEST(now.count == 3u);
    BOOST_TEST(!now.farewell);
    BOOST_TEST(!talk.may_speak());
}

BOOST_AUTO_TEST_CASE(raw_framing_brings_turns)
{
    conversation talk({});
    talk.becomes_raw();
    BOOST_TEST(talk.turns());
    BOOST_TEST(!talk.may_speak());
    talk.hear(lines({"你好"}));
    BOOST_TEST(talk.may_speak());
    BOOST_TEST(talk.say(lines({""})).nothing);
}

struct end {
    char const* why;
    bool ends_with_peer;
    bool my_input_ended;
    bool peer_ended;
    bool over;
};

std::ostream& operator<<(std::ostream& out, end const& row) { return out << row.why; }

constexpr end ends[] = {
    {"both may speak", false, false, false, false},
    {"I have ended, the peer may speak", false, true, false, false},
    {"the peer has ended, I may speak", false, false, true, false},
    {"both have ended", false, true, true, true},
    {"at a terminal it is over with the peer", true, false, true, true},
    {"at a terminal the peer may still speak", true, true, false, false},
};

BOOST_DATA_TEST_CASE(it_is_over_when_both_have_ended, data::make(ends))
{
    conversation talk({.ends_with_peer = sample.ends_with_peer});
    if (sample.my_input_ended) talk.my_input_ended();
    if (sample.peer_ended) talk.peer_input_ended();
    BOOST_TEST(talk.over() == sample.over);
}

BOOST_AUTO_TEST_CASE(a_peer_that_has_ended_leaves_all_turns_to_me)
{
    conversation talk({.turns = true});
    talk.peer_input_ended();
    BOOST_TEST(talk.say(lines({"a", "b"})).count == 1u);
    BOOST_TEST(talk.say(lines({"b"})).count == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
