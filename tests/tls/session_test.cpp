#include "netbasics/tls/session.hpp"

#include "support/certificate.hpp"
#include "support/temporary_file.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace netbasics;
using tls::session;
using waits_for = session::waits_for;

namespace {

/// Two connected sockets.
struct wire {
    wire()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) != 0)
            throw std::runtime_error("socketpair");
    }

    ~wire()
    {
        cut(0);
        cut(1);
    }

    void cut(std::size_t which)
    {
        if (ends[which] >= 0) ::close(ends[which]);
        ends[which] = -1;
    }

    std::array<int, 2> ends{};
};

tls::ssl_context server_with(test::certified const& own)
{
    test::temporary_file const certificate(own.certificate_pem());
    test::temporary_file const key(own.key_pem());
    return tls::server_context(tls::read_identity(certificate.path(), key.path()).value()).value();
}

/// Both ends of a connection in memory of the kernel.
struct talk {
    explicit talk(test::certified const& own = test::make_certificate({}), tls::trust const& whom = {},
                  std::string const& host = "localhost")
        : server_side(server_with(own)), client_side(tls::client_context(whom).value()),
          server(server_side, line.ends[0], session::side::server),
          client(client_side, line.ends[1], session::side::client, host)
    {
    }

    /// Until both are done, or one has failed.
    bool shake_hands()
    {
        bool server_done = false;
        bool client_done = false;
        for (int i = 0; i < 20 && !(server_done && client_done); ++i) {
            auto const c = client.shake_hands();
            auto const s = server.shake_hands();
            if (c.failed) client_why = c.why;
            if (s.failed) server_why = s.why;
            if (c.failed || s.failed) return false;
            client_done = c.what == waits_for::nothing;
            server_done = s.what == waits_for::nothing;
        }
        return server_done && client_done;
    }

    wire line;
    tls::ssl_context server_side;
    tls::ssl_context client_side;
    session server;
    session client;
    std::optional<error> server_why;
    std::optional<error> client_why;
};

std::string heard(session& who)
{
    std::array<char, 32768> space;
    auto const now = who.read(space);
    BOOST_TEST(!now.failed);
    return {space.data(), now.bytes};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_session)

BOOST_AUTO_TEST_CASE(what_one_end_says_the_other_hears)
{
    talk t;
    BOOST_TEST_REQUIRE(t.shake_hands());
    BOOST_TEST(t.client.write("ask").bytes == 3u);
    BOOST_TEST(heard(t.server) == "ask");
    BOOST_TEST(t.server.write("answer").bytes == 6u);
    BOOST_TEST(heard(t.client) == "answer");

    std::array<char, 16> space;
    auto const silence = t.client.read(space);
    BOOST_TEST((silence.what == waits_for::reading));
    BOOST_TEST(!silence.ended);
    BOOST_TEST(!silence.failed);
}

BOOST_AUTO_TEST_CASE(the_two_ends_agree_on_what_belongs_to_their_connection)
{
    talk one;
    talk other;
    BOOST_TEST_REQUIRE(one.shake_hands());
    BOOST_TEST_REQUIRE(other.shake_hands());
    BOOST_TEST(one.client.version() == "TLSv1.3");
    BOOST_TEST(one.server.cipher() == one.client.cipher());
    BOOST_TEST(one.client.exported("EXPORTER-x").size() == 32u);
    BOOST_TEST(one.client.exported("EXPORTER-x") == one.server.exported("EXPORTER-x"));
    BOOST_TEST(one.client.exported("EXPORTER-x") != one.client.exported("EXPORTER-y"));
    BOOST_TEST(one.client.exported("EXPORTER-x") != other.client.exported("EXPORTER-x"));
}

BOOST_AUTO_TEST_CASE(the_client_sees_the_servers_certificate)
{
    auto const own = test::make_certificate({});
    talk t(own);
    BOOST_TEST_REQUIRE(t.shake_hands());
    BOOST_TEST((t.client.peer_print() == tls::fingerprint_of(*own.certificate)));
}

