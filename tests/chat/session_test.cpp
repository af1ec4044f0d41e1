#include "netbasics/chat/session.hpp"
#include "netbasics/net/framed_stream.hpp"
#include "support/memory_stream.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

using namespace netbasics;
using chat::ending;
using test::memory;
using net::framing;

namespace {

/// A whole conversation in memory.
ending hold(memory& mine, memory& peer, framing how, chat::rules agreed)
{
    chat::asio::io_context context(1);
    auto const here = context.get_executor();
    net::framed_stream me(std::make_unique<test::memory_stream>(here, mine), framing::line);
    net::framed_stream him(std::make_unique<test::memory_stream>(here, peer), how);
    chat::session_observer nobody;
    chat::session talk(me, him, std::move(agreed), nobody, here);
    std::optional<ending> end;
    auto const run = [&]() -> chat::asio::awaitable<void> { end = co_await talk.run(); };
    chat::asio::co_spawn(context, run(), chat::asio::detached);
    context.run();
    BOOST_TEST_REQUIRE(end.has_value());
    return *end;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chat_session)

BOOST_AUTO_TEST_CASE(both_sides_are_carried_whole)
{
    memory mine{.incoming = {"a\nb", "\nc"}};
    memory peer{.incoming = {"你", "好\nzwei\n"}};
    auto const end = hold(mine, peer, framing::line, {});
    BOOST_TEST((end.how == ending::cause::both_ended));
    BOOST_TEST(!end.input_left);
    BOOST_TEST(peer.outgoing == "a\nb\nc");
    BOOST_TEST(mine.outgoing == "你好\nzwei\n");
    BOOST_TEST(peer.output_ended);
}

BOOST_AUTO_TEST_CASE(my_farewell_ends_it_and_what_is_behind_is_said_to_be_left)
{
    memory mine{.incoming = {"a\nbye\nb\n"}};
    memory peer{};
    auto const end = hold(mine, peer, framing::line, {});
    BOOST_TEST((end.how == ending::cause::my_farewell));
    BOOST_TEST(end.input_left);
    BOOST_TEST(peer.outgoing == "a\nbye\n");
}

BOOST_AUTO_TEST_CASE(the_peers_farewell_ends_it_while_i_am_silent)
{
    memory mine{.incoming_ends = false};
    memory peer{.incoming = {"拜拜\n"}};
    auto const end = hold(mine, peer, framing::line, {});
    BOOST_TEST((end.how == ending::cause::their_farewell));
    BOOST_TEST(!end.input_left);
    BOOST_TEST(mine.outgoing == "拜拜\n");
    BOOST_TEST(peer.output_ended);
}

BOOST_AUTO_TEST_CASE(a_raw_peer_is_answered_turn_by_turn)
{
    memory mine{.incoming = {"甲\n\n乙\n丙\n"}};
    memory peer{.incoming = {"一", "二"}};
    auto const end = hold(mine, peer, framing::raw, {});
    BOOST_TEST(mine.outgoing == "一\n二\n");
    BOOST_TEST((end.how == ending::cause::peer_ended));
    BOOST_TEST(end.input_left);  // the peer left before it was my turn again
    BOOST_TEST(peer.outgoing.find('\n') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(in_a_pipe_the_rest_is_sent_after_the_peer_has_ended)
{
    memory mine{.incoming = {"a\n", "b\n", "c\n"}};
    memory peer{};
    auto const end = hold(mine, peer, framing::line, {});
    BOOST_TEST((end.how == ending::cause::both_ended));
    BOOST_TEST(peer.outgoing == "a\nb\nc\n");
}

BOOST_AUTO_TEST_CASE(each_step_may_fail_once_and_it_still_ends)
{
    bool saw_loss = false;
    for (int step = 0; step < 12; ++step) {
        memory mine{.incoming = {"a\n", "b\n"}};
        memory peer{.incoming = {"x\n", "y\n"}, .fail_count = step};
        auto const end = hold(mine, peer, framing::line, {});
        if (end.how == ending::cause::lost) {
            saw_loss = true;
            BOOST_TEST(!message(end.why).empty());
        }
    }
    BOOST_TEST(saw_loss);
    for (int step = 0; step < 12; ++step) {
        memory mine{.incoming = {"a\n", "b\n"}, .fail_count = step};
        memory peer{.incoming = {"x\n", "y\n"}};
        hold(mine, peer, framing::line, {});
    }
}

BOOST_AUTO_TEST_SUITE_END()
