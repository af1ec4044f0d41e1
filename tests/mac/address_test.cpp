#include "netbasics/mac/eui64.hpp"
#include "netbasics/mac/prefix.hpp"

#include <boost/test/unit_test.hpp>

using namespace netbasics;
using namespace netbasics::mac;

BOOST_AUTO_TEST_SUITE(mac_address)

BOOST_AUTO_TEST_CASE(the_first_octet_s_bits)
{
    // The second digit of a local individual address: 2 AAI, 6 reserved, A ELI, E SAI (RFC 8948).
    constexpr slap_quadrant of_digit[] = {slap_quadrant::administratively_assigned, slap_quadrant::reserved,
                                          slap_quadrant::extended_local, slap_quadrant::standard_assigned};
    for (unsigned i = 0; i < 4; ++i) {
        first_octet const octet(static_cast<std::uint8_t>(0x50 | i << 2 | 2));
        BOOST_TEST(octet.is_local());
        BOOST_TEST(!octet.is_group());
        BOOST_TEST((octet.slap() == of_digit[i]));
    }
    BOOST_TEST(first_octet(0x01).is_group());
    BOOST_TEST(!first_octet(0x01).is_local());
}

BOOST_AUTO_TEST_CASE(eui64_and_back)
{
    auto const a = eui48::from_uint(0x0200'0000'0001);
    auto const e = eui64::from_eui48(a);
    BOOST_TEST(to_string(e) == "02-00-00-FF-FE-00-00-01");
    BOOST_TEST((e.to_eui48() == a));
    BOOST_TEST(!eui64::from_uint(0x0200'00FF'FF00'0001).to_eui48());  // FF-FF was MAC-48, and is no EUI-48
    BOOST_TEST(interface_id_text(e) == "0000:00ff:fe00:0001");
    BOOST_TEST(ip::to_string(link_local(e).value()) == "fe80::ff:fe00:1");
}

BOOST_AUTO_TEST_CASE(a_group_address_has_no_link_local_address)
{
    BOOST_TEST(!link_local(eui64::from_eui48(eui48::from_uint(0x0100'5E00'0001))));
}

BOOST_AUTO_TEST_CASE(prefixes_contain_and_compare)
{
    constexpr prefix p(eui48::from_uint(0x0050'C2FF'FFFF), 36);
    BOOST_TEST(to_string(p) == "0050C2FFF/36");
    BOOST_TEST(p.contains(eui48::from_uint(0x0050'C2FF'F001)));
    BOOST_TEST(!p.contains(eui48::from_uint(0x0050'C2FF'E001)));
    BOOST_TEST((p == prefix(eui48::from_uint(0x0050'C2FF'F000), 36)));
    BOOST_TEST(prefix().contains(eui48::from_uint(eui48::largest)));
}

BOOST_AUTO_TEST_SUITE_END()
