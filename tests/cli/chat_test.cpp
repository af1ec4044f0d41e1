#include "support/needs.hpp"
#include "support/plain_socket.hpp"
#include "support/program.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

using netbasics::test::call;
using netbasics::test::needs_ipv6;
using netbasics::test::needs_program;
using netbasics::test::plain_server;
using netbasics::test::port_of;
using netbasics::test::run;
using netbasics::test::running_program;
using netbasics::test::setting;
using at = running_program::at;

namespace {

std::vector<std::string> with(std::vector<std::string> words, std::vector<std::string> const& more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

termios settings(running_program const& program)
{
    termios now{};
    ::tcgetattr(program.terminal(), &now);
    return now;
}

bool same(termios const& a, termios const& b)
{
    return a.c_iflag == b.c_iflag && a.c_oflag == b.c_oflag && a.c_cflag == b.c_cflag &&
           a.c_lflag == b.c_lflag && std::memcmp(a.c_cc, b.c_cc, sizeof a.c_cc) == 0;
}

bool contains(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_chat)

BOOST_AUTO_TEST_CASE(two_pipes_talk_and_the_farewell_ends_both)
{
    running_program server({"serve", "0"}, at::pipes);
    running_program client({"connect", port_of(server)}, at::pipes);
    server.type("你好\n");
    BOOST_TEST(client.wait_for_output("你好\n"));
    client.type("在\n");
    BOOST_TEST(server.wait_for_output("在\n"));
    server.type("拜拜\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(client.output() == "你好\n拜拜\n");
    BOOST_TEST(server.output() == "在\n");
}

BOOST_AUTO_TEST_CASE(the_end_of_both_inputs_ends_both)
{
    running_program server({"serve", "0"}, at::pipes);
    running_program client({"connect", port_of(server)}, at::pipes);
    client.type("a\nb");
    client.end_input();
    BOOST_TEST(server.wait_for_output("a\nb"));
    server.type("c\n");
    server.end_input();
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(client.output() == "c\n");
    BOOST_TEST(server.output() == "a\nb");
}

BOOST_AUTO_TEST_CASE(what_is_left_behind_a_farewell_is_said)
{
    running_program server({"serve", "0"}, at::pipes);
    auto const client = run({"connect", port_of(server)}, {.input = "a\nbye\nb\n"});
    BOOST_TEST(client.status == 1);
    BOOST_TEST(contains(client.err, "has not been sent"));
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(server.output() == "a\nbye\n");
}

BOOST_AUTO_TEST_CASE(a_farewell_of_ones_own_and_none)
{
    running_program server({"serve", "0", "--no-bye"}, at::pipes);
    running_program client({"connect", port_of(server), "--bye", "再见"}, at::pipes);
    client.type("bye\n拜拜\n");
    BOOST_TEST(server.wait_for_output("拜拜\n"));
    client.type("再见\n");
    BOOST_TEST(client.wait_for_error("connected"));
    server.end_input();
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(server.output() == "bye\n拜拜\n再见\n");
}

BOOST_AUTO_TEST_CASE(bulk_of_any_bytes_arrives_as_it_was)
{
    std::string bulk;
    std::uint32_t state = 1;
    while (bulk.size() < 8'000'000) {
        state = state * 1664525 + 1013904223;
        bulk.push_back(static_cast<char>(state >> 24));
    }
    char file[] = "/tmp/netbasics_bulk_XXXXXX";
    ::close(::mkstemp(file));
    running_program server({"serve", "0", "--no-bye"}, at::pipes, {.output_file = file});
    server.end_input();
    running_program client({"connect", port_of(server), "--no-bye"}, at::pipes);
    client.type(bulk);
    client.end_input();
    BOOST_TEST(server.wait(60'000) == 0);
    BOOST_TEST(client.wait() == 0);
    std::ifstream arrived(file, std::ios::binary);
    BOOST_TEST((std::string(std::istreambuf_iterator<char>(arrived), {}) == bulk));
    ::unlink(file);
}

BOOST_AUTO_TEST_CASE(a_restart_takes_the_same_port_at_once)
{
    std::string port;
    {
        running_program server({"serve", "0"}, at::pipes);
        port = port_of(server);
        running_program client({"connect", port}, at::pipes);
        BOOST_TEST(client.wait_for_error("connected"));
        server.type("bye\n");  // the server closes first and keeps TIME-WAIT
        BOOST_TEST(server.wait() == 0);
        BOOST_TEST(client.wait() == 0);
    }
    running_program again({"serve", port}, at::pipes);
    BOOST_TEST(port_of(again) == port);
}

BOOST_AUTO_TEST_CASE(a_busy_port_is_refused)
{
    plain_server busy;
    auto const seen = run({"serve", busy.port()});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(contains(seen.err, "127.0.0.1:" + busy.port() + ": address already in use"));
}

BOOST_AUTO_TEST_CASE(nobody_there_is_an_answer)
{
    std::string port;
    {
        plain_server gone;
        port = gone.port();
    }
    auto const seen = run({"connect", port});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(contains(seen.err, "refused"));
}

BOOST_AUTO_TEST_CASE(a_reset_is_told_with_its_reason)
{
    plain_server server;
    running_program client({"connect", server.port()}, at::pipes);
    auto peer = server.accept();
    peer.send("a\n");
    BOOST_TEST(client.wait_for_output("a\n"));
    peer.reset();
    BOOST_TEST(client.wait() == 1);
    BOOST_TEST(contains(client.error_output(), "reset"));
}

BOOST_AUTO_TEST_CASE(wrong_usage_is_refused)
{
    for (auto const& words : std::vector<std::vector<std::string>>{{"serve", "65536"},
                                                                   {"serve", "host:x"},
                                                                   {"connect", "a", "b"},
                                                                   {"connect", "--framing", "words"},
                                                                   {"connect", "--timeout", "soon"},
                                                                   {"serve", "--bye", "a", "--no-bye"},
                                                                   {"serve", "--bye", " "}}) {
        auto const seen = run(words);
        BOOST_TEST(seen.status == 2);
        BOOST_TEST(seen.out == "");
        BOOST_TEST(!seen.err.empty());
    }
}

BOOST_AUTO_TEST_CASE(quiet_says_nothing)
{
    plain_server server;
    running_program client({"connect", "--quiet", server.port()}, at::pipes);
    auto peer = server.accept();
    peer.send("a\nbye\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(client.output() == "");
    BOOST_TEST(client.error_output() == "");
}

BOOST_AUTO_TEST_CASE(json_is_one_object_a_message)
{
    plain_server server;
    running_program client({"connect", "--json", "--peer-name", "张三", server.port()}, at::pipes);
    auto peer = server.accept();
    peer.send("a\x1b\xff\nbye\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(contains(client.output(), R"("from":"张三","text":"a\u001b�","event":"message"})"));
    BOOST_TEST(client.output().starts_with(R"({"time":")"));
}

BOOST_AUTO_TEST_CASE(json_tells_of_the_connection_at_once)
{
    plain_server const silent;
    running_program client({"connect", "--json", "127.0.0.1", silent.port()}, at::pipes);
    auto const peer = silent.accept();
    BOOST_TEST(client.wait_for_output("\"event\":\"connected\""));
}

BOOST_AUTO_TEST_CASE(one_caller_after_another)
{
    running_program server({"serve", "--keep", "0"}, at::pipes);
    auto const port = port_of(server);
    running_program first({"connect", "127.0.0.1", port}, at::pipes);
    first.type("one\n");
    BOOST_TEST(server.wait_for_output("one\n"));
    running_program second({"connect", "127.0.0.1", port}, at::pipes);
    second.type("two\nbye\n");
    first.type("still one\nbye\n");
    BOOST_TEST(first.wait() == 0);
    BOOST_TEST(second.wait() == 0);
    BOOST_TEST(server.wait_for_output("two\nbye\n"));
    BOOST_TEST(server.output() == "one\nstill one\nbye\ntwo\nbye\n");
    call(port).reset();  // who fails ends nothing
    running_program third({"connect", "127.0.0.1", port}, at::pipes);
    BOOST_TEST(third.wait_for_error("connected"));
    server.type("welcome\n");
    BOOST_TEST(third.wait_for_output("welcome\n"));
    server.send_signal(SIGINT);
    BOOST_TEST(server.wait() == 130);
}

BOOST_AUTO_TEST_CASE(waiting_has_a_bound)
{
    auto const alone = run({"serve", "--timeout", "1", "0"});
    BOOST_TEST(alone.status == 1);
    BOOST_TEST(contains(alone.err, "nobody has called for 1 s"));
    running_program server({"serve", "--timeout", "1", "0"}, at::pipes);
    running_program client({"connect", "127.0.0.1", port_of(server)}, at::pipes);
    BOOST_TEST(client.wait_for_error("connected"));
    ::usleep(1'500'000);  // it is for the wait alone
    client.type("hello\nbye\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(server.wait() == 0);
    for (auto const* option : {"--keep", "--timeout=5"})
        BOOST_TEST(run({"serve", "--room", option, "0"}).status == 2);
}

BOOST_AUTO_TEST_CASE(two_operands_are_a_host_and_a_port)
{
    for (auto const& words : std::vector<std::vector<std::string>>{{"connect", "127.0.0.1:1", "2"},
                                                                   {"connect", "127.0.0.1", "x"},
                                                                   {"connect", "127.0.0.1", "70000"},
                                                                   {"connect", "a", "1", "2"}})
        BOOST_TEST(run(words).status == 2);
}

BOOST_AUTO_TEST_CASE(explain_follows_the_sockets_life)
{
    running_program server({"serve", "0", "--explain"}, at::pipes);
    auto peer = call(port_of(server));
    peer.send("bye\n");
    peer.close();
    BOOST_TEST(server.wait() == 0);
    std::size_t place = 0;
    for (char const* step :
         {"socket(AF_INET", "setsockopt(", "bind(", "listen(", "accept()", "recv(", "shutdown(", "close("}) {
        auto const found = server.error_output().find(step, place);
        BOOST_TEST_CONTEXT(step) BOOST_TEST(found != std::string::npos);
        place = found == std::string::npos ? place : found;
    }
}

BOOST_AUTO_TEST_CASE(ipv6_and_every_address, *needs_ipv6())
{
    for (char const* where : {"[::1]:0", "*:0"}) {
        running_program server({"serve", where}, at::pipes);
        auto const port = port_of(server);
        running_program client({"connect", "[::1]:" + port}, at::pipes);
        server.type("bye\n");
        BOOST_TEST(client.wait() == 0);
        BOOST_TEST(server.wait() == 0);
    }
    running_program server({"serve", "*:0"}, at::pipes);
    auto peer = call(port_of(server));
    peer.send("bye\n");
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(contains(server.error_output(), "connected with 127.0.0.1:"));  // not ::ffff:127.0.0.1
}

BOOST_AUTO_TEST_CASE(a_closed_standard_input_is_an_end_not_a_socket)
{
    plain_server server;
    setting how;
    how.program = "/bin/sh";
    running_program client({"-c", std::string(NETBASICS_PROGRAM) + " connect " + server.port() + " <&-"},
                           at::pipes, how);
    auto peer = server.accept();
    BOOST_TEST(peer.receive() == "");
    peer.send("a\n");
    peer.close();
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(client.output() == "a\n");
}

BOOST_AUTO_TEST_CASE(an_unreadable_input_fails)
{
    plain_server server;
    setting how;
    how.program = "/bin/sh";
    running_program client({"-c", std::string(NETBASICS_PROGRAM) + " connect " + server.port() + " </"},
                           at::pipes, how);
    auto peer = server.accept();
    BOOST_TEST(client.wait() == 2);
    BOOST_TEST(contains(client.error_output(), "standard input: "));
}

BOOST_AUTO_TEST_CASE(a_full_disk_fails)
{
    plain_server server;
    running_program client({"connect", server.port()}, at::pipes, {.output_file = "/dev/full"});
    auto peer = server.accept();
    peer.send("a\n");
    BOOST_TEST(client.wait() == 2);
    BOOST_TEST(contains(client.error_output(), "standard output: "));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(cli_chat_plain_sockets)

BOOST_AUTO_TEST_CASE(connect_holds_a_strict_conversation_with_a_server_that_speaks_first)
{
    for (char const* framing : {"auto", "raw"}) {
        plain_server server;
        running_program client({"connect", "--framing", framing, server.port()}, at::pipes);
        client.type("甲\n\n乙\n拜拜\n");
        client.end_input();
        auto peer = server.accept();
        peer.send("你好");
        BOOST_TEST(peer.receive() == "甲");
        peer.send("在吗");
        BOOST_TEST(peer.receive() == "乙");  // the empty line between them cannot be sent, and is no turn
        peer.send("好");
        BOOST_TEST(peer.receive() == "拜拜");
        BOOST_TEST(peer.receive() == "");
        peer.close();
        BOOST_TEST(client.wait() == 0);
        BOOST_TEST(client.output() == "你好\n在吗\n好\n");
        BOOST_TEST(contains(client.error_output(), "empty line"));
    }
}

BOOST_AUTO_TEST_CASE(serve_holds_a_strict_conversation_with_a_client_that_listens_first)
{
    running_program server({"serve", "0", "--framing", "raw"}, at::pipes);
    server.type("你好\n在吗\n");
    auto peer = call(port_of(server));
    BOOST_TEST(peer.receive() == "你好");
    peer.send("甲");
    BOOST_TEST(peer.receive() == "在吗");
    peer.send("拜拜");
    BOOST_TEST(peer.receive() == "");
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(server.output() == "甲\n拜拜\n");
}

BOOST_AUTO_TEST_CASE(the_one_shot_exchange)
{
    plain_server server;
    running_program client({"connect", server.port()}, at::pipes);
    client.type("答\n");
    client.end_input();
    auto peer = server.accept();
    peer.send("问");
    BOOST_TEST(peer.receive() == "答");
    peer.send("再见");
    peer.close();
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(client.output() == "问\n再见\n");
}

BOOST_AUTO_TEST_CASE(a_raw_peer_that_goes_without_farewell_is_an_end)
{
    plain_server server;
    running_program client({"connect", "--framing", "raw", server.port()}, at::pipes);
    auto peer = server.accept();
    peer.send("你好");
    BOOST_TEST(client.wait_for_output("你好\n"));
    peer.close();
    BOOST_TEST(client.wait() == 0);  // its input is still open
}

BOOST_AUTO_TEST_CASE(a_long_message_cut_inside_a_character_is_joined)
{
    plain_server server;
    running_program client({"connect", "--framing", "raw", server.port()}, at::pipes);
    auto peer = server.accept();
    std::string text;
    for (int i = 0; i < 400; ++i) text += "好";
    peer.send(text.substr(0, 1024));
    BOOST_TEST(client.wait_for_output("\n"));
    peer.send(text.substr(1024));
    peer.close();
    BOOST_TEST(client.wait() == 0);
    auto joined = client.output();
    std::erase(joined, '\n');
    BOOST_TEST((joined == text));
    BOOST_TEST(!contains(client.output(), "\xef\xbf\xbd"));
    for (std::size_t i = client.output().find('\n'); i + 1 < client.output().size();
         i = client.output().find('\n', i + 1))
        BOOST_TEST((static_cast<unsigned char>(client.output()[i + 1]) & 0xC0) != 0x80);
}

BOOST_AUTO_TEST_CASE(the_farewell_of_a_line_program_counts_in_raw_framing)
{
    running_program server({"serve", "0", "--framing", "raw"}, at::pipes);
    server.type("你好\n");
    auto peer = call(port_of(server));
    BOOST_TEST(peer.receive() == "你好");
    peer.send("拜拜\n");
    BOOST_TEST(server.wait() == 0);
}

BOOST_AUTO_TEST_CASE(serve_learns_from_a_client_without_line_ends)
{
    running_program server({"serve", "0"}, at::pipes);
    auto peer = call(port_of(server));
    peer.send("你好");
    BOOST_TEST(server.wait_for_output("你好\n"));
    server.type("在\n");
    BOOST_TEST(peer.receive() == "在");  // no line end for him
    peer.send("拜拜");
    BOOST_TEST(server.wait() == 0);
}

BOOST_AUTO_TEST_CASE(strict_turns_between_two_of_us)
{
    running_program server({"serve", "0", "--turns"}, at::pipes);
    running_program client({"connect", port_of(server), "--turns"}, at::pipes);
    client.type("1\n2\nbye\n");
    server.type("a\nb\nc\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(client.output() == "a\nb\nc\n");
    BOOST_TEST(server.output() == "1\n2\nbye\n");
}

/// A conversation that another program begins, which is called with these words before host and port.
void is_called_by(char const* other, std::vector<std::string> const& words)
{
    running_program server({"serve", "0"}, at::pipes);
    setting how;
    how.program = other;
    running_program client(with(words, {"127.0.0.1", port_of(server)}), at::pipes, how);
    client.type("a\nb\n");
    BOOST_TEST(server.wait_for_output("a\nb\n"));
    server.type("你好\n");
    BOOST_TEST(client.wait_for_output("你好\n"));
    client.end_input();
    server.type("c\n");
    server.end_input();
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(client.output() == "你好\nc\n");
}

BOOST_AUTO_TEST_CASE(nc_calls_us, *needs_program("/bin/nc")) { is_called_by("/bin/nc", {"-N"}); }

BOOST_AUTO_TEST_CASE(ncat_calls_us, *needs_program("/usr/bin/ncat")) { is_called_by("/usr/bin/ncat", {}); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(cli_chat_terminal)

BOOST_AUTO_TEST_CASE(half_typed_input_survives_a_message_and_the_terminal_is_restored)
{
    running_program server({"serve", "0", "--name", "张三", "--peer-name", "李四"}, at::terminal);
    auto const before = settings(server);
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("张三> "));
    BOOST_TEST(!same(settings(server), before));  // it edits
    server.type("打了一半");
    BOOST_TEST(server.wait_for_output("打了一半"));
    peer.send("插话\n");
    BOOST_TEST(server.wait_for_output("李四:"));
    BOOST_TEST(server.wait_for_output("插话\r\n"));
    server.type("，写完\n");
    BOOST_TEST(peer.receive() == "打了一半，写完\n");
    peer.send("拜拜\n");
    BOOST_TEST(server.wait_for_output("拜拜\r\n"));
    peer.close();
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(same(settings(server), before));
}

BOOST_AUTO_TEST_CASE(a_farewell_typed_at_the_terminal_ends_both)
{
    running_program server({"serve", "0"}, at::terminal);
    auto const before = settings(server);
    running_program client({"connect", port_of(server)}, at::pipes);
    BOOST_TEST(server.wait_for_output("> "));
    server.type("拜拜\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(same(settings(server), before));
}

BOOST_AUTO_TEST_CASE(editing_keys_edit)
{
    running_program server({"serve", "0"}, at::terminal);
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("> "));
    server.type("你坏\x7f好吗\033[D\033[D们\n");  // backspace takes a whole character, so do the arrows
    BOOST_TEST(peer.receive() == "你们好吗\n");
    server.type("\033[A\n");  // history
    BOOST_TEST(peer.receive() == "你们好吗\n");
    server.type("bye\n");
    BOOST_TEST(peer.receive() == "bye\n");
    peer.close();
    BOOST_TEST(server.wait() == 0);
}

BOOST_AUTO_TEST_CASE(the_peers_end_ends_it_at_a_terminal)
{
    running_program server({"serve", "0"}, at::terminal);
    auto const before = settings(server);
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("> "));
    peer.close();
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(same(settings(server), before));
}

BOOST_AUTO_TEST_CASE(ctrl_d_passes_the_end_on_and_what_comes_is_still_shown)
{
    running_program server({"serve", "0"}, at::terminal);
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("> "));
    server.end_input();
    BOOST_TEST(peer.receive() == "");
    peer.send("noch\n");
    BOOST_TEST(server.wait_for_output("noch"));
    peer.close();
    BOOST_TEST(server.wait() == 0);
}

struct end_by_signal {
    int number;
    int status;
};

std::ostream& operator<<(std::ostream& out, end_by_signal const& row) { return out << row.number; }

constexpr end_by_signal signals[] = {{SIGINT, 130}, {SIGTERM, 143}, {SIGHUP, 129}, {SIGQUIT, 131}};

BOOST_DATA_TEST_CASE(signals_leave_the_terminal_as_it_was, boost::unit_test::data::make(signals))
{
    running_program server({"serve", "0"}, at::terminal);
    auto const before = settings(server);
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("> "));
    server.type("half");
    BOOST_TEST(server.wait_for_output("half"));
    server.send_signal(sample.number);
    BOOST_TEST(server.wait() == sample.status);
    BOOST_TEST(same(settings(server), before));
}

BOOST_AUTO_TEST_CASE(no_colour_is_left_behind)
{
    running_program server({"serve", "0", "--color", "always", "--name", "anna"}, at::terminal,
                           {.environment = {"TERM=xterm"}});
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("anna> "));
    server.type("my own words\n");
    BOOST_TEST(peer.receive() == "my own words\n");
    peer.send("bye\n");
    peer.close();
    BOOST_TEST(server.wait() == 0);
    // What is typed, and what the shell prints afterwards, has no style.
    auto const& all = server.output();
    for (auto const end : {all.find("my own words"), all.size()}) {
        auto const last = all.rfind("\x1b[", end);
        auto style = last;
        while (style != all.npos && all[all.find_first_not_of("0123456789;", style + 2)] != 'm')
            style = style == 0 ? all.npos : all.rfind("\x1b[", style - 1);
        BOOST_TEST((style == all.npos || all.compare(style, 3, "\x1b[m") == 0 ||
                    all.compare(style, 4, "\x1b[0m") == 0));
    }
}

BOOST_AUTO_TEST_CASE(a_stop_keeps_what_was_typed)
{
    running_program server({"serve", "0"}, at::terminal, {.environment = {"TERM=xterm"}});
    auto const before = settings(server);
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("> "));
    server.type("half");
    BOOST_TEST(server.wait_for_output("half"));
    server.send_signal(SIGTSTP);
    for (int i = 0; i < 100 && !same(settings(server), before); ++i) ::usleep(20'000);
    BOOST_TEST(same(settings(server), before));  // the shell's again
    server.send_signal(SIGCONT);
    for (int i = 0; i < 100 && same(settings(server), before); ++i) ::usleep(20'000);
    server.type(" a line\n");
    BOOST_TEST(peer.receive() == "half a line\n");
}

BOOST_AUTO_TEST_CASE(backspace_takes_what_a_reader_sees_as_one)
{
    running_program server({"serve", "0"}, at::terminal, {.environment = {"TERM=xterm"}});
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("> "));
    server.type("a\U0001F468\u200D\U0001F469\u200D\U0001F467\x7F");  // a family
    server.type("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7\x7F");     // the second of two flags
    server.type("\U0001F44D\U0001F3FD\x7F"
                "e\u0301\x7F"
                "z\n");  // a skin tone; a letter with its mark
    BOOST_TEST(peer.receive() == "a\U0001F1E9\U0001F1EAz\n");
}

BOOST_AUTO_TEST_CASE(no_text_reaches_the_first_column_but_its_beginning)
{
    running_program server({"serve", "0", "--peer-name", "p"}, at::terminal, {.environment = {"TERM=xterm"}});
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("> "));
    peer.send("hello" + std::string(72, ' ') + "* you have been removed\n" + std::string(76, 'x') +
              " * removed too\n");
    BOOST_TEST(server.wait_for_output("removed too"));
    BOOST_TEST(server.output().find("\n* you") == std::string::npos);
    BOOST_TEST(server.output().find("\n  * removed too") != std::string::npos);
    for (auto at = server.output().find("\r\n"); at != std::string::npos;
         at = server.output().find("\r\n", at + 1))
        BOOST_TEST(!server.output().substr(at + 2).starts_with("* removed"));
}

BOOST_AUTO_TEST_CASE(tab_completes_the_names_of_a_room)
{
    running_program server({"serve", "--room", "0", "--name", "operator"}, at::pipes);
    running_program me({"connect", "--room", "--name", "me", port_of(server)}, at::terminal,
                       {.environment = {"TERM=xterm"}});
    BOOST_TEST(server.wait_for_output("me has come"));
    server.type("hello\n");
    BOOST_TEST(me.wait_for_output("hello"));
    me.type("OP\thi\n");
    BOOST_TEST(server.wait_for_output("me: operator: hi\n"));
    me.type("/me waves\n");
    BOOST_TEST(server.wait_for_output("me: *waves*\n"));
    me.type("/ignore operator\n");
    BOOST_TEST(me.wait_for_output("messages of operator are not shown"));
    server.type("unheard\n");
    auto const other = call(port_of(server));
    other.send("/nick other\nand now\n");
    BOOST_TEST(me.wait_for_output("and now"));
    me.type("/ignore operator\n");
    BOOST_TEST(me.wait_for_output("are shown again"));
    server.type("heard\n");
    BOOST_TEST(me.wait_for_output("heard"));
    BOOST_TEST(me.output().find("unheard") == std::string::npos);
    BOOST_TEST(server.output().find("/ignore") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(times_are_shown_where_they_are_wanted)
{
    running_program server({"serve", "0", "--times"}, at::pipes);
    auto peer = call(port_of(server));
    peer.send("what time is it\nbye\n");
    BOOST_TEST(server.wait() == 0);
    auto const& line = server.output();
    BOOST_TEST_REQUIRE(line.size() > 6u);
    BOOST_TEST(line[2] == ':');
    BOOST_TEST(line.substr(5, 17) == " what time is it\n");
    BOOST_TEST(run({"serve", "--times", "--json", "0"}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_signal_ends_the_wait_for_a_caller)
{
    running_program server({"serve", "0"}, at::pipes);
    port_of(server);
    server.send_signal(SIGINT);
    BOOST_TEST(server.wait() == 130);
}

BOOST_AUTO_TEST_CASE(what_a_peer_sends_is_seen_not_obeyed)
{
    running_program server({"serve", "0"}, at::terminal);
    auto const before = settings(server);
    auto peer = call(port_of(server));
    BOOST_TEST(server.wait_for_output("> "));
    auto const start = server.output().size();
    peer.send("\x1b[2J\x1b]0;title\x07 \xc2\x9b"
              "31m \x9b"
              "32m a\rb \xe2\x80\xae"
              "c \xe5\xe5\n");
    BOOST_TEST(server.wait_for_output("\\u{202e}c"));
    peer.send(std::string(1'000'000, 'x') + "\nend of it\n");
    BOOST_TEST(server.wait_for_output("end of it"));
    auto const shown = server.output().substr(start);
    BOOST_TEST(contains(shown, "␛[2J␛]0;title␇ \\u{9b}31m \uFFFD32m a␍b \\u{202e}c \uFFFD\uFFFD"));
    BOOST_TEST(!contains(shown, "\x1b[2J"));
    BOOST_TEST(!contains(shown, "\x07"));
    BOOST_TEST(std::count(shown.begin(), shown.end(), 'x') == 1'000'000);
    peer.close();
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(same(settings(server), before));
}

BOOST_AUTO_TEST_SUITE_END()
