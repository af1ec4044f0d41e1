// TLS and the secret: what is on the wire, and who meets something that he did not expect.

#include "support/certificate.hpp"
#include "support/needs.hpp"
#include "support/plain_socket.hpp"
#include "support/program.hpp"
#include "support/relay.hpp"
#include "support/temporary_file.hpp"
#include "support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace netbasics::test;
using at = running_program::at;
using words = std::vector<std::string>;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

std::string content_of(std::string const& path)
{
    std::ostringstream all;
    all << std::ifstream(path).rdbuf();
    return all.str();
}

/// A server's and a caller's state, apart from each other and from the user's own.
struct homes {
    temporary_folder server_home;
    temporary_folder client_home;

    setting server() const { return {.environment = {"XDG_STATE_HOME=" + server_home.path()}}; }

    setting client(std::string_view input = {}) const
    {
        return {.input = input, .environment = {"XDG_STATE_HOME=" + client_home.path()}};
    }

    std::string known() const { return client_home.path() + "/netbasics/known_servers"; }
};

/// Calls that server, says `input` and ends.
outcome call_with(homes const& all, std::string const& port, words const& more,
                  std::string_view input = "from client\n")
{
    words given = {"connect"};
    given.insert(given.end(), more.begin(), more.end());
    given.push_back("127.0.0.1:" + port);
    return run(given, all.client(input));
}

/// A server with a certificate made for a test.
struct certified_server {
    explicit certified_server(homes const& all, certified const& own)
        : certificate(own.certificate_pem()), key(own.key_pem()),
          program({"serve", "--tls", "--cert", certificate.path(), "--key", key.path(), "0"}, at::pipes,
                  all.server())
    {
        program.type("from server\n");
    }

    temporary_file certificate;
    temporary_file key;
    running_program program;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cli_tls_wire, homes)

BOOST_AUTO_TEST_CASE(a_changed_key_is_refused_and_nothing_is_said)
{
    running_program server_program({"serve", "--tls", "0"}, at::pipes, server());
    relay between(port_of(server_program));
    std::filesystem::create_directory(client_home.path() + "/netbasics");
    std::string const other = "SHA256:" + std::string(64, 'A');
    std::ofstream(known()) << "# mine\n127.0.0.1:" << between.port() << ' ' << other << '\n';
    server_program.type("from server\n");
    auto const called = call_with(*this, between.port(), {"--tls"});
    BOOST_TEST(called.status == 1);
    BOOST_TEST(called.out == "");
    BOOST_TEST(contains(called.err, "it was SHA256:AA:AA:"));
    BOOST_TEST(contains(called.err, "remove line 2 of " + known()));
    BOOST_TEST(!contains(between.all(), "from client"));
    BOOST_TEST(!contains(between.all(), "from server"));
    server_program.send_signal(SIGTERM);
    server_program.wait();
    BOOST_TEST(!contains(server_program.output(), "from client"));
    BOOST_TEST(content_of(known()).ends_with(other + '\n'));
}

BOOST_AUTO_TEST_CASE(an_authority_vouches_for_the_right_host_at_the_right_time)
{
    auto const authority = make_certificate({.names = "", .authority = true});
    temporary_file const ca(authority.certificate_pem());
    {
        certified_server there(*this, make_certificate({}, &authority));
        there.program.end_input();
        auto const called = call_with(*this, port_of(there.program), {"--ca", ca.path()});
        BOOST_TEST(called.status == 0);
        BOOST_TEST(called.out == "from server\n");
    }

    struct refused {
        certificate_wishes wishes;
        char const* reason;
    };

    refused const all[] = {
        {{.begins = -7200, .ends = -3600}, "certificate has expired"},
        {{.begins = 3600, .ends = 7200}, "certificate is not yet valid"},
        {{.names = "DNS:example.net"}, "IP address mismatch"},
    };
    for (auto const& one : all) {
        certified_server there(*this, make_certificate(one.wishes, &authority));
        relay between(port_of(there.program));
        auto const called = call_with(*this, between.port(), {"--ca", ca.path()});
        BOOST_TEST(called.status == 1);
        BOOST_TEST(called.out == "");
        BOOST_TEST(contains(called.err, one.reason), called.err);
        BOOST_TEST(!contains(between.all(), "from "));
        there.program.send_signal(SIGTERM);
        there.program.wait();
        BOOST_TEST(there.program.output() == "");
    }
}

