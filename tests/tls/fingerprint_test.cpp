#include "netbasics/tls/fingerprint.hpp"

#include <boost/test/unit_test.hpp>

using namespace netbasics;

namespace {

std::string repeated(std::string const& text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_fingerprint)

BOOST_AUTO_TEST_CASE(is_read_in_every_usual_form)
{
    tls::fingerprint print;
    for (std::size_t i = 0; i < print.octets.size(); ++i)
        print.octets[i] = static_cast<unsigned char>(i * 37 + 5);
    auto const text = to_string(print);
    BOOST_TEST(text.starts_with("SHA256:05:2A:4F:"));
    auto plain = text.substr(7);
    std::erase(plain, ':');
    auto small = plain;
    for (auto& c : small) c = static_cast<char>(c >= 'A' ? c + 32 : c);
    for (auto const& form : {text, text.substr(7), plain, small, "sha256:" + small})
        BOOST_TEST((tls::read_fingerprint(form).value() == print), form);
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused)
{
    for (auto const& form :
         {std::string(), std::string("SHA256:"), repeated("00", 31), repeated("00", 33), repeated("0g", 32),
          repeated("0:0", 32), ":" + repeated("00", 32), repeated("00 ", 32), "SHA1:" + repeated("00", 32)})
        BOOST_TEST((tls::read_fingerprint(form).error().reason == errc::fingerprint_malformed), form);
}

BOOST_AUTO_TEST_SUITE_END()
