#include "netbasics/set/prefix_map.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace netbasics;

namespace {

/// The narrowest range by trying all, the first of equals.
template <class Address>
std::vector<std::uint32_t> find_slowly(std::vector<set::prefix_entry<Address>> entries, Address a)
{
    std::sort(entries.begin(), entries.end());
    set::prefix_entry<Address> const* best = nullptr;
    for (auto const& e : entries)
        if (e.first <= a.to_uint() && a.to_uint() <= e.last &&
            (best == nullptr || e.last - e.first < best->last - best->first))
            best = &e;
    std::vector<std::uint32_t> values;
    for (auto const& e : entries)
        if (best != nullptr && e.same_range(*best)) values.push_back(e.value);
    return values;
}

/// Numbers of which many lie close together and at both ends of the space.
template <class Address>
Address random_address(std::mt19937& random)
{
    using uint = typename Address::uint;
    auto const any = [&] { return static_cast<uint>(random()); };
    uint const near = any() % 64;
    uint const ends[] = {0, static_cast<uint>(~uint{0}), static_cast<uint>(uint{1} << (Address::bits - 1)),
                         static_cast<uint>(any() << 8)};
    auto const end = ends[random() % 4];
    return Address::from_uint(static_cast<uint>(random() % 2 == 0 ? end + near : end - near));
}

template <class Address>
void compare_with_slow_twin(unsigned rounds, bool ranges)
{
    std::mt19937 random(11);
    for (unsigned round = 0; round < rounds; ++round) {
        std::vector<set::prefix_entry<Address>> entries;
        for (std::uint32_t i = 0; i < random() % 12; ++i) {
            unsigned const shortest = random() % 4 == 0 ? 0 : Address::bits - 8;
            unsigned const length =
                shortest + static_cast<unsigned>(random()) % (Address::bits - shortest + 1);
            auto const a = random_address<Address>(random);
            auto const b = random_address<Address>(random);
            if (ranges && random() % 2 == 0)
                entries.emplace_back(std::min(a, b).to_uint(), std::max(a, b).to_uint(), i);
            else
                entries.emplace_back(ip::basic_prefix<Address>(a, length), i);
        }
        set::basic_prefix_map<Address> const map(entries);
        for (int i = 0; i < 10; ++i) {
            auto const a = random_address<Address>(random);
            std::vector<std::uint32_t> seen;
            auto const position = map.find(a);
            if (position != map.none)
                for (auto const& e : map.at(position)) seen.push_back(e.value);
            auto const expected = find_slowly(entries, a);
            BOOST_TEST_REQUIRE(seen == expected, boost::test_tools::per_element());
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(set_prefix_map)

BOOST_AUTO_TEST_CASE(the_longest_prefix_is_found_in_v4) { compare_with_slow_twin<ip::address_v4>(20'000, false); }

BOOST_AUTO_TEST_CASE(the_longest_prefix_is_found_in_v6) { compare_with_slow_twin<ip::address_v6>(20'000, false); }

BOOST_AUTO_TEST_CASE(the_narrowest_range_is_found)
{
    compare_with_slow_twin<ip::address_v4>(20'000, true);
    compare_with_slow_twin<ip::address_v6>(20'000, true);
}

BOOST_AUTO_TEST_SUITE_END()