BOOST_AUTO_TEST_CASE(nothing_that_is_said_can_be_read_on_the_way)
{
    running_program server_program({"serve", "--tls", "0"}, at::pipes, server());
    relay between(port_of(server_program));
    server_program.type("from server\n");
    server_program.end_input();
    auto const called = call_with(*this, between.port(), {"--tls"});
    BOOST_TEST(called.out == "from server\n");
    BOOST_TEST(server_program.wait() == 0);
    BOOST_TEST(server_program.output() == "from client\n");
    BOOST_TEST(between.all().size() > 500u);
    BOOST_TEST(!contains(between.all(), "from "));
}

BOOST_AUTO_TEST_CASE(turns_and_raw_messages_go_over_tls)
{
    for (words const& how : {words{"--turns"}, words{"--framing", "raw"}, words{"--framing", "line"}}) {
        words serving = {"serve", "--tls", "--bye", "end", "0"};
        serving.insert(serving.begin() + 1, how.begin(), how.end());
        running_program server_program(serving, at::pipes, server());
        auto const port = port_of(server_program);
        words calling = {"connect", "--tls", "--bye", "end", "127.0.0.1:" + port};
        calling.insert(calling.begin() + 1, how.begin(), how.end());
        running_program client_program(calling, at::pipes, client());
        server_program.type("one\n");
        BOOST_TEST(client_program.wait_for_output("one"));
        client_program.type("two\n");
        BOOST_TEST(server_program.wait_for_output("two"));
        server_program.type("end\n");
        BOOST_TEST(client_program.wait() == 0);
        BOOST_TEST(server_program.wait() == 0);
        std::filesystem::remove(known());
    }
}

BOOST_AUTO_TEST_CASE(one_who_stalls_holds_nobody_up)
{
    running_program server_program({"serve", "--tls", "0"}, at::pipes, server());
    auto const port = port_of(server_program);
    auto const silent = call(port);
    auto const half = call(port);
    half.send("\x16\x03\x01\x02");
    server_program.type("from server\n");
    server_program.end_input();
    auto const start = std::chrono::steady_clock::now();
    auto const called = call_with(*this, port, {"--tls"});
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(5)));
    BOOST_TEST(called.status == 0);
    BOOST_TEST(called.out == "from server\n");
}

