#include "netbasics/tls/known_servers.hpp"

#include "support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sys/stat.h>

using namespace netbasics;
using tls::known_servers;

namespace {

tls::fingerprint of(unsigned char octet)
{
    tls::fingerprint made;
    made.octets.fill(octet);
    return made;
}

void write(std::string const& path, std::string const& text) { std::ofstream(path) << text; }

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_known_servers)

BOOST_AUTO_TEST_CASE(a_missing_file_is_empty_and_what_is_remembered_is_found_again)
{
    test::temporary_folder const folder;
    auto const path = folder.path() + "/new/folder/known_servers";
    auto known = known_servers::read(path).value();
    BOOST_TEST(known.find("a:1") == nullptr);
    BOOST_TEST(known.remember("a:1", of(1)).has_value());
    BOOST_TEST(known.remember("[::1]:8001", of(2)).has_value());

    auto const again = known_servers::read(path).value();
    BOOST_TEST_REQUIRE(again.find("a:1") != nullptr);
    BOOST_TEST((again.find("a:1")->print == of(1)));
    BOOST_TEST_REQUIRE(again.find("[::1]:8001") != nullptr);
    BOOST_TEST((again.find("[::1]:8001")->print == of(2)));
    BOOST_TEST(again.find("[::1]:8001")->line == 2u);
    BOOST_TEST(again.find("a:10") == nullptr);

    struct stat file {};
    BOOST_TEST(::stat(path.c_str(), &file) == 0);
    BOOST_TEST((file.st_mode & 0777) == 0600u);
    BOOST_TEST(::stat((folder.path() + "/new").c_str(), &file) == 0);
    BOOST_TEST((file.st_mode & 0777) == 0700u);
}

BOOST_AUTO_TEST_CASE(the_line_is_the_one_to_remove_from_the_file)
{
    test::temporary_folder const folder;
    auto const path = folder.path() + "/known_servers";
    write(path, "# mine\n\na:1 " + to_string(of(1)) + "\nb:2 " + to_string(of(2)) + "\n");
    auto known = known_servers::read(path).value();
    BOOST_TEST(known.find("a:1")->line == 3u);
    BOOST_TEST(known.find("b:2")->line == 4u);
    BOOST_TEST(known.remember("c:3", of(3)).has_value());
    BOOST_TEST(known.find("c:3")->line == 5u);
    BOOST_TEST(known_servers::read(path).value().find("c:3")->line == 5u);
}

BOOST_AUTO_TEST_CASE(a_last_line_without_its_end_stays_a_line)
{
    test::temporary_folder const folder;
    auto const path = folder.path() + "/known_servers";
    write(path, "a:1 " + to_string(of(1)));
    auto known = known_servers::read(path).value();
    BOOST_TEST(known.remember("b:2", of(2)).has_value());
    auto const again = known_servers::read(path);
    BOOST_TEST_REQUIRE(again.has_value());
    BOOST_TEST_REQUIRE(again->find("a:1") != nullptr);
    BOOST_TEST((again->find("a:1")->print == of(1)));
    BOOST_TEST_REQUIRE(again->find("b:2") != nullptr);
    BOOST_TEST(again->find("b:2")->line == 2u);
}

BOOST_AUTO_TEST_CASE(a_broken_line_is_named)
{
    test::temporary_folder const folder;
    auto const path = folder.path() + "/known_servers";
    std::string const lines[] = {"a:1", "a:1 ", "a:1 SHA256:00", "a:1 " + to_string(of(1)) + "0", {"\0", 1}};
    for (auto const& broken : lines) {
        write(path, "# first\n" + broken + "\n");
        auto const read = known_servers::read(path);
        BOOST_TEST_REQUIRE(read.has_error());
        BOOST_TEST((read.error().reason == errc::known_servers_broken));
        BOOST_TEST(read.error().ordinal == 2u);
    }
}

BOOST_AUTO_TEST_CASE(a_file_beyond_its_bound_is_not_read)
{
    test::temporary_folder const folder;
    auto const path = folder.path() + "/known_servers";
    write(path, std::string((std::size_t{4} << 20) + 1, '#'));
    auto const read = known_servers::read(path);
    BOOST_TEST_REQUIRE(read.has_error());
    BOOST_TEST((read.error().reason == errc::file_too_large));
}

BOOST_AUTO_TEST_SUITE_END()
