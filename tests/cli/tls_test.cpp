// TLS and the secret, from outside: who is let in, who is recognised, and what a stranger can see.

#include "support/needs.hpp"
#include "support/plain_socket.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace netbasics::test;
using at = running_program::at;

namespace {

setting with_state(temporary_folder const& state)
{
    setting how;
    how.environment = {"XDG_STATE_HOME=" + state.path()};
    return how;
}

bool contains(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

/// What openssl(1) has to do, or the test cannot go on.
void openssl(std::vector<std::string> const& words)
{
    setting how;
    how.program = "/usr/bin/openssl";
    auto const done = run(words, how);
    BOOST_TEST_REQUIRE(done.status == 0, done.err);
}

/// A certificate authority, and servers that it vouches for.
class authority {
public:
    authority()
    {
        openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                 folder.path("ca.key"), "-out", certificate(), "-subj", "/CN=test", "-days", "2"});
    }

    /// `names` as in subjectAltName; `days` below zero: expired.
    void vouch_for(std::string const& server, std::string const& names, int days) const
    {
        auto const extensions = folder.file(server + ".ext", "subjectAltName=" + names + "\n");
        openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                 folder.path(server + ".key"), "-out", folder.path(server + ".csr"), "-subj",
                 "/CN=" + server});
        openssl({"x509", "-req", "-in", folder.path(server + ".csr"), "-CA", certificate(), "-CAkey",
                 folder.path("ca.key"), "-CAcreateserial", "-out", folder.path(server + ".crt"), "-extfile",
                 extensions, "-days", std::to_string(days)});
    }

    std::string certificate() const { return folder.path("ca.crt"); }

    temporary_folder folder;
};