BOOST_AUTO_TEST_CASE(one_end_may_end_and_still_listen)
{
    talk t;
    BOOST_TEST_REQUIRE(t.shake_hands());
    BOOST_TEST(t.client.write("last").bytes == 4u);
    BOOST_TEST(!t.client.end_output().failed);
    BOOST_TEST(heard(t.server) == "last");
    std::array<char, 16> space;
    BOOST_TEST(t.server.read(space).ended);
    BOOST_TEST(t.server.write("still here").bytes == 10u);
    BOOST_TEST(heard(t.client) == "still here");
    BOOST_TEST(!t.server.end_output().failed);
    BOOST_TEST(t.client.read(space).ended);
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_cut_has_not_ended)
{
    talk t;
    BOOST_TEST_REQUIRE(t.shake_hands());
    BOOST_TEST(t.server.write("half of").bytes == 7u);
    t.line.cut(0);
    BOOST_TEST(heard(t.client) == "half of");
    std::array<char, 16> space;
    auto const now = t.client.read(space);
    BOOST_TEST(!now.ended);
    BOOST_TEST_REQUIRE(now.failed);
    BOOST_TEST((now.why.system == boost::asio::error::connection_reset));
}

BOOST_AUTO_TEST_CASE(writing_to_one_who_has_gone_fails_without_a_signal)
{
    auto const before = std::signal(SIGPIPE, SIG_DFL);
    talk t;
    BOOST_TEST_REQUIRE(t.shake_hands());
    t.line.cut(0);
    auto const now = t.client.write("anybody?");
    std::signal(SIGPIPE, before);
    BOOST_TEST_REQUIRE(now.failed);
    BOOST_TEST((now.why.system == boost::asio::error::broken_pipe));
}