BOOST_AUTO_TEST_CASE(one_who_stalls_is_sent_away_after_ten_seconds)
{
    running_program server_program({"serve", "--tls", "0"}, at::pipes, server());
    auto const silent = call(port_of(server_program));
    auto const start = std::chrono::steady_clock::now();
    BOOST_TEST(silent.receive(14'000) == "* TLS is spoken here\n");
    auto const time = std::chrono::steady_clock::now() - start;
    BOOST_TEST((time > std::chrono::seconds(8)));
    BOOST_TEST(server_program.wait_for_error("took too long"));
}

BOOST_AUTO_TEST_CASE(those_who_expect_something_else_are_told)
{
    {
        running_program server_program({"serve", "--tls", "0"}, at::pipes, server());
        auto const port = port_of(server_program);
        auto const plain = call(port);
        plain.send("hi\n");
        BOOST_TEST(plain.receive_until("\n") == "* TLS is spoken here\n");
        BOOST_TEST(server_program.wait_for_error("does not speak TLS"));
        server_program.end_input();
        BOOST_TEST(call_with(*this, port, {"--tls"}).status == 0);  // the next may come
    }
    for (words const& which : {words{"serve", "0"}, words{"serve", "--room", "0"}}) {
        running_program server_program(which, at::pipes, server());
        auto const called = call_with(*this, port_of(server_program), {"--tls"});
        BOOST_TEST(called.status == 1);
        BOOST_TEST(contains(called.err, "does not speak TLS"));
        if (which.size() == 2) {
            BOOST_TEST(server_program.wait() == 1);
            BOOST_TEST(contains(server_program.error_output(), "the other side speaks TLS"));
        }
        BOOST_TEST(server_program.output() == "");
    }
}

BOOST_AUTO_TEST_CASE(ncat_talks_over_tls, *needs_program("/usr/bin/ncat"))
{
    running_program server_program({"serve", "--tls", "0"}, at::pipes, server());
    auto const port = port_of(server_program);
    setting const how{.program = "/usr/bin/ncat"};
    running_program other({"--ssl", "127.0.0.1", port}, at::pipes, how);
    other.type("from ncat\n");
    BOOST_TEST(server_program.wait_for_output("from ncat\n"));
    server_program.type("from server\n");
    BOOST_TEST(other.wait_for_output("from server\n"));
    other.type("bye\n");
    BOOST_TEST(server_program.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_cut_is_lost)
{
    running_program server_program({"serve", "--tls", "0"}, at::pipes, server());
    running_program client_program({"connect", "--tls", "127.0.0.1:" + port_of(server_program)}, at::pipes,
                                   client());
    server_program.type("half of\n");
    BOOST_TEST(client_program.wait_for_output("half of\n"));
    server_program.send_signal(SIGKILL);
    BOOST_TEST(client_program.wait() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct secrets : homes {
    temporary_file good{"open sesame\n"};
    temporary_file bad{"open barley\n"};

    words with(words given, temporary_file const& file) const
    {
        given.insert(given.begin() + 1, {"--secret-file", file.path()});
        return given;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cli_secret_wire, secrets)

BOOST_AUTO_TEST_CASE(one_caller_who_knows_it_is_let_in_and_the_others_are_not)
{
    for (words const& tls : {words{}, words{"--tls"}}) {
        words serving = with({"serve", "0"}, good);
        serving.insert(serving.begin() + 1, tls.begin(), tls.end());
        running_program server_program(serving, at::pipes, server());
        auto const port = port_of(server_program);
        server_program.type("from server\n");
        server_program.end_input();
        words calling = tls;
        {
            relay between(port);
            calling.insert(calling.end(), {"--secret-file", bad.path()});
            auto const wrong = call_with(*this, between.port(), calling);
            BOOST_TEST(wrong.status == 1);
            BOOST_TEST(contains(wrong.err, "that is not the secret"));
            BOOST_TEST(!contains(between.all(), "from "));
            BOOST_TEST(!contains(between.all(), "open "));
            BOOST_TEST(wrong.out == "");
        }
        std::filesystem::remove(known());
        auto const none = call_with(*this, port, tls);
        BOOST_TEST(none.status == 1);
        BOOST_TEST(contains(none.err, "wants a secret: --secret-file"));
        BOOST_TEST(none.out == "");
        relay between(port);
        calling.back() = good.path();
        std::filesystem::remove(known());
        auto const right = call_with(*this, between.port(), calling);
        BOOST_TEST(right.status == 0);
        BOOST_TEST(right.out == "from server\n");
        BOOST_TEST(!contains(between.all(), "sesame"));
        BOOST_TEST(server_program.wait() == 0);
        BOOST_TEST(server_program.output() == "from client\n");
        std::filesystem::remove(known());
    }
}

BOOST_AUTO_TEST_CASE(a_room_tells_nothing_before_the_proof)
{
    running_program room_program(with({"serve", "--room", "--name", "op", "0"}, good), at::pipes, server());
    auto const port = port_of(room_program);
    running_program member(with({"connect", "--room", "--name", "ann", "127.0.0.1:" + port}, good), at::pipes,
                           client());
    BOOST_TEST(room_program.wait_for_output("* ann has come\n"));
    member.type("a private word\n");
    BOOST_TEST(room_program.wait_for_output("ann: a private word\n"));

    relay between(port);
    auto const wrong =
        run(with({"connect", "--room", "--name", "eve", "127.0.0.1:" + between.port()}, bad), client());
    BOOST_TEST(wrong.status == 1);
    BOOST_TEST(contains(wrong.err, "that is not the secret"));
    auto const& wire = between.all();
    for (char const* word : {"ann", "op", "private", "welcome", "eve", "barley", "sesame"})
        BOOST_TEST(!contains(wire, std::string(word) == "op" ? "op:" : word), word);
    BOOST_TEST(!contains(room_program.output(), "eve"));

    auto const stranger = call(port);
    BOOST_TEST(contains(stranger.receive_until("\n"), "* secret wanted: "));
    member.type("another\n");
    BOOST_TEST(room_program.wait_for_output("ann: another\n"));
    BOOST_TEST(stranger.receive(500) == "");
}

BOOST_AUTO_TEST_CASE(a_wrong_guess_waits_and_nobody_else_does)
{
    running_program room_program(with({"serve", "--room", "0"}, good), at::pipes, server());
    auto const port = port_of(room_program);
    using clock = std::chrono::steady_clock;
    auto const guess = [&] {
        auto const one = call(port);
        one.receive_until("\n");
        one.send("/proof 00 00\n");
        auto const start = clock::now();
        BOOST_TEST(contains(one.receive_until("\n"), "* that is not the secret"));
        return std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - start).count();
    };
    auto const first = guess();
    BOOST_TEST(first >= 900);
    BOOST_TEST(guess() >= first + 500);
    auto const waiting = call(port);
    waiting.receive_until("\n");
    waiting.send("/proof 00 00\n");
    auto const start = clock::now();
    running_program member(with({"connect", "--room", "--name", "ann", "127.0.0.1:" + port}, good), at::pipes,
                           client());
    BOOST_TEST(room_program.wait_for_output("* ann has come\n"));
    BOOST_TEST((clock::now() - start < std::chrono::seconds(3)));
}

BOOST_AUTO_TEST_CASE(a_secret_is_typed_over_tls_alone, *needs_program("/usr/bin/ncat"))
{
    running_program plain_room(with({"serve", "--room", "0"}, good), at::pipes, server());
    auto const in_clear = call(port_of(plain_room));
    in_clear.receive_until("\n");
    in_clear.send("/secret open sesame\n");
    BOOST_TEST(contains(in_clear.receive_until("\n"), "use TLS"));
    BOOST_TEST(in_clear.receive() == "");

    running_program tls_room(with({"serve", "--tls", "--room", "--name", "op", "0"}, good), at::pipes,
                             server());
    setting const how{.program = "/usr/bin/ncat"};
    running_program typing({"--ssl", "127.0.0.1", port_of(tls_room)}, at::pipes, how);
    BOOST_TEST(typing.wait_for_output("* secret wanted: "));
    typing.type("/secret open sesame\n");
    typing.type("/nick typist\nfrom ncat\n");
    BOOST_TEST(tls_room.wait_for_output("typist: from ncat\n"));
    tls_room.type("from op\n");
    BOOST_TEST(typing.wait_for_output("op: from op\n"));
}

BOOST_AUTO_TEST_CASE(a_member_comes_back_over_tls_with_the_secret)
{
    auto first =
        std::make_unique<running_program>(with({"serve", "--tls", "--room", "0"}, good), at::pipes, server());
    auto const port = port_of(*first);
    running_program member(with({"connect", "--tls", "--room", "--name", "ann", "127.0.0.1:" + port}, good),
                           at::pipes, client());
    BOOST_TEST(first->wait_for_output("* ann has come\n"));
    first->send_signal(SIGKILL);
    BOOST_TEST(member.wait_for_error("the connection to the room is lost"));
    first.reset();
    running_program second(with({"serve", "--tls", "--room", port}, good), at::pipes, server());
    BOOST_TEST(second.wait_for_output("* ann has come\n", 60'000));
    member.type("again\n");
    BOOST_TEST(second.wait_for_output("ann: again\n"));
}

BOOST_AUTO_TEST_CASE(one_who_is_refused_does_not_call_again)
{
    running_program full({"serve", "--room", "--max-clients", "1", "0"}, at::pipes, server());
    auto const port = port_of(full);
    auto const sitting = call(port);
    sitting.send("/nick sitting\n");
    sitting.receive_until("\n");
    running_program late({"connect", "--room", "127.0.0.1:" + port}, at::pipes, client());
    BOOST_TEST(late.wait() == 1);
    BOOST_TEST(contains(late.output() + late.error_output(), "the room is full"));
    BOOST_TEST(!contains(late.error_output(), "calling again"));

    running_program closed({"serve", "--room", "--deny", "127.0.0.1", "0"}, at::pipes, server());
    running_program denied({"connect", "--room", "127.0.0.1:" + port_of(closed)}, at::pipes, client());
    BOOST_TEST(denied.wait() == 1);
    BOOST_TEST(contains(denied.output() + denied.error_output(), "denied here"));
    BOOST_TEST(!contains(denied.error_output(), "calling again"));
}

BOOST_AUTO_TEST_CASE(a_secret_that_others_can_read_is_warned_of)
{
    std::filesystem::permissions(good.path(), std::filesystem::perms(0644));
    running_program open_to_all(with({"serve", "0"}, good), at::pipes, server());
    BOOST_TEST(open_to_all.wait_for_error("others on this machine can read the secret"));
    port_of(open_to_all);
}

BOOST_AUTO_TEST_SUITE_END()
