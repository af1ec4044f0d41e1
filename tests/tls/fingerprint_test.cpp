#include "netbasics/tls/fingerprint.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace netbasics;
namespace data = boost::unit_test::data;

namespace {

/// 00 01 02 … 1F
tls::fingerprint counting()
{
    tls::fingerprint made;
    for (std::size_t i = 0; i < made.octets.size(); ++i) made.octets[i] = static_cast<unsigned char>(i);
    return made;
}

constexpr char const* canonical = "SHA256:00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:"
                                  "10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F";

constexpr char const* accepts[] = {
    canonical,
    "sha256:00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13:14:15:16:17:18:19:1a:1b:1c:1d:1e:1f",
    "00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F",
    "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F",  // no colons, both cases
};

constexpr char const* refuses[] = {
    "",
    "SHA256:",
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e",      // an octet is missing
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1",     // half of one
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",  // one too many
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g",    // no digit
    "0:00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",   // a colon inside an octet
    "SHA1:00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13",    // another digest
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_fingerprint)

BOOST_DATA_TEST_CASE(what_people_type_is_read, data::make(accepts))
{
    auto const read = tls::read_fingerprint(sample);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST((*read == counting()));
    BOOST_TEST(to_string(*read) == canonical);
}

BOOST_DATA_TEST_CASE(everything_else_is_refused, data::make(refuses))
{
    auto const read = tls::read_fingerprint(sample);
    BOOST_TEST_REQUIRE(read.has_error());
    BOOST_TEST((read.error().reason == errc::fingerprint_malformed));
}

BOOST_AUTO_TEST_SUITE_END()
