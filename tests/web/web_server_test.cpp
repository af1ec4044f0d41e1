// The page and the WebSocket over real sockets: right requests, wrong ones, half ones, and members that come
// so.

#include "netbasics/journal/memory_journal.hpp"
#include "netbasics/net/listener.hpp"
#include "netbasics/web/page_file.hpp"
#include "netbasics/web/web_server.hpp"

#include "support/plain_socket.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

using namespace netbasics;
using test::plain_socket;
using namespace std::string_literals;

namespace {

constexpr std::string_view no_text = "\1\2\3";  ///< is in nothing that comes: to read until the end

/// A room with a page, in a thread of its own.
class site {
public:
    explicit site(web::web_limits limits = {}, server::room_limits room_limits = {}, std::string why_not = {})
        : server_(context_, room_, journal_, room_limits), door_(context_.get_executor(), {}),
          web_(
              context_, server_, web::called_names({"lab"}),
              [why_not](web::asio::ip::address const&) { return why_not; }, limits)
    {
        door_.open({"127.0.0.1", 0}).value();
        port_ = std::to_string(door_.port());
        web::asio::co_spawn(context_, let_in(), web::asio::detached);
        thread_ = std::thread([this] { context_.run(); });
    }

    ~site()
    {
        context_.stop();
        thread_.join();
    }

    plain_socket call() const { return test::call(port_); }

    /// The answer to a request without headers but these.
    std::string ask(std::string const& first_line, std::string const& headers = {}) const
    {
        auto const s = call();
        s.send(first_line + " HTTP/1.1\r\n" + headers + "Host: 127.0.0.1:" + port_ +
               "\r\nConnection: close\r\n\r\n");
        return s.receive_until(no_text);
    }

    std::string origin() const { return "http://127.0.0.1:" + port_; }

    std::string const& port() const { return port_; }

    server::room_server& room() { return server_; }

private:
    web::asio::awaitable<void> let_in()
    {
        for (;;) {
            auto came = co_await door_.accept(0);
            if (came.has_error()) co_return;
            web_.add(web::web_stream(server::member_socket(context_, std::move(came->socket), came->from)),
                     came->from.address());
        }
    }

