#include "netbasics/chat/room_stream.hpp"

#include "netbasics/net/framed_stream.hpp"
#include "support/memory_stream.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

using namespace netbasics;
namespace asio = boost::asio;
using room::event;
using room::event_kind;

namespace {

room::moment const birth = std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000));

std::string fed(std::uint64_t seq, event_kind kind, std::string from, std::string text)
{
    return *event{seq, birth, std::move(from), std::move(text), kind}.json();
}

std::string current(std::uint64_t seq, room::moment began = birth)
{
    return *event{seq, began, {}, "", event_kind::current}.json();
}

struct visit {
    std::string shown;
    std::string sent;
    bool turned_away = false;
    bool closed = false;
};

/// What a member sees and sends when the room says this and ends; he says `typed` first of all.
visit to_the_room(chat::room_memory& memory, std::vector<std::string> const& said, bool json = false,
                  std::string const& typed = {})
{
    asio::io_context context;
    test::memory wire;
    wire.incoming.assign(said.begin(), said.end());
    net::framed_stream lines(std::make_unique<test::memory_stream>(context.get_executor(), wire),
                             net::framing::line);
    visit seen;
    chat::room_stream room(lines, memory, json, context.get_executor());
    if (!typed.empty())
        asio::co_spawn(
            context,
            [&]() -> asio::awaitable<void> {
                net::message const one{typed};
                co_await room.write(net::batch(&one, 1));
            },
            asio::detached);
    asio::co_spawn(
        context,
        [&]() -> asio::awaitable<void> {
            co_await room.greet();
            for (;;) {
                auto const got = co_await room.read();
                if (got.has_error() || got->empty()) break;
                for (auto const& m : *got) seen.shown.append(m.text).append("\n");
            }
            seen.turned_away = room.was_turned_away();
            seen.closed = room.was_closed();
            room.close();
        },
        asio::detached);
    context.run();
    seen.sent = wire.outgoing;
    return seen;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chat_room_stream)

BOOST_AUTO_TEST_CASE(a_first_visit)
{
    chat::room_memory memory;
    memory.name = "c";
    auto const seen = to_the_room(memory,
                                  {"* welcome\na: in plain text, it will come again\n",
                                   fed(3, event_kind::message, "a", "hello \x1b[2J") + current(3) +
                                       fed(4, event_kind::join, "c", "c has come"),
                                   fed(5, event_kind::leave, "a", "a has left")},
                                  false, "my first words");
    BOOST_TEST(seen.shown == "* welcome\na: hello ␛[2J\n* a has left\n");
    BOOST_TEST(seen.sent == "/json\n/since\n/nick c\nmy first words\n");
    BOOST_TEST(memory.last_seq == 5u);
    BOOST_TEST((memory.unconfirmed == std::deque<std::string>{"my first words"}));
    BOOST_TEST(!seen.turned_away);
}

BOOST_AUTO_TEST_CASE(a_notice_is_written_in_the_readers_language)
{
    chat::room_memory memory;
    memory.unconfirmed = {"kept", "lost"};
    auto const notice = [](std::string const& text, std::string const& code,
                           std::vector<std::string> values) {
        return *room::event{0, birth, {}, text, event_kind::notice, {}, code, std::move(values)}.json();
    };
    auto const seen = to_the_room(memory, {current(3) + notice("李四来了", "came", {"李四"}) +
                                           notice("未知", "of-another-version", {}) +
                                           notice("没有保存", "not-kept", {"No space\x1b", "lost"})});
    BOOST_TEST(
        seen.shown ==
        "* 李四 has come\n* 未知\n* your line could not be recorded (No space␛) and was not sent: lost\n");
    BOOST_TEST((memory.unconfirmed == std::deque<std::string>{"kept"}));
}

BOOST_AUTO_TEST_CASE(who_comes_back_misses_nothing_and_says_again_what_has_no_receipt)
{
    chat::room_memory memory;
    memory.name = "c";
    memory.last_seq = 5;
    memory.began = birth;
    memory.names = {"guest-1"};
    memory.unconfirmed = {"one", "two", "/three"};
    auto const seen = to_the_room(memory, {"* welcome\na: old\n", fed(5, event_kind::message, "a", "old"),
                                           fed(6, event_kind::message, "a", "missed"),
                                           fed(7, event_kind::message, "guest-1", "one"), current(7),
                                           fed(8, event_kind::message, "c", "two"),
                                           fed(9, event_kind::message, "c", "/three")});
    BOOST_TEST(seen.shown == "* welcome\na: missed\n");
    BOOST_TEST(seen.sent == "/json\n/since 5\n/nick c\ntwo\n//three\n");
    BOOST_TEST(memory.unconfirmed.empty());
    BOOST_TEST(memory.last_seq == 9u);
}

