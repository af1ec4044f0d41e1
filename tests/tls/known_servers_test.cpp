#include "netbasics/tls/identity.hpp"
#include "netbasics/tls/known_servers.hpp"

#include "support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace netbasics;
using test::temporary_folder;

BOOST_AUTO_TEST_SUITE(tls_known_servers)

BOOST_AUTO_TEST_CASE(what_is_remembered_is_found_again)
{
    temporary_folder const folder;
    auto const path = folder.path("deep/er/known");
    tls::fingerprint one;
    tls::fingerprint two;
    one.octets.fill(1);
    two.octets.fill(2);
    auto first = tls::known_servers::read(path);
    BOOST_TEST_REQUIRE(first.has_value());
    BOOST_TEST(first->find("a:1") == nullptr);
    BOOST_TEST(first->remember("a:1", one).has_value());
    BOOST_TEST(first->remember("[::1]:2", two).has_value());
    auto const again = tls::known_servers::read(path);
    BOOST_TEST_REQUIRE(again.has_value());
    BOOST_TEST((again->find("a:1")->print == one));
    BOOST_TEST((again->find("[::1]:2")->print == two));
    BOOST_TEST(again->find("[::1]:2")->line == 2u);
    BOOST_TEST(again->find("a:11") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_broken_line_is_named)
{
    temporary_folder const folder;
    auto const path = folder.file("known", "# a remark\n\na:1 SHA256:12\n");
    auto const read = tls::known_servers::read(path);
    BOOST_TEST_REQUIRE(read.has_error());
    BOOST_TEST(message(read.error()) == "line 3 is not 'host:port SHA256:…'");
    BOOST_TEST(tls::known_servers::read(folder.file("other", "x\n")).has_error());
}

BOOST_AUTO_TEST_CASE(a_last_line_without_its_end_stays_a_line)
{
    temporary_folder const folder;
    tls::fingerprint one;
    one.octets.fill(1);
    auto const path = folder.file("known", "a:1 " + to_string(one));
    auto known = tls::known_servers::read(path).value();
    BOOST_TEST(known.remember("b:2", one).has_value());
    auto const again = tls::known_servers::read(path);
    BOOST_TEST_REQUIRE(again.has_value());
    BOOST_TEST_REQUIRE(again->find("a:1") != nullptr);
    BOOST_TEST_REQUIRE(again->find("b:2") != nullptr);
    BOOST_TEST(again->find("b:2")->line == 2u);
}

BOOST_AUTO_TEST_CASE(names_are_the_same_in_any_case)
{
    temporary_folder const folder;
    auto known = tls::known_servers::read(folder.path("known")).value();
    BOOST_TEST(known.remember("Chat.Example.NET:8001", {}).has_value());
    BOOST_TEST(known.find("chat.example.net:8001") != nullptr);
    BOOST_TEST(known.find("chat.example.net:8002") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_file_beyond_its_bound_is_not_read)
{
    temporary_folder const folder;
    auto const path = folder.file("known", std::string((std::size_t{4} << 20) + 1, '#'));
    BOOST_TEST((tls::known_servers::read(path).error().reason == errc::file_too_large));
}

BOOST_AUTO_TEST_CASE(an_identity_is_made_once)
{
    temporary_folder const folder;
    auto const first = tls::own_identity(folder.path("state"));
    BOOST_TEST_REQUIRE(first.has_value());
    auto const second = tls::own_identity(folder.path("state"));
    BOOST_TEST_REQUIRE(second.has_value());
    BOOST_TEST((first->print() == second->print()));
    BOOST_TEST((std::filesystem::status(folder.path("state")).permissions() == std::filesystem::perms(0700)));
    auto const other = tls::own_identity(folder.path("elsewhere"));
    BOOST_TEST_REQUIRE(other.has_value());
    BOOST_TEST((first->print() != other->print()));
    auto const mixed =
        tls::read_identity(folder.path("state/server.pem"), folder.path("elsewhere/server.pem"));
    BOOST_TEST((mixed.error().reason == errc::key_mismatch));
    BOOST_TEST((tls::own_identity(folder.path("state/server.pem")).has_error()));  // no folder
}

BOOST_AUTO_TEST_SUITE_END()
