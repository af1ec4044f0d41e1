// The room's server over channels in memory: no sockets, every failure at every place.

#include "netbasics/server/outboxes.hpp"
#include "netbasics/server/room_server.hpp"

#include "support/memory_channel.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <optional>

using namespace netbasics;
using test::far_end;
using test::memory_channel;

namespace {

server::room_limits no_history()
{
    server::room_limits limits;
    limits.history = 0;
    return limits;
}

/// Answers when the test wants it, and refuses the event that it is told to.
class held_journal : public journal::journal {
public:
    held_journal() : journal(1000) {}

    void append(std::shared_ptr<room::event> what, std::uint64_t tag) override
    {
        waiting_.emplace_back(std::move(what), tag);
    }

    void commit() override
    {
        if (!is_held) answer();
    }

    void answer()
    {
        for (auto const& [what, tag] : std::exchange(waiting_, {})) {
            if (fail_count && (*fail_count)-- == 0) {
                fail_one(what, tag, "disk on fire");
                continue;
            }
            what->seq = last_seq() + 1;
            commit_one(what, tag);
        }
    }

    bool is_held = false;
    std::optional<int> fail_count{};  ///< the event that is refused, from 0

private:
    std::vector<std::pair<std::shared_ptr<room::event>, std::uint64_t>> waiting_;
};

/// A room and members in memory, by name.
class hall {
public:
    explicit hall(server::room_limits limits = no_history()) : server_(context_, room_, journal_, limits) {}

    /// Comes in and takes the name.
    far_end& join(std::string const& name)
    {
        add(name);
        say(name, "/nick " + name + "\n");
        return at(name);
    }

    far_end& add(std::string const& name)
    {
        auto made = std::make_unique<memory_channel>(context_, ends_[name]);
        channels_[name] = made.get();
        server_.add(std::move(made), boost::asio::ip::make_address("192.0.2.1"));
        run();
        return at(name);
    }

    void say(std::string const& name, std::string text)
    {
        at(name).incoming.push_back(std::move(text));
        wake(name);
    }

    void wake(std::string const& name)
    {
        if (!at(name).closed) channels_.at(name)->wake();
        run();
    }

    far_end& at(std::string const& name) { return ends_.at(name); }

    /// What was sent to him since the last time.
    std::string heard(std::string const& name) { return std::exchange(at(name).outgoing, {}); }

    void run()
    {
        context_.restart();
        context_.poll();
    }

    void run_for(std::chrono::milliseconds time)
    {
        context_.restart();
        context_.run_for(time);
    }

    /// He reads again.
    void wake_writer(std::string const& name)
    {
        channels_.at(name)->wake_writer();
        run();
    }

    std::size_t size() const { return server_.connections(); }