std::string fingerprint_in(std::string const& text)
{
    auto const begin = text.find("SHA256:");
    return begin == text.npos ? std::string() : text.substr(begin, 7 + 32 * 3 - 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_tls)

BOOST_AUTO_TEST_CASE(two_talk_and_the_server_is_recognised)
{
    temporary_folder const servers;
    temporary_folder const callers;
    std::string port = "0";
    std::string print;
    for (int round = 0; round < 2; ++round) {  // the key is the same after a restart
        running_program server({"serve", "--tls", port}, at::pipes, with_state(servers));
        port = port_of(server);
        BOOST_TEST(server.wait_for_error("fingerprint is SHA256:"));
        running_program client({"connect", "--tls", "127.0.0.1:" + port}, at::pipes, with_state(callers));
        client.type("你好\n");
        BOOST_TEST(server.wait_for_output("你好\n"));
        server.type("在\n拜拜\n");
        BOOST_TEST(client.wait() == 0);
        BOOST_TEST(server.wait() == 0);
        BOOST_TEST(client.output() == "在\n拜拜\n");
        auto const now = fingerprint_in(server.error_output());
        BOOST_TEST(now.size() == 102u);
        BOOST_TEST((round == 0 || now == print));
        print = now;
        BOOST_TEST(contains(client.error_output(), print + " is remembered") == (round == 0));
    }
    for (auto const& file : {servers.path("netbasics/server.pem"), callers.path("netbasics/known_servers")})
        BOOST_TEST((std::filesystem::status(file).permissions() == std::filesystem::perms(0600)));

    // The same place, another key: nothing is said there.
    temporary_folder const others;
    running_program other({"serve", "--tls", port}, at::pipes, with_state(others));
    port_of(other);
    running_program client({"connect", "--tls", "127.0.0.1:" + port}, at::pipes, with_state(callers));
    client.type("only for the right one\n");
    BOOST_TEST(client.wait() == 1);
    BOOST_TEST(contains(client.error_output(), "has another key than before"));
    BOOST_TEST(contains(client.error_output(), "it was " + print));
    BOOST_TEST(
        contains(client.error_output(), "remove line 1 of " + callers.path("netbasics/known_servers")));
    BOOST_TEST(!contains(other.output(), "right one"));
}

BOOST_AUTO_TEST_CASE(a_given_fingerprint_counts_alone)
{
    temporary_folder const state;
    running_program server({"serve", "--tls", "0"}, at::pipes, with_state(state));
    auto const port = port_of(server);
    BOOST_TEST(server.wait_for_error("fingerprint is SHA256:"));
    auto print = fingerprint_in(server.error_output());
    auto wrong = print;
    wrong[7] = wrong[7] == '0' ? '1' : '0';
    auto const refused = run({"connect", "--fingerprint", wrong, "127.0.0.1:" + port}, with_state(state));
    BOOST_TEST(refused.status == 1);
    BOOST_TEST(contains(refused.err, "the server's fingerprint is " + print));
    BOOST_TEST(contains(refused.err, "not the one with that fingerprint"));
    BOOST_TEST(run({"connect", "--fingerprint", "12:34", "127.0.0.1:" + port}).status == 2);
}

BOOST_AUTO_TEST_CASE(ten_megabytes_and_a_half_close)
{
    temporary_folder const state;
    std::string all;
    for (std::size_t i = 0; all.size() < 10'000'000; ++i)
        all += "line " + std::to_string(i) + std::string(i % 50, 'x') + '\n';
    auto const input = state.file("input", all);
    setting how = with_state(state);
    how.program = "/bin/sh";
    std::string const program = NETBASICS_PROGRAM;
    running_program server(
        {"-c", "exec " + program + " serve --no-bye --tls 0 <" + input + " >" + state.path("a")}, at::pipes,
        how);
    auto const port = port_of(server);
    running_program client({"-c", "exec " + program + " connect --no-bye --tls 127.0.0.1:" + port + " <" +
                                      input + " >" + state.path("b")},
                           at::pipes, how);
    BOOST_TEST(client.wait(60'000) == 0);
    BOOST_TEST(server.wait(60'000) == 0);
    for (auto const* name : {"a", "b"}) {
        std::ostringstream got;
        got << std::ifstream(state.path(name)).rdbuf();
        BOOST_TEST((got.str() == all));
    }
}

BOOST_AUTO_TEST_CASE(a_certificate_is_verified)
{
    authority const ca;
    ca.vouch_for("right", "IP:127.0.0.1,DNS:localhost", 1);
    ca.vouch_for("expired", "IP:127.0.0.1", -1);
    ca.vouch_for("elsewhere", "IP:192.0.2.1,DNS:example.net", 1);

    struct expectation {
        char const* server;
        char const* host;
        char const* reason;  ///< null: they talk
    };

    for (auto const& e : {expectation{"right", "127.0.0.1", nullptr},
                          {"right", "localhost", nullptr},
                          {"expired", "127.0.0.1", "certificate has expired"},
                          {"elsewhere", "127.0.0.1", "IP address mismatch"},
                          {"elsewhere", "localhost", "hostname mismatch"}}) {
        BOOST_TEST_CONTEXT(e.server << " as " << e.host)
        {
            running_program server({"serve", "--cert", ca.folder.path(std::string(e.server) + ".crt"),
                                    "--key", ca.folder.path(std::string(e.server) + ".key"), "0"},
                                   at::pipes);
            auto const port = port_of(server);
            running_program client({"connect", "--ca", ca.certificate(), std::string(e.host) + ':' + port},
                                   at::pipes);
            client.type("in confidence\n拜拜\n");
            BOOST_TEST(client.wait() == (e.reason == nullptr ? 0 : 1));
            if (e.reason == nullptr) {
                BOOST_TEST(server.wait() == 0);
                BOOST_TEST(server.output() == "in confidence\n拜拜\n");
            } else {
                BOOST_TEST(contains(client.error_output(), e.reason));
                BOOST_TEST(server.wait_for_error("was not let in: TLS"));
                BOOST_TEST(server.output() == "");
            }
        }
    }
    temporary_folder const state;
    running_program unknown({"serve", "--tls", "0"}, at::pipes, with_state(state));
    auto const refused = run({"connect", "--ca", ca.certificate(), "127.0.0.1:" + port_of(unknown)});
    BOOST_TEST(refused.status == 1);
    BOOST_TEST(contains(refused.err, "self-signed certificate"));
    for (auto const& words : std::vector<std::vector<std::string>>{
             {"serve", "--cert", ca.certificate()},
             {"serve", "--cert", ca.certificate(), "--key", ca.folder.path("right.key")},
             {"serve", "--cert", "/dev/null", "--key", ca.folder.path("right.key")},
             {"connect", "--ca", "/dev/null", "127.0.0.1:1"}})
        BOOST_TEST(run(words).status == 2);
}

BOOST_AUTO_TEST_CASE(who_stalls_or_speaks_no_tls_holds_nobody_up)
{
    temporary_folder const state;
    running_program server({"serve", "--tls", "0"}, at::pipes, with_state(state));
    auto const port = port_of(server);
    auto const stalls = call(port);
    stalls.send("\x16\x03\x01");  // the beginning of a handshake
    auto const plain = call(port);
    plain.send("hello in clear\n");
    BOOST_TEST(plain.receive_until("\n") == "* TLS is spoken here\n");
    BOOST_TEST(server.wait_for_error("was not let in: the other side does not speak TLS"));
    running_program client({"connect", "--tls", "127.0.0.1:" + port}, at::pipes, with_state(state));
    client.type("hello\nbye\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(server.wait() == 0);
    BOOST_TEST(server.output() == "hello\nbye\n");

    running_program room({"serve", "--room", "0"}, at::pipes);
    auto const refused = run({"connect", "--tls", "127.0.0.1:" + port_of(room)}, with_state(state));
    BOOST_TEST(refused.status == 1);
    BOOST_TEST(contains(refused.err, "the other side does not speak TLS"));
}

BOOST_AUTO_TEST_CASE(a_room_with_tls)
{
    temporary_folder const state;
    running_program server({"serve", "--room", "--tls", "0", "--name", "op", "--first-line", "2"}, at::pipes,
                           with_state(state));
    auto const port = port_of(server);
    running_program a({"connect", "--room", "--tls", "--name", "a", "127.0.0.1:" + port}, at::pipes,
                      with_state(state));
    running_program b({"connect", "--room", "--tls", "--name", "b", "127.0.0.1:" + port}, at::pipes,
                      with_state(state));
    BOOST_TEST(server.wait_for_output("a has come\n"));
    BOOST_TEST(server.wait_for_output("b has come\n"));
    auto const stalls = call(port);
    stalls.send("\x16\x03\x01");
    auto const plain = call(port);
    plain.send("hello in clear\n");
    BOOST_TEST(plain.receive_until("\n") == "* TLS is spoken here\n");
    a.type("张三在\n");
    BOOST_TEST(b.wait_for_output("a: 张三在\n"));
    while (!stalls.receive().empty()) continue;  // dropped after its time
    b.type("still\n");
    BOOST_TEST(a.wait_for_output("b: still\n"));
}

BOOST_AUTO_TEST_CASE(a_secret_is_asked_and_never_sent)
{
    temporary_folder const files;
    auto const right = files.file("right", "open sesame\nand a second line\n");
    auto const wrong = files.file("wrong", "open barley\n");
    {
        running_program server({"serve", "--secret-file", right, "0"}, at::pipes);
        auto const port = port_of(server);
        running_program bad({"connect", "--secret-file", wrong, "127.0.0.1:" + port}, at::pipes);
        running_program good({"connect", "--secret-file", right, "127.0.0.1:" + port}, at::pipes);
        bad.type("leaked\n");
        good.type("hello\nbye\n");
        BOOST_TEST(good.wait() == 0);
        BOOST_TEST(server.wait() == 0);
        BOOST_TEST(server.output() == "hello\nbye\n");
        BOOST_TEST(bad.wait() == 1);
    }
    {
        running_program server({"serve", "--secret-file", right, "0"}, at::pipes);
        auto const port = port_of(server);
        auto const refused = run({"connect", "--secret-file", wrong, "127.0.0.1:" + port});
        BOOST_TEST(refused.status == 1);
        BOOST_TEST(contains(refused.err, "that is not the secret"));
        BOOST_TEST(contains(refused.err, "does not know this secret"));
        auto const without = run({"connect", "127.0.0.1:" + port});
        BOOST_TEST(without.status == 1);
        BOOST_TEST(contains(without.err, "the other side wants a secret: --secret-file"));
        auto const typed = call(port);
        BOOST_TEST(typed.receive_until("\n").starts_with("* secret wanted: "));
        typed.send("/secret open sesame\n");
        BOOST_TEST(typed.receive_until("\n") == "* a typed secret could be read on the way here: use TLS\n");
    }
    {
        // A server that only plays one: it learns nothing, and nothing is said to it.
        plain_server const listening;
        running_program client({"connect", "--secret-file", right, "127.0.0.1:" + listening.port()},
                               at::pipes);
        client.type("only for those who know\n");
        auto const server = listening.accept();
        server.send("* secret wanted: 00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff\n");
        auto const proof = server.receive_until("\n");
        BOOST_TEST(proof.starts_with("/proof "));
        server.send("* secret known: " + std::string(64, '0') + "\n");
        BOOST_TEST(client.wait() == 1);
        BOOST_TEST(contains(client.error_output(), "does not know this secret"));
        auto const rest = server.receive_until("never");
        BOOST_TEST(!contains(proof + rest, "sesame"));
        BOOST_TEST(!contains(proof + rest, "only for"));
    }
    {
        running_program open_room({"serve", "--room", "0"}, at::pipes);
        auto const asks = run({"connect", "--secret-file", right, "127.0.0.1:" + port_of(open_room)});
        BOOST_TEST(asks.status == 1);
        BOOST_TEST(contains(asks.err, "asks for no secret"));
    }
    BOOST_TEST(run({"serve", "--secret-file", files.file("empty", "\n")}).status == 2);
    BOOST_TEST(run({"connect", "--secret-file", files.path("missing")}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_room_with_a_secret_shows_nothing_before)
{
    temporary_folder const files;
    auto const right = files.file("right", "open sesame\n");
    auto const wrong = files.file("wrong", "open barley\n");
    running_program server({"serve", "--room", "0", "--secret-file", right, "--name", "op"}, at::pipes);
    auto const port = port_of(server);
    running_program a({"connect", "--room", "--name", "a", "--secret-file", right, "127.0.0.1:" + port},
                      at::pipes);
    BOOST_TEST(server.wait_for_output("a has come\n"));
    auto const stranger = call(port);
    auto const started = std::chrono::steady_clock::now();
    auto seen = stranger.receive_until("\n");
    server.type("among us\n");
    BOOST_TEST(a.wait_for_output("op: among us\n"));
    stranger.send("/proof 00112233445566778899aabbccddeeff " + std::string(64, '0') + "\n/who\nhello\n");
    seen += stranger.receive_until("\n* ");
    BOOST_TEST((std::chrono::steady_clock::now() - started > std::chrono::milliseconds(990)));
    seen.erase(0, seen.find('\n') + 1);
    BOOST_TEST(seen == "* that is not the secret\n");

    running_program bad({"connect", "--room", "--name", "b", "--secret-file", wrong, "127.0.0.1:" + port},
                        at::pipes);
    a.type("meanwhile\n");
    BOOST_TEST(server.wait_for_output("a: meanwhile\n"));
    BOOST_TEST(bad.wait(20'000) == 1);
    BOOST_TEST(contains(bad.error_output(), "that is not the secret"));
    auto const without = run({"connect", "--room", "127.0.0.1:" + port});
    BOOST_TEST(without.status == 1);
    BOOST_TEST(contains(without.err, "wants a secret"));
    BOOST_TEST(!contains(server.output(), "hello"));
    BOOST_TEST(!contains(server.output(), "b has come"));
}

BOOST_AUTO_TEST_CASE(a_secret_may_be_typed_over_tls, *needs_program("/usr/bin/ncat"))
{
    temporary_folder const state;
    auto const right = state.file("right", "open sesame\n");
    running_program server({"serve", "--room", "0", "--tls", "--secret-file", right}, at::pipes,
                           with_state(state));
    auto const port = port_of(server);
    setting how;
    how.program = "/usr/bin/ncat";
    running_program member({"--ssl", "127.0.0.1", port}, at::pipes, how);
    BOOST_TEST(member.wait_for_output("* secret wanted: "));
    member.type("/secret open sesame\n/nick n\nhello\n");
    BOOST_TEST(server.wait_for_output("n: hello\n"));
    running_program other({"connect", "--room", "--tls", "--secret-file", right, "127.0.0.1:" + port},
                          at::pipes, with_state(state));
    BOOST_TEST(other.wait_for_output("n: hello\n"));
}

BOOST_AUTO_TEST_CASE(who_is_turned_away_does_not_call_again)
{
    running_program server({"serve", "--room", "0", "--max-clients", "1"}, at::pipes);
    auto const port = port_of(server);
    running_program first({"connect", "--room", "--name", "a", "127.0.0.1:" + port}, at::pipes);
    BOOST_TEST(server.wait_for_output("a has come\n"));
    auto const second = run({"connect", "--room", "--name", "b", "127.0.0.1:" + port});
    BOOST_TEST(second.status == 1);
    BOOST_TEST(contains(second.out + second.err, "the room is full: 1 are here"));
}

BOOST_AUTO_TEST_CASE(a_secret_is_made_once_and_weak_ones_are_warned_about)
{
    temporary_folder const files;
    auto const file = files.path("secret");
    BOOST_TEST(run({"serve", "--make-secret", file}).status == 0);
    BOOST_TEST((std::filesystem::status(file).permissions() == std::filesystem::perms(0600)));
    std::ostringstream made;
    made << std::ifstream(file).rdbuf();
    BOOST_TEST(made.str().size() == 33u);
    BOOST_TEST(made.str().find_first_not_of("0123456789abcdef\n") == std::string::npos);
    BOOST_TEST(run({"serve", "--make-secret", file}).status == 2);  // never over one that is in use
    BOOST_TEST(run({"serve", "--make-secret", file, "0"}).status == 2);

    auto const state = with_state(files);
    running_program strong({"serve", "--tls", "--secret-file", file, "0"}, at::pipes, state);
    port_of(strong);
    BOOST_TEST(!contains(strong.error_output(), "warning"));
    running_program weak({"serve", "--secret-file", files.file("short", "sesame\n"), "0"}, at::pipes);
    port_of(weak);
    BOOST_TEST(contains(weak.error_output(), "warning: a secret this short can be found by trying"));
    BOOST_TEST(contains(weak.error_output(), "warning: without --tls"));
}

BOOST_AUTO_TEST_CASE(a_key_is_remembered_once_the_secret_is_proven)
{
    temporary_folder const servers;
    temporary_folder const callers;
    auto const right = servers.file("right", "a secret that is long enough\n");
    auto const wrong = servers.file("wrong", "another one that is long enough\n");
    running_program server({"serve", "--tls", "--secret-file", right, "0"}, at::pipes, with_state(servers));
    auto const port = port_of(server);
    auto const refused =
        run({"connect", "--tls", "--secret-file", wrong, "127.0.0.1:" + port}, with_state(callers));
    BOOST_TEST(refused.status == 1);
    BOOST_TEST(!contains(refused.err, "is remembered"));
    BOOST_TEST(!std::filesystem::exists(callers.path("netbasics/known_servers")));
    setting nowhere;
    nowhere.environment = {"HOME="};
    running_program client({"connect", "--tls", "--secret-file", right, "127.0.0.1:" + port}, at::pipes,
                           nowhere);
    client.type("hello\nbye\n");
    BOOST_TEST(client.wait() == 0);
    BOOST_TEST(contains(client.error_output(), "is not remembered"));
}

BOOST_AUTO_TEST_CASE(a_secret_over_an_older_tls_is_refused)
{
    temporary_folder const files;
    auto const secret = files.file("secret", "a secret that is long enough\n");
    running_program server({"serve", "--tls", "--secret-file", secret, "0"}, at::pipes, with_state(files));
    auto const port = port_of(server);
    setting how;
    how.program = "/usr/bin/openssl";
    auto const old = run({"s_client", "-tls1_2", "-connect", "127.0.0.1:" + port}, how);
    BOOST_TEST(contains(old.err + old.out, "alert protocol version"));
}

BOOST_AUTO_TEST_CASE(a_key_that_others_can_read_is_refused)
{
    authority const ca;
    ca.vouch_for("right", "IP:127.0.0.1", 1);
    auto const key = ca.folder.path("right.key");
    std::filesystem::permissions(key, std::filesystem::perms(0644));
    auto const refused = run({"serve", "--cert", ca.folder.path("right.crt"), "--key", key, "0"});
    BOOST_TEST(refused.status == 2);
    BOOST_TEST(contains(refused.err, "chmod 600"));
}

BOOST_AUTO_TEST_CASE(a_hangup_reads_the_certificate_again)
{
    authority const ca;
    ca.vouch_for("right", "IP:127.0.0.1", 1);
    ca.vouch_for("next", "IP:127.0.0.1", 1);
    auto const cert = ca.folder.path("right.crt");
    auto const key = ca.folder.path("right.key");
    running_program server({"serve", "--keep", "--cert", cert, "--key", key, "0"}, at::pipes);
    auto const port = port_of(server);
    BOOST_TEST(server.wait_for_error("fingerprint is SHA256:"));
    auto const first = fingerprint_in(server.error_output());
    std::filesystem::rename(ca.folder.path("next.crt"), cert);
    std::filesystem::rename(ca.folder.path("next.key"), key);
    auto const said = server.error_output().size();
    server.send_signal(SIGHUP);
    for (int i = 0; i < 100 && server.error_output().find("fingerprint", said) == std::string::npos; ++i)
        server.wait_for_error("never", 50);
    auto const second = fingerprint_in(server.error_output().substr(said));
    BOOST_TEST(second != "");
    BOOST_TEST(second != first);
    running_program client({"connect", "--fingerprint", second, "127.0.0.1:" + port}, at::pipes);
    client.type("hello\nbye\n");
    BOOST_TEST(client.wait() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