    web::asio::io_context context_;
    room::room room_{""};
    journal::memory_journal journal_{20};
    server::room_server server_;
    net::listener door_;
    web::web_server web_;
    std::string port_;
    std::thread thread_;
};

bool has(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

std::string status_line(std::string const& answer) { return answer.substr(0, answer.find("\r\n")); }

std::string body(std::string const& answer)
{
    auto const end = answer.find("\r\n\r\n");
    return end == answer.npos ? std::string() : answer.substr(end + 4);
}

constexpr unsigned char text_frame = 0x81;
constexpr unsigned char close_frame = 0x88;

/// A client's frame (RFC 6455, section 5.2): masked, with a key of zeros.
std::string frame(std::string_view payload, unsigned char first = text_frame)
{
    std::string made(1, static_cast<char>(first));
    if (payload.size() < 126) {
        made.push_back(static_cast<char>(0x80 | payload.size()));
    } else {
        made.push_back(static_cast<char>(0x80 | 126));
        made.push_back(static_cast<char>(payload.size() >> 8));
        made.push_back(static_cast<char>(payload.size() & 0xff));
    }
    return made.append(4, '\0').append(payload);
}

std::string upgrade(std::string const& host, std::string const& origin)
{
    return "GET /room HTTP/1.1\r\nHost: " + host +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           (origin.empty() ? "" : "Origin: " + origin + "\r\n") + "\r\n";
}

/// A member through the WebSocket.
plain_socket join(site const& s, std::string const& name)
{
    auto made = s.call();
    made.send(upgrade("127.0.0.1:" + s.port(), s.origin()));
    // The key and its answer are the example of RFC 6455, section 1.3.
    auto const greeting = made.receive_until("* welcome");
    BOOST_TEST(has(greeting, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    BOOST_TEST(has(greeting, "* welcome"));
    made.send(frame("/nick " + name + "\n/who\n"));
    BOOST_TEST(has(made.receive_until(" here: "), " here: "));
    return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(web_server)

BOOST_AUTO_TEST_CASE(the_page_comes_whole_and_with_its_rules)
{
    site s;
    for (auto const& file : web::page_files()) {
        auto const got = s.ask("GET " + std::string(file.path));
        BOOST_TEST_CONTEXT(file.path)
        {
            BOOST_TEST(status_line(got) == "HTTP/1.1 200 OK");
            BOOST_TEST((body(got) == file.bytes));
            BOOST_TEST(has(got, "\r\nContent-Type: " + std::string(file.type) + "\r\n"));
            BOOST_TEST(has(got, "\r\nETag: " + std::string(file.tag) + "\r\n"));
            BOOST_TEST(has(got, "\r\nContent-Security-Policy: default-src 'self'; "));
            BOOST_TEST(has(got, "frame-ancestors 'none'"));
            BOOST_TEST(has(got, "\r\nX-Content-Type-Options: nosniff\r\n"));
            BOOST_TEST(has(got, "\r\nReferrer-Policy: no-referrer\r\n"));
        }
    }
}

BOOST_AUTO_TEST_CASE(methods_and_paths)
{
    site s;
    auto const page = std::string(web::page_files().front().bytes);
    auto const path = std::string(web::page_files().front().path);
    auto const tag = std::string(web::page_files().front().tag);
    auto const head = s.ask("HEAD " + path);
    BOOST_TEST(status_line(head) == "HTTP/1.1 200 OK");
    BOOST_TEST(has(head, "\r\nContent-Length: " + std::to_string(page.size()) + "\r\n"));
    BOOST_TEST(body(head) == "");
    auto const unchanged = s.ask("GET " + path, "If-None-Match: " + tag + "\r\n");
    BOOST_TEST(status_line(unchanged) == "HTTP/1.1 304 Not Modified");
    BOOST_TEST(body(unchanged) == "");
    auto const posted = s.ask("POST /");
    BOOST_TEST(status_line(posted) == "HTTP/1.1 405 Method Not Allowed");
    BOOST_TEST(has(posted, "\r\nAllow: GET, HEAD\r\n"));
    BOOST_TEST(status_line(s.ask("GET /nothing")) == "HTTP/1.1 404 Not Found");
    BOOST_TEST(status_line(s.ask("GET /room")) == "HTTP/1.1 426 Upgrade Required");
    BOOST_TEST(status_line(s.ask("POST /", "Content-Length: 5\r\n")) == "HTTP/1.1 413 Payload Too Large");
    BOOST_TEST(status_line(s.ask("POST /", "Transfer-Encoding: chunked\r\n")) ==
               "HTTP/1.1 413 Payload Too Large");
}

BOOST_AUTO_TEST_CASE(one_connection_carries_many_requests)
{
    site s;
    auto const c = s.call();
    auto const one = "GET /nothing HTTP/1.1\r\nHost: lab\r\n\r\n"s;
    c.send(one + one + "GET /nothing HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n");
    auto const all = c.receive_until(no_text);
    std::size_t count = 0;
    for (auto at = all.find("HTTP/1.1 404"); at != all.npos; at = all.find("HTTP/1.1 404", at + 1)) ++count;
    BOOST_TEST(count == 3u);
}

BOOST_AUTO_TEST_CASE(wrong_requests_are_told_why)
{
    site s;
    auto const send = [&](std::string const& request) {
        auto const c = s.call();
        c.send(request);
        return c.receive_until(no_text);
    };
    BOOST_TEST(status_line(send("hello\r\n\r\n")) == "HTTP/1.1 400 Bad Request");
    BOOST_TEST(status_line(send("GET / HTTP/1.1\r\n\r\n")) == "HTTP/1.1 400 Bad Request");
    BOOST_TEST(
        status_line(send("GET / HTTP/1.1\r\nHost: lab\r\nHost: evil.example\r\nConnection: close\r\n\r\n")) ==
        "HTTP/1.1 400 Bad Request");
    auto const rebound = send("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    BOOST_TEST(status_line(rebound) == "HTTP/1.1 421 Misdirected Request");
    BOOST_TEST(has(rebound, "'evil.example' is not a name of this machine"));
    auto const long_line = send("GET /" + std::string(100'000, 'x') + " HTTP/1.1\r\nHost: lab\r\n\r\n");
    BOOST_TEST(status_line(long_line) == "HTTP/1.1 431 Request Header Fields Too Large");
    auto const long_header =
        send("GET / HTTP/1.1\r\nHost: lab\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n");
    BOOST_TEST(status_line(long_header) == "HTTP/1.1 431 Request Header Fields Too Large");
}

BOOST_AUTO_TEST_CASE(who_may_not_come_sees_nothing_but_the_reason)
{
    site s({}, {}, "127.0.0.1 is denied here");
    auto const got = s.ask("GET /");
    BOOST_TEST(status_line(got) == "HTTP/1.1 403 Forbidden");
    BOOST_TEST(body(got) == "127.0.0.1 is denied here");
}

BOOST_AUTO_TEST_CASE(half_a_request_ends_when_its_time_is_over)
{
    site s({.request = std::chrono::seconds(1), .next_request = std::chrono::seconds(1)});
    for (auto const* part : {"", "GET / HT", "GET / HTTP/1.1\r\nHost: lab\r\n"}) {
        auto const c = s.call();
        c.send(part);
        BOOST_TEST(c.receive(5'000) == "");
    }
    auto const c = s.call();  // and after an answer
    c.send("GET /nothing HTTP/1.1\r\nHost: lab\r\n\r\n");
    BOOST_TEST(has(c.receive_until("here"), "404"));
    auto const start = std::chrono::steady_clock::now();
    BOOST_TEST(c.receive(5'000) == "");
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(4)));
}

BOOST_AUTO_TEST_CASE(many_half_requests_keep_nobody_out)
{
    site s({.callers = 8});
    std::vector<plain_socket> crowd;
    for (int i = 0; i < 50; ++i) {
        crowd.push_back(s.call());
        crowd.back().send("GET / HT");
    }
    BOOST_TEST(status_line(s.ask("GET /")) == "HTTP/1.1 200 OK");
    BOOST_TEST(crowd.front().receive(5'000) == "");
}

BOOST_AUTO_TEST_CASE(pages_of_other_sites_stay_outside)
{
    site s;
    auto const try_with = [&](std::string const& host, std::string const& origin) {
        auto const c = s.call();
        c.send(upgrade(host, origin));
        return status_line(c.receive_until("\r\n\r\n"));
    };
    auto const host = "127.0.0.1:" + s.port();
    BOOST_TEST(try_with(host, "http://" + host) == "HTTP/1.1 101 Switching Protocols");
    BOOST_TEST(try_with("lab:" + s.port(), "http://lab:" + s.port()) == "HTTP/1.1 101 Switching Protocols");
    BOOST_TEST(try_with(host, "http://evil.example") == "HTTP/1.1 403 Forbidden");
    BOOST_TEST(try_with(host, "http://127.0.0.1:1") == "HTTP/1.1 403 Forbidden");
    BOOST_TEST(try_with(host, "null") == "HTTP/1.1 403 Forbidden");
    BOOST_TEST(try_with(host, "") == "HTTP/1.1 403 Forbidden");
    BOOST_TEST(try_with("evil.example", "http://evil.example") == "HTTP/1.1 421 Misdirected Request");
}

BOOST_AUTO_TEST_CASE(members_talk_and_all_lines_that_wait_are_one_message)
{
    site s;
    auto const a = join(s, "a");
    auto const b = join(s, "b");
    BOOST_TEST(has(a.receive_until("b has come\n"), "* b has come\n"));
    b.send(frame("one\ntwo\nthree"));  // the end of a message ends a line
    auto const got = a.receive_until("three\n");
    auto const expected = "b: one\nb: two\nb: three\n"s;
    BOOST_TEST(got == std::string("\x81") + static_cast<char>(expected.size()) + expected);
}

BOOST_AUTO_TEST_CASE(a_line_may_come_in_many_frames_and_bytes)
{
    site s;
    auto const a = join(s, "a");
    auto const b = join(s, "b");
    BOOST_TEST(has(a.receive_until("b has come\n"), "* b has come\n"));
    auto const bytes = frame("你", 0x01) + frame("好 ", 0x00) + frame("", 0x89) + frame("again", 0x80) +
                       frame("") + frame("\n\nnext\n");
    for (auto const byte : bytes) b.send({&byte, 1});
    BOOST_TEST(has(a.receive_until("next\n"), "b: 你好 again\n"));
}

BOOST_AUTO_TEST_CASE(lines_of_every_length_arrive_whole)
{
    site s({}, {.input = {.rate = 0}});
    auto const a = join(s, "a");
    auto const b = join(s, "b");
    BOOST_TEST(has(a.receive_until("b has come\n"), "* b has come\n"));
    for (std::size_t const size : {1u, 124u, 125u, 126u, 511u, 512u, 513u, 1535u, 1536u, 4090u}) {
        auto const line = std::string(size, 'x') + "|\n";
        b.send(frame(line));
        BOOST_TEST_CONTEXT(size) { BOOST_TEST(has(a.receive_until("|\n"), "b: " + line)); }
    }
    b.send(frame(std::string(60'000, 'x') + "\nafter\n"));
    BOOST_TEST(has(b.receive_until("left out"), "* that line was longer than 4096 bytes"));
    BOOST_TEST(has(a.receive_until("after\n"), "b: after\n"));
}

BOOST_AUTO_TEST_CASE(what_is_no_text_ends_the_connection)
{
    site s;
    auto const a = join(s, "a");
    {
        auto const b = join(s, "b");
        BOOST_TEST(has(a.receive_until("b has come\n"), "* b has come\n"));
        b.send(frame("\xff\xfe"));
        BOOST_TEST(has(b.receive_until(no_text), std::string{static_cast<char>(close_frame)}));
        BOOST_TEST(has(a.receive_until("b has left"), "* b has left"));
    }
    auto const c = join(s, "c");
    BOOST_TEST(has(a.receive_until("c has come\n"), "* c has come\n"));
    c.send(frame("bytes", 0x82));
    BOOST_TEST(has(c.receive_until(no_text), "\x88\x02\x03\xeb"s));  // 1003: of a kind that is not taken
    BOOST_TEST(has(a.receive_until("c has left"), "* c has left"));
}

BOOST_AUTO_TEST_CASE(who_closes_leaves_and_who_quits_is_closed)
{
    site s;
    auto const a = join(s, "a");
    {
        auto const b = join(s, "b");
        b.send(frame("", close_frame));
        BOOST_TEST(has(b.receive_until(no_text), std::string{static_cast<char>(close_frame)}));
    }
    BOOST_TEST(has(a.receive_until("b has left\n"), "* b has left\n"));
    auto const c = join(s, "c");
    c.send(frame("/quit\n"));
    BOOST_TEST(has(c.receive_until("\x88\x02\x03\xe8"), "\x88\x02\x03\xe8"s));  // 1000: all is well
    BOOST_TEST(has(a.receive_until("c has left\n"), "* c has left\n"));
    {
        auto d = join(s, "d");
        d.reset();
    }
    BOOST_TEST(has(a.receive_until("d has left"), "* d has left"));
}

BOOST_AUTO_TEST_CASE(the_room_s_bounds_hold_for_browsers_too)
{
    site s({}, {.input = {}, .members = 1});
    auto const a = join(s, "a");
    auto const second = s.call();
    second.send(upgrade("127.0.0.1:" + s.port(), s.origin()));
    auto const got = second.receive_until("\x88\x02\x03\xe8");
    BOOST_TEST(has(got, "* the room is full: 1 are here\n"));
    BOOST_TEST(has(got, "\x88\x02\x03\xe8"s));
}

BOOST_AUTO_TEST_CASE(who_does_not_read_is_dropped_and_the_others_hear_all)
{
    site s({}, {.input = {.rate = 0, .burst = 1'000'000}, .queue = 65'536, .per_address = 0});
    auto const a = join(s, "a");
    auto const b = join(s, "b");
    auto const slow = join(s, "slow");
    std::string const line = std::string(1000, 'x') + '\n';
    std::string seen;
    for (int i = 0; i < 40'000 && !has(seen, "slow has left"); ++i) {
        a.send(frame(line));
        seen = seen.substr(seen.size() > 200 ? seen.size() - 200 : 0);
        for (auto more = b.receive(0); !more.empty(); more = b.receive(0)) seen += more;
    }
    if (!has(seen, "slow has left")) seen += b.receive_until("slow has left");
    BOOST_TEST(has(seen, "* slow has left: reads too slowly\n"));
}

BOOST_AUTO_TEST_CASE(members_come_and_go_in_the_middle_of_everything)
{
    site s({}, {.input = {.rate = 0}, .per_address = 0});
    auto const a = join(s, "a");
    auto const whole = upgrade("127.0.0.1:" + s.port(), s.origin()) + frame("/nick b\nhello\n") +
                       frame("more", 0x01) + frame("", close_frame);
    for (std::size_t end = 0; end <= whole.size(); end += 3) {
        auto b = s.call();
        b.send(whole.substr(0, end));
        if (end % 2 == 0) b.reset();
    }
    a.send(frame("/who\nstill here\n"));
    BOOST_TEST(has(a.receive_until("1 here"), "1 here: a"));
}

BOOST_AUTO_TEST_SUITE_END()