BOOST_AUTO_TEST_CASE(a_room_that_began_anew_counts_from_the_beginning)
{
    chat::room_memory memory;
    memory.last_seq = 50;
    memory.began = birth;
    memory.unconfirmed = {"still to be said"};
    auto const later = birth + std::chrono::hours(1);
    auto const live = fed(3, event_kind::message, "a", "before the answer came");
    auto const seen =
        to_the_room(memory, {current(2, later), live, fed(2, event_kind::message, "a", "in the new one"),
                             live, current(3, later), fed(4, event_kind::message, "a", "more")});
    BOOST_TEST(seen.shown == "a: in the new one\na: before the answer came\na: more\n");
    BOOST_TEST(seen.sent == "/json\n/since 50\n/since 0\nstill to be said\n");
    BOOST_TEST(memory.last_seq == 4u);
}

BOOST_AUTO_TEST_CASE(the_feed_itself_is_given_where_it_is_wanted)
{
    chat::room_memory memory;
    memory.name = "c";
    auto const own = fed(2, event_kind::message, "c", "mine");
    auto const seen = to_the_room(memory, {"* welcome\nx: y\n", current(1), own + own}, true);
    BOOST_TEST(seen.shown.starts_with("{\"seq\":null,"));  // the welcome
    BOOST_TEST(seen.shown.ends_with(current(1) + own));    // once
}

BOOST_AUTO_TEST_CASE(who_is_turned_away_sees_why)
{
    chat::room_memory memory;
    auto const seen = to_the_room(memory, {"* the room is full: 1 are here\n"});
    BOOST_TEST(seen.turned_away);
    BOOST_TEST(seen.shown == "* the room is full: 1 are here\n");
}

BOOST_AUTO_TEST_CASE(a_token_brings_the_name_back_and_stands_in_no_output)
{
    auto const named = [](std::string name, std::string token) {
        return *event{0, birth, name, "you are " + name, event_kind::rename, token}.json();
    };
    for (bool const json : {false, true}) {
        chat::room_memory memory;
        memory.name = "c";
        auto const first = to_the_room(memory, {"* welcome\n", named("c-2", "5ec7e7") + current(1)}, json);
        BOOST_TEST(first.sent == "/json\n/since\n/nick c\n");
        BOOST_TEST(first.shown.find("5ec7e7") == std::string::npos);
        BOOST_TEST(memory.token == "5ec7e7");
        auto const again = to_the_room(memory, {"* welcome\n", named("c-2", "5ec7e7") + current(1)}, json);
        BOOST_TEST(again.sent == "/json\n/resume 5ec7e7\n/since 1\n/nick c-2\n");
        BOOST_TEST(again.shown.find("5ec7e7") == std::string::npos);
        // A room that has begun anew knows no token: that is no news for a person.
        auto const unknown = *event{0, birth, {}, "that token is not known here", event_kind::notice}.json();
        auto const anew =
            to_the_room(memory, {"* welcome\n", unknown + named("c-2", "0ther") + current(1)}, json);
        BOOST_TEST(anew.shown.find("not known") == std::string::npos);
        BOOST_TEST(memory.token == "0ther");
    }
}

BOOST_AUTO_TEST_CASE(a_room_that_says_goodbye_is_closed)
{
    chat::room_memory memory;
    auto const seen = to_the_room(
        memory, {"* welcome\n", current(1) + fed(2, event_kind::notice, {}, "the room is closed; goodbye")});
    BOOST_TEST(seen.closed);
    BOOST_TEST(!seen.turned_away);
    chat::room_memory other;
    auto const lost = to_the_room(other, {"* welcome\n", current(1)});
    BOOST_TEST(!lost.closed);
}

BOOST_AUTO_TEST_CASE(nothing_is_said_before_the_room_has_spoken)
{
    asio::io_context context;
    test::memory wire;
    wire.incoming_ends = false;  // silence: somebody who waits to be spoken to
    net::framed_stream lines(std::make_unique<test::memory_stream>(context.get_executor(), wire),
                             net::framing::line);
    chat::room_memory memory;
    chat::room_stream room(lines, memory, false, context.get_executor());
    std::optional<result<void>> greeted;
    asio::co_spawn(
        context, [&]() -> asio::awaitable<void> { greeted = co_await room.greet(); }, asio::detached);
    context.run();
    BOOST_TEST_REQUIRE(greeted.has_value());
    BOOST_TEST((greeted->error().reason == errc::no_room));
    BOOST_TEST(wire.outgoing == "");
}

BOOST_AUTO_TEST_CASE(long_and_broken_lines_do_no_harm)
{
    chat::room_memory memory;
    auto const text = std::string(300'000, 'x');
    auto const seen =
        to_the_room(memory, {current(1), fed(2, event_kind::message, "a", text),
                             "{\"seq\":3,\"time\"\n{}\n\n", fed(4, event_kind::message, "a", "after")});
    BOOST_TEST((seen.shown == "a: " + text + "\n{\"seq\":3,\"time\"\n{}\n\na: after\n"));
}

BOOST_AUTO_TEST_SUITE_END()
