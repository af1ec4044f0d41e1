#include "netbasics/tls/identity.hpp"

#include "support/certificate.hpp"
#include "support/temporary_file.hpp"
#include "support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace netbasics;
using test::temporary_file;

BOOST_AUTO_TEST_SUITE(tls_identity)

BOOST_AUTO_TEST_CASE(ones_own_is_made_once_and_kept)
{
    test::temporary_folder const folder;
    auto const own = folder.path() + "/state/netbasics";
    auto const first = tls::own_identity(own).value();
    BOOST_TEST(::EVP_PKEY_get_bits(first.key.get()) == 256);
    BOOST_TEST((tls::own_identity(own).value().print() == first.print()));

    struct stat file {};

    BOOST_TEST(::stat((own + "/server.pem").c_str(), &file) == 0);
    BOOST_TEST((file.st_mode & 0777) == 0600u);
    BOOST_TEST(::stat(own.c_str(), &file) == 0);
    BOOST_TEST((file.st_mode & 0777) == 0700u);
    auto const entries = std::distance(std::filesystem::directory_iterator(own), {});
    BOOST_TEST(entries == 1);  // nothing temporary is left

    auto* const certificate = first.chain.front().get();
    BOOST_TEST(::X509_check_host(certificate, "localhost", 0, 0, nullptr) == 1);
    BOOST_TEST(::X509_check_ip_asc(certificate, "127.0.0.1", 0) == 1);
    BOOST_TEST(::X509_check_ip_asc(certificate, "::1", 0) == 1);
    BOOST_TEST(::X509_check_ip_asc(certificate, "192.0.2.1", 0) == 0);
    auto in_ten_years = ::time(nullptr) + 10L * 365 * 86'400;
    BOOST_TEST(::X509_cmp_time(::X509_get0_notAfter(certificate), &in_ten_years) == 1);
    auto now = ::time(nullptr);
    BOOST_TEST(::X509_cmp_time(::X509_get0_notBefore(certificate), &now) == -1);
    BOOST_TEST((tls::own_identity(folder.path() + "/other").value().print() != first.print()));
}

BOOST_AUTO_TEST_CASE(programs_that_start_at_once_agree)
{
    constexpr int programs = 8;
    for (int round = 0; round < 5; ++round) {
        test::temporary_folder const folder;
        int ends[2];
        BOOST_TEST_REQUIRE(::pipe(ends) == 0);
        for (int i = 0; i < programs; ++i) {
            if (::fork() != 0) continue;
            auto const made = tls::own_identity(folder.path() + "/state");
            auto const print = made.has_value() ? made->print() : tls::fingerprint();
            bool const told = ::write(ends[1], print.octets.data(), print.octets.size()) == 32;
            ::_exit(told ? 0 : 1);
        }
        auto const kept = [&] {
            std::vector<tls::fingerprint> all(programs);
            for (auto& p : all) BOOST_TEST(::read(ends[0], p.octets.data(), p.octets.size()) == 32);
            return all;
        }();
        for (int i = 0; i < programs; ++i) ::wait(nullptr);
        ::close(ends[0]);
        ::close(ends[1]);
        auto const last = tls::own_identity(folder.path() + "/state").value().print();
        for (auto const& p : kept) BOOST_TEST((p == last));
    }
}

BOOST_AUTO_TEST_CASE(pem_files_of_others_are_read_with_their_chain)
{
    auto const authority = test::make_certificate({.names = "", .authority = true});
    auto const server = test::make_certificate({}, &authority);
    temporary_file const chain(server.certificate_pem() + authority.certificate_pem());
    temporary_file const key(server.key_pem());
    auto const read = tls::read_identity(chain.path(), key.path());
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->chain.size() == 2u);
    BOOST_TEST((read->print() == tls::fingerprint_of(*server.certificate)));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_them_is_said)
{
    auto const one = test::make_certificate({});
    auto const other = test::make_certificate({});
    temporary_file const certificate(one.certificate_pem());
    temporary_file const key(one.key_pem());
    temporary_file const other_key(other.key_pem());
    temporary_file const nonsense("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    auto const reason = [](std::string const& a, std::string const& b) {
        return tls::read_identity(a, b).error();
    };
    BOOST_TEST((reason(certificate.path(), other_key.path()).reason == errc::key_mismatch));
    BOOST_TEST((reason(certificate.path(), nonsense.path()).reason == errc::key_unreadable));
    BOOST_TEST((reason(certificate.path(), certificate.path()).reason == errc::key_unreadable));
    BOOST_TEST((reason(key.path(), key.path()).reason == errc::certificate_unreadable));
    BOOST_TEST(
        (reason("/nonexistent/a.pem", key.path()).system == boost::system::errc::no_such_file_or_directory));
}

BOOST_AUTO_TEST_SUITE_END()
