#include "netbasics/mac/random_address.hpp"

#include "netbasics/mac/special.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace netbasics;
using namespace netbasics::mac;

BOOST_AUTO_TEST_SUITE(mac_random_address)

BOOST_AUTO_TEST_CASE(a_quadrant_s_addresses_are_its_own)
{
    for (auto const q : {slap_quadrant::administratively_assigned, slap_quadrant::extended_local,
                         slap_quadrant::standard_assigned}) {
        BOOST_TEST(blocks_of(q).size() == 16u);
        random_source source(blocks_of(q));
        std::set<std::uint8_t> first_octets;
        for (int i = 0; i < 2000; ++i) {
            auto const a = source.draw().value();
            BOOST_TEST_REQUIRE(a.is_local());
            BOOST_TEST_REQUIRE(!a.is_group());
            BOOST_TEST_REQUIRE((a.first().slap() == q));
            BOOST_TEST_REQUIRE(find_special(a) == nullptr);
            first_octets.insert(a.octet(0));
        }
        // 2000 draws that miss one of 16: (15/16)^2000, less than 10^-55.
        BOOST_TEST(first_octets.size() == 16u);
    }
}

BOOST_AUTO_TEST_CASE(a_block_s_addresses_are_in_it_and_reach_all_of_it)
{
    prefix const block(eui48::from_uint(0x70B3'D500'1000), 36);
    random_source source({block});
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 100'000; ++i) {
        auto const a = source.draw().value();
        BOOST_TEST_REQUIRE(block.contains(a));
        seen.insert(a.to_uint());
    }
    BOOST_TEST(seen.size() == 4096u);  // a miss: 4096 * (4095/4096)^100000, about 10^-7
}

BOOST_AUTO_TEST_CASE(larger_blocks_are_drawn_more_often)
{
    prefix const large(eui48::from_uint(0x8CEC'4B00'0000), 24);
    prefix const small(eui48::from_uint(0x70B3'D500'1000), 36);
    random_source source({small, large});
    int in_small = 0;
    for (int i = 0; i < 4096; ++i) in_small += small.contains(source.draw().value());
    BOOST_TEST(in_small < 20);  // one is expected
}

BOOST_AUTO_TEST_CASE(short_prefixes_give_no_group_addresses)
{
    random_source source({prefix()});
    for (int i = 0; i < 1000; ++i) BOOST_TEST_REQUIRE(!source.draw().value().is_group());
}

BOOST_AUTO_TEST_CASE(a_whole_address_is_itself)
{
    auto const docker = eui48::from_uint(0x0242'AC11'0002);  // special, but there is no other
    BOOST_TEST((random_source({prefix(docker, 48)}).draw().value() == docker));
}

BOOST_AUTO_TEST_SUITE_END()
