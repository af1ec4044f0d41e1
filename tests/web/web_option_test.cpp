// `serve --room --web` from outside.

#include "support/needs.hpp"
#include "support/plain_socket.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>

using namespace netbasics::test;
using at = running_program::at;

namespace {

bool has(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

/// Where `serve` says that the page is, without `http://`: host:port/
std::string page_of(running_program& server)
{
    BOOST_TEST_REQUIRE(server.wait_for_error("the page is at http://"));
    BOOST_TEST_REQUIRE(server.wait_for_error("/\n"));
    auto const& said = server.error_output();
    auto const from = said.find("http://") + 7;
    return said.substr(from, said.find('\n', from) - from);
}

std::string get(std::string const& port, std::string const& host)
{
    auto const caller = call(port);
    caller.send("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    return caller.receive_until("</html>");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(web_option)

BOOST_AUTO_TEST_CASE(the_page_is_where_it_is_said_to_be)
{
    running_program server({"serve", "--room", "--web=0", "0"}, at::pipes);
    auto const page = page_of(server);
    auto const port = page.substr(page.find(':') + 1, page.size() - page.find(':') - 2);
    BOOST_TEST(page == "127.0.0.1:" + port + '/');
    for (auto const& host : {"127.0.0.1:" + port, "localhost:" + port, std::string("localhost")})
        BOOST_TEST(has(get(port, host), "<!doctype html>"), host);
    BOOST_TEST(has(get(port, "evil.example"), "'evil.example' is not a name of this machine"));
    server.send_signal(SIGTERM);
    BOOST_TEST(server.wait() == 143);
}

BOOST_AUTO_TEST_CASE(who_is_denied_sees_no_page)
{
    running_program server({"serve", "--room", "--web=0", "--deny", "127.0.0.0/8", "0"}, at::pipes);
    auto const page = page_of(server);
    auto const port = page.substr(page.find(':') + 1, page.size() - page.find(':') - 2);
    BOOST_TEST(has(get(port, "localhost"), "127.0.0.1 is denied here"));
}

BOOST_AUTO_TEST_CASE(a_taken_port_is_told_with_its_holder)
{
    plain_server const taken;
    auto const seen = run({"serve", "--room", "--web=" + taken.port(), "0"});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(has(seen.err, "127.0.0.1:" + taken.port() + ": "));
    BOOST_TEST(!has(seen.err, "the page is at"));
}

BOOST_AUTO_TEST_CASE(the_port_may_stand_behind_a_blank)
{
    running_program server({"serve", "--room", "--web", "0", "127.0.0.1:0"}, at::pipes);
    auto const page = page_of(server);
    BOOST_TEST(page.starts_with("127.0.0.1:"));
    BOOST_TEST(!page.starts_with("127.0.0.1:8080"));
}

BOOST_AUTO_TEST_CASE(with_tls_the_page_comes_over_tls, *needs_program("/usr/bin/openssl"))
{
    temporary_folder const home;
    setting how;
    how.environment = {"XDG_STATE_HOME=" + home.path()};
    running_program server({"serve", "--room", "--web=0", "--tls", "0"}, at::pipes, how);
    BOOST_TEST_REQUIRE(server.wait_for_error("the page is at https://127.0.0.1:"));
    BOOST_TEST_REQUIRE(server.wait_for_error("/\n"));
    auto const& said = server.error_output();
    auto const from = said.find("https://") + 8;
    auto const host = said.substr(from, said.find('/', from) - from);

    setting client;
    client.program = "/usr/bin/openssl";
    running_program page({"s_client", "-quiet", "-connect", host}, at::pipes, client);
    page.type("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    BOOST_TEST(page.wait_for_output("</html>"));
    BOOST_TEST(page.output().starts_with("HTTP/1.1 200 OK\r\n"));

    auto const ask = [&](std::string const& origin) {
        return "GET /room HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin +
               "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    };
    running_program member({"s_client", "-quiet", "-connect", host}, at::pipes, client);
    member.type(ask("https://" + host));
    BOOST_TEST(member.wait_for_output("* welcome"));
    BOOST_TEST(has(member.output(), "HTTP/1.1 101 "));
    running_program stranger({"s_client", "-quiet", "-connect", host}, at::pipes, client);
    stranger.type(ask("http://" + host));  // a page that came in the clear
    BOOST_TEST(stranger.wait_for_output("HTTP/1.1 403 "));
}

BOOST_AUTO_TEST_CASE(wrong_uses_are_refused)
{
    temporary_folder home;
    setting how;
    how.environment = {"HOME=" + home.path()};
    for (auto const& words : std::vector<std::vector<std::string>>{
             {"--web"}, {"--room", "--web=x"}, {"--room", "--web=65536"}, {"--room", "--web=-1"}}) {
        auto all = std::vector<std::string>{"serve"};
        all.insert(all.end(), words.begin(), words.end());
        auto const seen = run(all, how);
        BOOST_TEST(seen.status == 2);
        BOOST_TEST(has(seen.err, "--web"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
