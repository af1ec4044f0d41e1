// A room over real sockets: healthy members beside those that fail in every way.

#include "support/needs.hpp"
#include "support/plain_socket.hpp"
#include "support/program.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace netbasics::test;
using namespace std::string_literals;
using at = running_program::at;

namespace {

std::vector<std::string> room(std::vector<std::string> const& more = {})
{
    std::vector<std::string> words = {"serve", "--room", "0", "--name", "op"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

plain_socket join(std::string const& port, std::string const& name)
{
    auto made = call(port);
    made.send("/nick " + name + "\n/who\n");
    BOOST_TEST(made.receive_until(" here: ").find("* welcome") == 0u);
    return made;
}

bool contains(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

/// Carries one caller after another to a server; the first one's connection breaks when it is told to.
class breaking_relay {
public:
    explicit breaking_relay(std::string const& server_port)
        : worker_([this, server_port] {
              for (int calls = 0; calls < 2; ++calls) {
                  auto caller = door_.accept();
                  // The server keeps its end of the first one: it has noticed nothing yet.
                  servers_.push_back(call(server_port));
                  carry(caller, servers_.back(), calls == 0);
                  caller.reset();
              }
          })
    {
    }

    ~breaking_relay()
    {
        ended_ = true;
        worker_.join();
    }

    std::string port() const { return door_.port(); }

    void cut() { cut_ = true; }

private:
    void carry(plain_socket const& caller, plain_socket const& server, bool first)
    {
        while (!ended_ && !(first && cut_)) {
            pollfd ends[2] = {{caller.descriptor(), POLLIN, 0}, {server.descriptor(), POLLIN, 0}};
            if (::poll(ends, 2, 20) <= 0) continue;
            for (int i = 0; i < 2; ++i) {
                if (ends[i].revents == 0) continue;
                auto const bytes = (i == 0 ? caller : server).receive(0);
                if (bytes.empty()) return;
                (i == 0 ? server : caller).send(bytes);
            }
        }
    }

    plain_server door_;
    std::vector<plain_socket> servers_;
    std::atomic<bool> cut_ = false;
    std::atomic<bool> ended_ = false;
    std::thread worker_;
};

/// The two can still talk.
void check_alive(plain_socket const& a, plain_socket const& b)
{
    a.send("still here\n");
    BOOST_TEST(contains(b.receive_until("still here\n"), "a: still here\n"));
}

/// CPU time of a process in clock ticks.
long ticks(pid_t pid)
{
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(stat, text);
    long user = 0;
    long system = 0;
    std::sscanf(text.c_str() + text.rfind(')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
                &user, &system);
    return user + system;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_room)

BOOST_AUTO_TEST_CASE(members_and_the_operator_talk)
{
    running_program server(room(), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "张三");
    auto const b = join(port, "李四");
    BOOST_TEST(a.receive_until("李四") == "* 李四 has come\n");
    a.send("你好\r\n");
    BOOST_TEST(b.receive_until("你好") == "张三: 你好\n");
    BOOST_TEST(server.wait_for_output("张三: 你好\n"));
    server.type("欢迎\n");
    BOOST_TEST(a.receive_until("欢迎") == "op: 欢迎\n");
    BOOST_TEST(b.receive_until("欢迎") == "op: 欢迎\n");
    server.send_signal(SIGINT);
    BOOST_TEST(a.receive_until("goodbye\n") == "* the room is closed; goodbye\n");
    BOOST_TEST(a.receive() == "");
    BOOST_TEST(b.receive_until("goodbye\n") == "* the room is closed; goodbye\n");
    BOOST_TEST(server.wait() == 130);
}

BOOST_AUTO_TEST_CASE(connect_takes_part)
{
    running_program server(room(), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    running_program client({"connect", "--room", "--name", "b", "127.0.0.1:" + port}, at::pipes);
    BOOST_TEST(a.receive_until("b has come\n") == "* b has come\n");
    client.type("hello\n");
    BOOST_TEST(a.receive_until("hello\n") == "b: hello\n");
    a.send("welcome\n");
    BOOST_TEST(client.wait_for_output("a: welcome\n"));
    client.type("/quit\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(a.receive_until("left") == "* b has left\n");
}

BOOST_AUTO_TEST_CASE(connect_says_so_and_comes_back_when_the_server_is_killed)
{
    std::string port;
    auto first = std::make_unique<running_program>(room(), at::pipes);
    port = port_of(*first);
    running_program client({"connect", "--room", "--name", "b", "127.0.0.1:" + port}, at::pipes);
    BOOST_TEST(first->wait_for_output("* b has come\n"));
    first->send_signal(SIGKILL);
    BOOST_TEST(client.wait_for_error("the connection to the room is lost"));
    first.reset();
    running_program second({"serve", "--room", port}, at::pipes);
    BOOST_TEST(second.wait_for_output("* b has come\n", 60'000));
    client.type("again\n");
    BOOST_TEST(second.wait_for_output("b: again\n"));
}

BOOST_AUTO_TEST_CASE(connect_ends_with_the_rooms_goodbye)
{
    for (auto const& more : std::vector<std::vector<std::string>>{{}, {"--json"}}) {
        running_program server(room(), at::pipes);
        auto words =
            std::vector<std::string>{"connect", "--room", "--name", "a", "127.0.0.1:" + port_of(server)};
        words.insert(words.end(), more.begin(), more.end());
        running_program a(words, at::pipes);
        BOOST_TEST(server.wait_for_output("a has come"));
        server.send_signal(SIGINT);
        BOOST_TEST(a.wait(5'000) == 0);
        BOOST_TEST(a.output().find("the room is closed; goodbye") != std::string::npos);
        BOOST_TEST(a.error_output().find("calling again") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_name_comes_back_after_a_break)
{
    running_program server(room(), at::pipes);
    auto const port = port_of(server);
    breaking_relay between(port);
    running_program a({"connect", "--room", "--name", "a", "127.0.0.1:" + between.port()}, at::pipes);
    BOOST_TEST(server.wait_for_output("a has come"));
    between.cut();
    BOOST_TEST(a.wait_for_error("calling again"));
    a.type("i am back\n");
    BOOST_TEST(server.wait_for_output("i am back\n"));
    BOOST_TEST(server.output().find("a: i am back\n") != std::string::npos);
    BOOST_TEST(server.output().find("a-2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(lines_are_whole_however_they_arrive)
{
    running_program server(room(), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    b.send("half");
    BOOST_TEST(a.receive_until("b has come\n") == "* b has come\n");
    a.send("between\n");
    BOOST_TEST(b.receive_until("between\n") == "a: between\n");
    b.send(" and half\none\ntwo\nthr");
    b.send("ee\n");
    BOOST_TEST(a.receive_until("three\n") == "b: half and half\nb: one\nb: two\nb: three\n");
}

BOOST_AUTO_TEST_CASE(what_would_harm_arrives_as_signs)
{
    running_program server(room(), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    BOOST_TEST(a.receive_until("b has come\n") == "* b has come\n");
    b.send("\x1b[2J\x07\n"
           "nul\0!\n"
           "\xff\xfd\x01telnet\n"
           "\xfe\xe4\xbd\n"
           "rlo\xe2\x80\xae\n* fake\na: fake\n"s);
    BOOST_TEST(a.receive_until("a: fake\n") ==
               "b: ␛[2J␇\nb: nul␀!\nb: telnet\nb: \uFFFD\uFFFD\nb: rlo\\u{202e}\nb: * fake\nb: a: fake\n");
    b.send(std::string(1'000'000, 'x') + "\nafter\n");
    BOOST_TEST(b.receive_until("left out") == "* that line was longer than 4096 bytes: it is left out\n");
    BOOST_TEST(a.receive_until("after\n") == "b: after\n");
    b.send("/nick a\n/nick *\n/nick x:y\n");
    BOOST_TEST(b.receive_until("'>'\n* that cannot").find("* a is here already: you are a-2\n") == 0u);
}

BOOST_AUTO_TEST_CASE(a_flood_of_names_costs_its_sender_alone)
{
    running_program server(room({"--rate", "100", "--burst", "100"}), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    auto const c = join(port, "c");
    std::string flood;
    for (int i = 0; i < 10'000; ++i) flood += "/nick n" + std::to_string(i) + "\n";
    c.send(flood);
    check_alive(a, b);
}

BOOST_AUTO_TEST_CASE(ten_thousand_names_are_told_in_order)
{
    running_program server(room({"--rate", "0"}), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    BOOST_TEST(a.receive_until("b has come\n") == "* b has come\n");
    std::string flood;
    std::string expected;
    for (int i = 0; i < 10'000; ++i) {
        auto const name = 'n' + std::to_string(i);
        flood += "/nick " + name + "\n";
        expected += "* " + (i == 0 ? "b" : 'n' + std::to_string(i - 1)) + " is now " + name + '\n';
    }
    b.send(flood + "done\n");
    BOOST_TEST((a.receive_until("done\n") == expected + "n9999: done\n"));
}

BOOST_AUTO_TEST_CASE(nobody_can_pass_for_another_or_for_the_room)
{
    running_program server(room(), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    BOOST_TEST(a.receive_until("b has come\n") == "* b has come\n");
    b.send("/nick \uFF21\n"  // a full-width A is the same name
           "/nick * a\n/nick a:\n/nick a\u200B\n/nick \u202Ea\n/nick op\n"
           "* a has left\n\ra: hello\n//quit\nend\n");
    BOOST_TEST(a.receive_until("end\n") == "* b is now \uFF21-2\n"
                                           "* \uFF21-2 is now op-2\n"
                                           "op-2: * a has left\n"
                                           "op-2: ␍a: hello\n"
                                           "op-2: /quit\n"
                                           "op-2: end\n");
}

BOOST_AUTO_TEST_CASE(peers_that_fail_leave_the_others_alone)
{
    running_program server(room({"--first-line", "1", "--unfinished-line", "1"}), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");

    auto resets = join(port, "r");
    resets.reset();
    BOOST_TEST(contains(b.receive_until("r has left"), "* r has left: "));

    auto const ends = join(port, "e");  // half-closes in the middle of a line
    ends.send("last words");
    ::shutdown(ends.descriptor(), SHUT_WR);
    BOOST_TEST(contains(b.receive_until("e has left\n"), "e: last words\n* e has left\n"));
    ends.receive_until("never");

    auto const silent = call(port);
    BOOST_TEST(contains(silent.receive_until("that is the end\n"),
                        "* nothing was said for too long: that is the end\n"));

    auto const slow = join(port, "s");
    std::string told;
    for (int i = 0; i < 100 && told.empty(); ++i) {
        slow.send("x");  // never silent, never done
        told = slow.receive(100);
    }
    BOOST_TEST(told == "* a line was begun and not ended for too long: that is the end\n");
    check_alive(a, b);
}

BOOST_AUTO_TEST_CASE(who_does_not_read_is_told_and_dropped_and_nobody_waits)
{
    running_program server(room({"--rate", "0", "--max-queue", "65536"}), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    auto const slow = join(port, "slow");
    // More than the kernel's buffers and the queue take; b reads all the time.
    std::string const line = std::string(1000, 'x') + '\n';
    std::string seen;
    for (int i = 0; i < 40'000 && !contains(seen, "slow has left"); ++i) {
        a.send(line);
        seen = seen.substr(seen.size() > 200 ? seen.size() - 200 : 0);
        for (auto more = b.receive(0); !more.empty(); more = b.receive(0)) seen += more;
    }
    if (!contains(seen, "slow has left")) seen = b.receive_until("slow has left");
    BOOST_TEST(contains(seen, "* slow has left: reads too slowly\n"));
    auto const all = slow.receive_until("that is the end\n");
    BOOST_TEST(contains(all, "\n* you read too slowly: "));
    BOOST_TEST(all.ends_with(" bytes were waiting for you, and that is the end\n"));
    BOOST_TEST(slow.receive() == "");
}

BOOST_AUTO_TEST_CASE(refusals_say_why)
{
    running_program server(room({"--max-clients", "1"}), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const second = call(port);
    BOOST_TEST(second.receive_until("\n") == "* the room is full: 1 are here\n");
    BOOST_TEST(second.receive() == "");

    running_program one_each(room({"--max-per-address", "1"}), at::pipes);
    auto const there = port_of(one_each);
    auto const b = join(there, "b");
    BOOST_TEST(call(there).receive_until("\n") ==
               "* 1 callers from your address are here, and that is the limit\n");

    running_program closed(room({"--deny", "127.0.0.0/8"}), at::pipes);
    BOOST_TEST(call(port_of(closed)).receive_until("\n") == "* 127.0.0.1 is denied here\n");
    running_program other(room({"--allow", "192.0.2.0/24", "--allow", "::1"}), at::pipes);
    BOOST_TEST(call(port_of(other)).receive_until("\n") == "* 127.0.0.1 is not among those allowed here\n");
}

BOOST_AUTO_TEST_CASE(one_caller_may_be_turned_away_and_the_next_one_comes, *needs_ipv6())
{
    running_program server({"serve", "*:0", "--deny", "127.0.0.1"}, at::pipes);
    auto const port = port_of(server);
    BOOST_TEST(call(port).receive_until("\n") == "* 127.0.0.1 is denied here\n");
    running_program client({"connect", "[::1]:" + port}, at::pipes);
    client.type("bye\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(server.wait() == 0);
}

BOOST_AUTO_TEST_CASE(few_descriptors_are_no_end_and_no_busy_loop, *needs_no_sanitizer())
{
    setting how;
    how.program = "/bin/sh";
    running_program server({"-c", "ulimit -n 64; exec " + std::string(NETBASICS_PROGRAM) + " serve --room 0"},
                           at::pipes, how);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    {
        std::vector<plain_socket> crowd;
        for (int i = 0; i < 100; ++i) crowd.push_back(call(port));
        BOOST_TEST(server.wait_for_error("callers have to wait"));
        auto const before = ticks(server.pid());
        check_alive(a, b);
        ::usleep(500'000);
        BOOST_TEST(ticks(server.pid()) - before < 25);  // it rests: a loop would have used 50 of these
    }
    auto const c = join(port, "c");  // and it hears again
    check_alive(a, c);
}

BOOST_AUTO_TEST_CASE(two_thousand_who_say_nothing)
{
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 8192);
    ::setrlimit(RLIMIT_NOFILE, &files);
    running_program server(
        room({"--max-per-address", "0", "--max-clients", "0", "--max-waiting", "0", "--first-line", "3"}),
        at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    std::vector<plain_socket> crowd;
    for (int i = 0; i < 2'000; ++i) crowd.push_back(call(port));
    auto const before = ticks(server.pid());
    ::usleep(500'000);
    BOOST_TEST(ticks(server.pid()) - before < 10);
    check_alive(a, b);
    for (auto const& silent : crowd)
        BOOST_TEST_REQUIRE(contains(silent.receive_until("that is the end\n"), "nothing was said"));
    check_alive(a, b);
}

BOOST_AUTO_TEST_CASE(callers_that_say_nothing_cannot_fill_the_room)
{
    running_program server(room({"--max-clients", "2", "--max-per-address", "1000", "--max-waiting", "20"}),
                           at::pipes);
    auto const port = port_of(server);
    std::vector<plain_socket> silent;
    for (int i = 0; i < 10; ++i) silent.push_back(call(port));
    BOOST_TEST(contains(call(port).receive_until("\1"), "* 10 callers from your address have said nothing"));
    BOOST_TEST(server.wait_for_error("127.0.0.1: 10 callers from your address"));
    silent.clear();
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    check_alive(a, b);
    auto const third = call(port);  // may look in, and is told when it wants to speak
    third.send("/nick c\n");
    BOOST_TEST(contains(third.receive_until("\1"), "* the room is full: 2 are here\n"));
    check_alive(a, b);
}

BOOST_AUTO_TEST_CASE(the_operator_removes_and_bans)
{
    running_program server(room({}), at::pipes);
    auto const port = port_of(server);
    auto const a = join(port, "a");
    auto const b = join(port, "b");
    server.type("/who\n");
    BOOST_TEST(server.wait_for_output("* addresses: a 127.0.0.1, b 127.0.0.1\n"));
    b.send("/kick a\n");
    BOOST_TEST(contains(b.receive_until("/kick\n"), "* only the operator can /kick\n"));
    server.type("/kick A\n");
    BOOST_TEST(contains(a.receive_until("\1"), "* the operator has ended your connection\n"));
    BOOST_TEST(contains(b.receive_until("operator\n"), "* a has left: removed by the operator\n"));
    BOOST_TEST(server.wait_for_output("* the connection of a is ended; /ban 127.0.0.1/32 keeps it out\n"));
    server.type("/kick a\n");
    BOOST_TEST(server.wait_for_output("* nobody here is called a\n"));
    server.type("/ban b\n");
    BOOST_TEST(contains(b.receive_until("\1"), "* the operator has ended your connection\n"));
    BOOST_TEST(contains(call(port).receive_until("\1"), "* your address is banned here\n"));
    BOOST_TEST(server.wait_for_error("127.0.0.1: your address is banned here"));
    server.type("/unban\n");
    BOOST_TEST(server.wait_for_output("* banned: 127.0.0.1/32\n"));
    server.type("/unban 127.0.0.1\n");
    BOOST_TEST(server.wait_for_output("* 127.0.0.1 is no longer banned\n"));
    auto const again = join(port, "b");
    server.type("/ban 127.0.0.0/8\n");
    BOOST_TEST(contains(again.receive_until("\1"), "* the operator has ended your connection\n"));
}

BOOST_AUTO_TEST_CASE(wrong_numbers_and_mixed_options_are_refused)
{
    for (auto const& words : std::vector<std::vector<std::string>>{{"--history", "x"},
                                                                   {"--max-line", "99999999"},
                                                                   {"--slow", "never"},
                                                                   {"--turns"},
                                                                   {"--name", "a:b"},
                                                                   {"--allow", "10.0.0.0/33"},
                                                                   {"--deny", "nobody"}}) {
        auto all = std::vector<std::string>{"serve", "--room"};
        all.insert(all.end(), words.begin(), words.end());
        auto const seen = run(all);
        BOOST_TEST(seen.status == 2);
        BOOST_TEST(!seen.err.empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