BOOST_AUTO_TEST_CASE(much_that_the_other_does_not_read_waits_and_arrives_whole)
{
    talk t;
    BOOST_TEST_REQUIRE(t.shake_hands());
    std::string all;
    for (std::size_t i = 0; i < 4'000'000; ++i) all.push_back(static_cast<char>(i * 2'654'435'761u >> 24));
    std::string got;
    std::string_view rest = all;
    bool waited = false;
    while (got.size() < all.size()) {
        auto const sent = rest.empty() ? session::outcome() : t.server.write(rest);
        BOOST_TEST_REQUIRE(!sent.failed);
        rest.remove_prefix(sent.bytes);
        if (!rest.empty() && sent.what == waits_for::nothing) continue;
        waited = waited || sent.what == waits_for::writing;
        for (auto part = heard(t.client); !part.empty(); part = heard(t.client)) got += part;
    }
    BOOST_TEST(waited);
    BOOST_TEST((got == all));
}

BOOST_AUTO_TEST_CASE(what_is_not_tls_is_told_apart)
{
    auto const own = test::make_certificate({});
    for (std::string const first :
         {"hello, server\n", "GET / HTTP/1.0\r\n\r\n", "/nick alice\n", "\xe4\xbd\xa0\xe5\xa5\xbd\n",
          "PUT / HTTP/1.1\r\n", "CONNECT a:1 HTTP/1.1\r\n"}) {
        talk t(own);
        BOOST_TEST(::send(t.line.ends[1], first.data(), first.size(), 0) ==
                   static_cast<ssize_t>(first.size()));
        auto const s = t.server.shake_hands();
        BOOST_TEST_REQUIRE(s.failed);
        BOOST_TEST((s.why.reason == errc::not_tls), first);
    }
    for (std::string const greeting : {"* you are alice here\n", "SSH-2.0-OpenSSH\r\n", "hello\n"}) {
        talk t(own);
        BOOST_TEST(::send(t.line.ends[0], greeting.data(), greeting.size(), 0) ==
                   static_cast<ssize_t>(greeting.size()));
        auto now = t.client.shake_hands();
        if (!now.failed) now = t.client.shake_hands();
        BOOST_TEST_REQUIRE(now.failed);
        BOOST_TEST((now.why.reason == errc::not_tls), greeting);
    }
}

BOOST_AUTO_TEST_CASE(a_failed_connection_leaves_no_trace_in_the_next)
{
    auto const own = test::make_certificate({});
    talk good(own);
    BOOST_TEST_REQUIRE(good.shake_hands());
    talk bad(own);
    BOOST_TEST(::send(bad.line.ends[1], "no TLS here\n", 12, 0) == 12);
    BOOST_TEST(bad.server.shake_hands().failed);
    std::array<char, 16> space;
    auto const now = good.server.read(space);
    BOOST_TEST(!now.failed);
    BOOST_TEST((now.what == waits_for::reading));
}

BOOST_AUTO_TEST_CASE(old_versions_are_refused)
{
    talk t;
    tls::ssl_context const old(::SSL_CTX_new(::TLS_client_method()));
    SSL_CTX_set_max_proto_version(old.get(), TLS1_1_VERSION);
    ::SSL_CTX_set_cipher_list(old.get(), "ALL:@SECLEVEL=0");
    session client(old, t.line.ends[1], session::side::client, "localhost");
    client.shake_hands();
    BOOST_TEST(t.server.shake_hands().failed);
}

BOOST_AUTO_TEST_CASE(tls_1_2_is_spoken_and_half_closes_too)
{
    talk t;
    tls::ssl_context const older(::SSL_CTX_new(::TLS_client_method()));
    SSL_CTX_set_max_proto_version(older.get(), TLS1_2_VERSION);
    session client(older, t.line.ends[1], session::side::client, "localhost");
    for (int i = 0; i < 5; ++i) {
        client.shake_hands();
        t.server.shake_hands();
    }
    BOOST_TEST(t.server.version() == "TLSv1.2");
    BOOST_TEST(!client.end_output().failed);
    std::array<char, 16> space;
    BOOST_TEST(t.server.read(space).ended);
    BOOST_TEST(t.server.write("still here").bytes == 10u);
    BOOST_TEST(heard(client) == "still here");
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// What a client that trusts `authority` alone says to a server with this certificate.
std::optional<error> verdict_on(test::certified const& server, test::certified const& authority,
                                std::string const& host)
{
    test::temporary_file const file(authority.certificate_pem());
    talk t(server, {.ca_file = file.path(), .host = host}, host);
    bool const done = t.shake_hands();
    BOOST_TEST(done == !t.client_why.has_value());
    return t.client_why;
}

struct authority_fixture {
    test::certified authority = test::make_certificate({.names = "", .authority = true});

    /// The number of X509_V_ERR_…; 0: trusted.
    int number(test::certificate_wishes const& wishes, std::string const& host) const
    {
        auto const why = verdict_on(test::make_certificate(wishes, &authority), authority, host);
        if (!why) return 0;
        BOOST_TEST(&why->system.category() == &tls::certificate_reasons());
        return why->system.value();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tls_trust, authority_fixture)

BOOST_AUTO_TEST_CASE(a_certificate_for_this_host_is_trusted)
{
    BOOST_TEST(number({}, "localhost") == X509_V_OK);
    BOOST_TEST(number({}, "127.0.0.1") == X509_V_OK);
    BOOST_TEST(number({.names = "IP:::1"}, "::1") == X509_V_OK);
    BOOST_TEST(number({.names = "DNS:*.example.net"}, "a.example.net") == X509_V_OK);
}

BOOST_AUTO_TEST_CASE(one_for_another_host_is_not)
{
    BOOST_TEST(number({}, "example.net") == X509_V_ERR_HOSTNAME_MISMATCH);
    BOOST_TEST(number({}, "127.0.0.2") == X509_V_ERR_IP_ADDRESS_MISMATCH);
    BOOST_TEST(number({.names = "DNS:*.example.net"}, "a.b.example.net") == X509_V_ERR_HOSTNAME_MISMATCH);
    BOOST_TEST(number({.names = "DNS:127.0.0.1"}, "127.0.0.1") == X509_V_ERR_IP_ADDRESS_MISMATCH);
}

BOOST_AUTO_TEST_CASE(one_outside_its_time_is_not)
{
    BOOST_TEST(number({.begins = -7200, .ends = -3600}, "localhost") == X509_V_ERR_CERT_HAS_EXPIRED);
    BOOST_TEST(number({.begins = 3600, .ends = 7200}, "localhost") == X509_V_ERR_CERT_NOT_YET_VALID);
}

BOOST_AUTO_TEST_CASE(one_of_another_authority_is_not)
{
    auto const other = test::make_certificate({.names = "", .authority = true});
    auto const why = verdict_on(test::make_certificate({}, &other), authority, "localhost");
    BOOST_TEST_REQUIRE(why.has_value());
    BOOST_TEST(why->system.value() == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    auto const alone = verdict_on(test::make_certificate({}), authority, "localhost");
    BOOST_TEST_REQUIRE(alone.has_value());
    BOOST_TEST(alone->system.value() == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT);
}

BOOST_AUTO_TEST_CASE(a_file_without_certificates_is_no_authority)
{
    test::temporary_file const empty("nothing\n");
    auto const made = tls::client_context({.ca_file = empty.path(), .host = "localhost"});
    BOOST_TEST_REQUIRE(made.has_error());
    BOOST_TEST((made.error().reason == errc::certificate_unreadable));
}

BOOST_AUTO_TEST_SUITE_END()
