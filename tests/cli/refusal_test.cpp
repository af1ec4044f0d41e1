// Every way in which a caller is refused or loses the other side: the status is 1, the reason is on standard
// error, and nothing of it is printed as a message.

#include "support/plain_socket.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <optional>
#include <ostream>
#include <thread>

using namespace netbasics::test;
using at = running_program::at;

namespace {

bool contains(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

/// A server and a caller that do not come together.
struct refused_call {
    char const* what;
    std::vector<std::string> server;
    std::vector<std::string> caller;
    char const* reason;
    bool waits = false;  ///< for seconds, until it is clear that nothing comes
};

std::ostream& operator<<(std::ostream& out, refused_call const& c) { return out << c.what; }

refused_call const calls[] = {
    // plain
    {"plain, denied",
     {"serve", "--deny", "127.0.0.0/8"},
     {"connect"},
     "turned away: 127.0.0.1 is denied here"},
    {"plain, not allowed",
     {"serve", "--allow", "192.0.2.0/24"},
     {"connect"},
     "is not among those allowed here"},
    {"plain to TLS", {"serve", "--tls"}, {"connect"}, "speaks TLS, and without --tls"},
    {"plain to a secret", {"serve", "--secret-file", "right"}, {"connect"}, "wants a secret: --secret-file"},
    {"plain to a room", {"serve", "--room"}, {"connect"}, "the other side is a room: connect --room"},
    {"plain to a full room",
     {"serve", "--room", "--max-clients", "1"},
     {"connect"},
     "turned away: the room is full"},
    // TLS
    {"TLS, denied",
     {"serve", "--tls", "--deny", "127.0.0.0/8"},
     {"connect", "--tls"},
     "127.0.0.1 is denied here"},
    {"TLS to plain", {"serve"}, {"connect", "--tls"}, "the other side does not speak TLS"},
    {"TLS to a plain server that denies",
     {"serve", "--deny", "127.0.0.1"},
     {"connect", "--tls"},
     "turned away: 127.0.0.1 is denied here"},
    {"TLS to a plain room", {"serve", "--room"}, {"connect", "--tls"}, "the other side does not speak TLS"},
    {"TLS to a room", {"serve", "--room", "--tls"}, {"connect", "--tls"}, "the other side is a room"},
    // secret
    {"secret, denied",
     {"serve", "--secret-file", "right", "--deny", "127.0.0.1"},
     {"connect", "--secret-file", "right"},
     "turned away: 127.0.0.1 is denied here"},
    {"secret, wrong",
     {"serve", "--secret-file", "right"},
     {"connect", "--secret-file", "wrong"},
     "that is not the secret"},
    {"secret to TLS", {"serve", "--tls"}, {"connect", "--secret-file", "right"}, "speaks TLS", true},
    {"secret over TLS, wrong",
     {"serve", "--tls", "--secret-file", "right"},
     {"connect", "--tls", "--secret-file", "wrong"},
     "that is not the secret"},
    {"secret to a room without one",
     {"serve", "--room"},
     {"connect", "--secret-file", "right"},
     "asks for no secret"},
    // room
    {"room, denied",
     {"serve", "--room", "--deny", "127.0.0.1"},
     {"connect", "--room"},
     "turned away: 127.0.0.1 is denied here"},
    {"room, full",
     {"serve", "--room", "--max-clients", "1"},
     {"connect", "--room"},
     "turned away: the room is full"},
    {"room, too many from there",
     {"serve", "--room", "--max-per-address", "1"},
     {"connect", "--room"},
     "turned away: 1 callers from your address"},
    {"room to TLS", {"serve", "--room", "--tls"}, {"connect", "--room"}, "speaks TLS", true},
    {"room, secret missing",
     {"serve", "--room", "--secret-file", "right"},
     {"connect", "--room"},
     "wants a secret"},
    {"room, secret wrong",
     {"serve", "--room", "--secret-file", "right"},
     {"connect", "--room", "--secret-file", "wrong"},
     "that is not the secret"},
    {"room over TLS, denied",
     {"serve", "--room", "--tls", "--deny", "127.0.0.1"},
     {"connect", "--room", "--tls"},
     "127.0.0.1 is denied here"},
    {"room to one person", {"serve"}, {"connect", "--room"}, "the other side is not a room", true},
};

/// What the caller has to say: nothing and its end, something and its end, or something and no end.
enum class says { nothing, all, more_to_come };

constexpr says ways_to_say[] = {says::nothing, says::all, says::more_to_come};

std::ostream& operator<<(std::ostream& out, says how)
{
    return out << (how == says::nothing ? "nothing" : how == says::all ? "all" : "more to come");
}

std::vector<std::string> with_files(std::vector<std::string> words, temporary_folder const& files)
{
    for (auto& w : words)
        if (w == "right" || w == "wrong") w = files.path(w);
    return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_refusal)

BOOST_DATA_TEST_CASE(a_caller_that_is_refused_hears_why,
                     boost::unit_test::data::make(calls) * boost::unit_test::data::make(ways_to_say), c, how)
{
    if (c.waits && how != says::all) return;
    temporary_folder const files;
    files.file("right", "open sesame\n");
    files.file("wrong", "open barley\n");
    setting here;
    here.environment = {"XDG_STATE_HOME=" + files.path()};
    auto serve = with_files(c.server, files);
    serve.push_back("0");
    running_program server(serve, at::pipes, here);
    auto const port = port_of(server);
    std::optional<plain_socket> member;
    if (contains(c.what, "full") || contains(c.what, "too many")) {
        member.emplace(call(port));
        member->receive_until("\n");
        member->send("/nick m\n");  // who has said nothing takes no member's place
        member->receive_until("/nick NAME changes");
    }
    auto words = with_files(c.caller, files);
    words.push_back("127.0.0.1:" + port);
    running_program caller(words, at::pipes, here);
    if (how != says::nothing) caller.type("hello there\n");
    if (how != says::more_to_come) caller.end_input();
    BOOST_TEST(caller.wait(20'000) == 1);
    BOOST_TEST(contains(caller.error_output(), c.reason), caller.error_output());
    BOOST_TEST(caller.output() == "");
    BOOST_TEST(!contains(server.output(), "/json"));
}

/// A peer that is a plain socket, and what it does.
struct loss {
    char const* what;
    void (*peer)(plain_socket& caller);
    char const* reason;
};

std::ostream& operator<<(std::ostream& out, loss const& l) { return out << l.what; }

loss const losses[] = {
    {"reset before a word", [](plain_socket& s) { s.reset(); }, "connection reset"},
    {"reset amid",
     [](plain_socket& s) {
         s.receive();
         s.send("some words\n");
         s.reset();
     },
     "connection"},
    {"closed with input unread",
     [](plain_socket& s) {
         std::this_thread::sleep_for(std::chrono::milliseconds(700));
         s.close();
     },
     "connection"},
    {"closed before a word", [](plain_socket& s) { s.close(); }, "connection"},
    {"reset after the farewell",
     [](plain_socket& s) {
         s.receive_until("there\n");
         std::this_thread::sleep_for(std::chrono::milliseconds(300));
         s.reset();
     },
     "connection reset"},
    {"HTTP",
     [](plain_socket& s) {
         s.receive();
         s.send("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n");
     },
     "the other side speaks HTTP"},
    {"SSH", [](plain_socket& s) { s.send("SSH-2.0-OpenSSH_9.2\r\n"); }, "the other side speaks SSH"},
    {"TLS alert",
     [](plain_socket& s) {
         s.receive();
         s.send(std::string("\x15\x03\x01\x00\x02\x02\x46", 7));
     },
     "speaks TLS"},
};

BOOST_DATA_TEST_CASE(a_peer_that_is_lost_is_a_failure, boost::unit_test::data::make(losses), l)
{
    for (bool const goes_on : {false, true}) {
        BOOST_TEST_CONTEXT((goes_on ? "its input stays open" : "its input has ended"))
        {
            plain_server const listening;
            running_program caller({"connect", "--framing", "line", "127.0.0.1:" + listening.port()},
                                   at::pipes);
            bool const farewell = contains(l.what, "farewell");
            if (!contains(l.what, "before a word") || !goes_on)
                caller.type(farewell ? "hello there\nbye\n" : "hello there\n");
            if (!goes_on) caller.end_input();
            auto peer = listening.accept();
            if (!goes_on) std::this_thread::sleep_for(std::chrono::milliseconds(200));
            l.peer(peer);
            BOOST_TEST(caller.wait() == 1);
            BOOST_TEST(contains(caller.error_output(), l.reason), caller.error_output());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_peer_that_has_ended_and_reads_on_gets_the_rest)
{
    plain_server const listening;
    running_program caller({"connect", "--framing", "line", "127.0.0.1:" + listening.port()}, at::pipes);
    auto const peer = listening.accept();
    ::shutdown(peer.descriptor(), SHUT_WR);
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    caller.type("the rest\n");
    BOOST_TEST(peer.receive_until("\n") == "the rest\n");
    caller.end_input();
    BOOST_TEST(caller.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_browser_at_the_chat_is_answered_in_its_own_protocol)
{
    for (auto const& words :
         std::vector<std::vector<std::string>>{{"serve", "0"}, {"serve", "--room", "0"}}) {
        running_program server(words, at::pipes);
        auto const browser = call(port_of(server));
        browser.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        auto const answer = browser.receive_until("never");
        BOOST_TEST(answer.find("HTTP/1.1 400 Bad Request\r\n") != answer.npos);
        BOOST_TEST(contains(answer, "serve --room --web"));
        if (words.size() == 2) {
            BOOST_TEST(server.wait() == 1);
            BOOST_TEST(contains(server.error_output(), "speaks HTTP"));
        }
        BOOST_TEST(!contains(server.output(), "GET"));
    }
}

BOOST_AUTO_TEST_CASE(what_telnet_negotiates_does_not_leak)
{
    std::string const begins("\xff\xfb\x1f\xff\xfa\x1f\x00\x50\x00\x0a\xff\xf0",
                             12);  // the window's size: 80 x 10
    {
        running_program server({"serve", "--framing", "line", "0"}, at::pipes);
        auto const telnet = call(port_of(server));
        telnet.send(begins);
        telnet.send("hi\xff\xfd\x01 there\r\nbye\r\n");
        BOOST_TEST(server.wait() == 0);
        BOOST_TEST(server.output() == "hi there\r\nbye\r\n");
    }
    running_program room({"serve", "--room", "0"}, at::pipes);
    auto const telnet = call(port_of(room));
    telnet.send(begins.substr(0, 7));  // cut in the middle
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    telnet.send(begins.substr(7) + "hi there\r\n");
    BOOST_TEST(room.wait_for_output("guest-1: hi there\n"));
    BOOST_TEST(!contains(room.output(), "\xef\xbf\xbd"));
}

BOOST_AUTO_TEST_SUITE_END()