    boost::asio::io_context context_;
    std::map<std::string, far_end> ends_;
    held_journal journal_;

private:
    std::map<std::string, memory_channel*> channels_;
    room::room room_{""};
    server::room_server server_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(server_room_server)

BOOST_AUTO_TEST_CASE(lines_go_to_the_others_whole_and_in_order)
{
    hall h;
    h.join("a");
    h.join("b");
    h.heard("a");
    h.heard("b");
    h.say("a", "one\ntw");
    h.say("a", "o\n");
    BOOST_TEST(h.heard("b") == "a: one\na: two\n");
    BOOST_TEST(h.heard("a") == "");
}

BOOST_AUTO_TEST_CASE(every_failure_of_a_call_costs_one_member_at_most)
{
    for (int problem : {ECONNRESET, EPIPE, ETIMEDOUT, ENOTCONN, ENOBUFS}) {
        bool failed = true;
        for (int n = 0; failed; ++n) {
            BOOST_TEST_CONTEXT("operation " << n << " fails with " << problem)
            {
                hall h;
                h.join("a");
                h.join("b");
                auto& c = h.ends_["c"];
                c.fail_count = n;
                c.problem = problem;
                h.join("c");
                h.say("a", "one\n");
                if (!c.closed) h.say("c", "mine\n");
                h.say("b", "two\n");
                if (!c.closed) {
                    c.incoming_ends = true;
                    h.wake("c");
                }
                h.say("a", "three\n");
                failed = *c.fail_count < 0;
                auto const of_members = [](std::string const& all) {
                    std::string said;
                    for (std::size_t at = 0; at < all.size();) {
                        auto const line = all.substr(at, all.find('\n', at) + 1 - at);
                        if (line.starts_with("a: ") || line.starts_with("b: ")) said += line;
                        at += line.size();
                    }
                    return said;
                };
                BOOST_TEST(of_members(h.heard("b")) == "a: one\na: three\n");
                BOOST_TEST(of_members(h.heard("a")) == "b: two\n");
                BOOST_TEST(!h.at("a").closed);
                BOOST_TEST(!h.at("b").closed);
                BOOST_TEST(c.closed);
                BOOST_TEST(h.size() == 2u);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(who_takes_nothing_is_told_and_dropped_at_the_bound)
{
    auto limits = no_history();
    limits.queue = 1000;
    limits.input.rate = 0;
    hall h(limits);
    h.join("a");
    h.join("b");
    auto& slow = h.join("slow");
    h.heard("slow");
    h.heard("b");
    slow.takes = 0;
    auto const line = std::string(96, 'x') + '\n';  // 100 bytes with its name
    std::string expected;
    for (int i = 0; i < 10; ++i) {
        h.say("a", line);
        expected += "a: " + line;
    }
    h.run_for(server::outboxes::stall * 2);  // he was waited for, and did not move
    BOOST_TEST(h.heard("b") == expected);
    h.say("a", line);
    BOOST_TEST(h.heard("b") == "a: " + line + "* slow has left: reads too slowly\n");
    slow.takes = 1000;
    h.wake_writer("slow");
    BOOST_TEST(h.heard("slow") ==
               "* you read too slowly: 1100 bytes were waiting for you, and that is the end\n");
    BOOST_TEST(slow.output_ended);
}

BOOST_AUTO_TEST_CASE(who_wants_it_so_loses_the_oldest_lines_and_is_told_how_many)
{
    auto limits = no_history();
    limits.queue = 1000;
    limits.slow = server::room_limits::slow_policy::drop_oldest;
    hall h(limits);
    h.join("a");
    auto& slow = h.join("slow");
    h.heard("slow");
    slow.takes = 0;
    auto const line = std::string(96, 'x') + '\n';
    for (int i = 0; i < 11; ++i) h.say("a", line);
    h.run_for(server::outboxes::stall * 2);
    slow.takes = 10'000;
    h.wake_writer("slow");
    std::string expected = "* you read too slowly: 6 lines are left out here\n";
    for (int i = 0; i < 5; ++i) expected += "a: " + line;
    BOOST_TEST(h.heard("slow") == expected);
    h.say("a", "after\n");
    BOOST_TEST(h.heard("slow") == "a: after\n");
}

BOOST_AUTO_TEST_CASE(who_reads_slowly_is_waited_for)
{
    auto limits = no_history();
    limits.queue = 1000;
    limits.input.rate = 0;
    hall h(limits);
    h.join("a");
    auto& slow = h.join("slow");
    h.heard("slow");
    auto const line = std::string(96, 'x') + '\n';
    std::string expected;
    for (int i = 0; i < 100; ++i) {  // ten times what he may leave waiting, at 7 bytes a turn
        h.at("a").incoming.push_back(line);
        expected += "a: " + line;
    }
    h.wake("a");
    for (int i = 0; i < 1000 && slow.outgoing.size() < expected.size(); ++i)
        h.run_for(std::chrono::milliseconds(2));
    BOOST_TEST((slow.outgoing == expected));
    BOOST_TEST(!slow.output_ended);
}

BOOST_AUTO_TEST_CASE(nothing_is_shown_and_no_receipt_given_before_it_is_committed)
{
    hall h;
    h.join("a");
    h.join("b");
    h.say("a", "/json\n");
    h.heard("a");
    h.heard("b");
    h.journal_.is_held = true;
    h.say("a", "one\n/quit\n");
    h.run_for(std::chrono::milliseconds(20));
    BOOST_TEST(h.heard("a") == "");
    BOOST_TEST(h.heard("b") == "");
    BOOST_TEST(!h.at("a").output_ended);  // its receipt is still to come
    h.journal_.answer();
    h.run_for(std::chrono::milliseconds(20));
    BOOST_TEST(h.heard("a").find(R"("text":"one","event":"message"})") != std::string::npos);
    BOOST_TEST(h.at("a").output_ended);
    BOOST_TEST(h.heard("b") == "a: one\n* a has left\n");
}

BOOST_AUTO_TEST_CASE(an_event_that_the_journal_refuses_is_told_to_its_author_alone)
{
    // Joins of two, then four lines, then a leave: each of them is refused once.
    for (int n = 0; n < 7; ++n) {
        BOOST_TEST_CONTEXT("event " << n)
        {
            hall h;
            h.journal_.fail_count = n;
            h.join("a");
            h.join("b");
            h.heard("a");
            h.heard("b");
            std::string to_b;
            std::string to_a;
            for (int i = 0; i < 4; ++i) {
                auto const line = "line " + std::to_string(i);
                h.say("a", line + "\n");
                bool const refused = n == i + 2;
                if (!refused)
                    to_b += "a: " + line + "\n";
                else
                    to_a =
                        "* your line could not be recorded (disk on fire) and was not sent: " + line + "\n";
            }
            BOOST_TEST(h.heard("a") == to_a);
            BOOST_TEST(h.heard("b") == to_b);
            h.say("a", "/quit\n");
            h.at("a").incoming_ends = true;
            h.wake("a");
            BOOST_TEST(h.heard("b") == (n == 6 ? "" : "* a has left\n"));
            BOOST_TEST(h.size() == 1u);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_long_history_is_fed_as_the_newcomer_reads)
{
    auto limits = no_history();
    limits.history = 1000;
    limits.input.rate = 0;
    limits.queue = 100'000;
    hall h(limits);
    h.join("a");
    auto const line = std::string(1'000, 'x');
    for (int i = 0; i < 500; ++i)
        h.say("a", std::to_string(i) + line + '\n');  // five times the queue's bound
    auto& late = h.add("late");
    late.takes = 10'000;
    h.wake("late");
    h.say("late", "hello\n");
    for (int i = 0; i < 500 && late.outgoing.find("499x") == std::string::npos; ++i)
        h.run_for(std::chrono::milliseconds(1));
    BOOST_TEST(std::count(late.outgoing.begin(), late.outgoing.end(), 'x') >= 500'000);
    BOOST_TEST(late.outgoing.find("too slowly") == std::string::npos);
    h.heard("late");
    h.say("a", "now\n");
    h.run_for(std::chrono::milliseconds(5));
    BOOST_TEST(h.heard("late") == "a: now\n");
}

BOOST_AUTO_TEST_SUITE_END()
