// Splitting, placing and finding free blocks, against the plain way.

#include "netbasics/set/prefix_plan.hpp"

#include "support/random_ranges.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using namespace netbasics;
using test::random_ranges;

namespace {

constexpr int cases = 60'000;  // for each family

ip::family const families[] = {ip::family::v4, ip::family::v6};

/// A prefix with at most 2^`bits` addresses.
ip::prefix small_prefix(random_ranges& random, ip::family f, unsigned bits)
{
    auto const length = ip::bits_of(f) - static_cast<unsigned>(random.number(bits));
    return {random.address(random.any_address()), length};
}

ip::uint128 size_of(ip::prefix p) { return p.last().to_uint() - p.network().to_uint() + 1; }

ip::uint128 offset_in(ip::prefix whole, ip::prefix part)
{
    return part.network().to_uint() - whole.network().to_uint();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(prefix_plan)

BOOST_DATA_TEST_CASE(subnets_follow_each_other_to_the_end, data::make(families))
{
    random_ranges random(11, sample);
    for (int i = 0; i < cases; ++i) {
        auto const whole = random.prefix();
        auto const more =
            static_cast<unsigned>(random.number(std::min(5U, ip::bits_of(sample) - whole.length())));
        set::subnets all(whole, whole.length() + more);
        std::uint64_t const count = std::uint64_t{1} << more;
        BOOST_REQUIRE_EQUAL(all.count(), std::to_string(count));
        BOOST_REQUIRE_EQUAL(all.current().network().to_uint() == whole.network().to_uint(), true);
        for (std::uint64_t n = 1; n < count; ++n) {
            auto const before = all.current();
            BOOST_REQUIRE(all.next());
            BOOST_REQUIRE(all.current().network().to_uint() == before.last().to_uint() + 1);
        }
        BOOST_REQUIRE_EQUAL(all.current().last().to_uint() == whole.last().to_uint(), true);
        BOOST_REQUIRE(!all.next());
        set::subnets again(whole, whole.length() + more);
        BOOST_REQUIRE(!again.skip(count));
        BOOST_REQUIRE(again.skip(count - 1));
        BOOST_REQUIRE_EQUAL(again.current(), all.current());
    }
}

BOOST_DATA_TEST_CASE(even_parts_cover_exactly_and_differ_by_two_at_most, data::make(families))
{
    random_ranges random(12, sample);
    for (int i = 0; i < cases; ++i) {
        auto const whole = random.prefix();
        auto const count = random.number(40) + 1;
        auto const parts = set::even_parts_of(whole, count);
        auto const size = size_of(whole);
        BOOST_REQUIRE_EQUAL(parts.has_value(), size == 0 || size >= count);  // 0: the whole IPv6 space
        if (!parts) continue;
        BOOST_REQUIRE_EQUAL(parts->larger + parts->smaller, count);
        BOOST_REQUIRE(parts->larger > 0);
        auto const larger = size_of({whole.network(), parts->larger_length});
        auto const smaller =
            parts->smaller == 0 ? ip::uint128{0} : size_of({whole.network(), parts->larger_length + 1});
        BOOST_REQUIRE(larger * parts->larger + smaller * parts->smaller == size);
        BOOST_REQUIRE(smaller == 0 || smaller * 2 == larger);
    }
}

BOOST_DATA_TEST_CASE(hosts_get_the_smallest_blocks_without_gaps, data::make(families))
{
    random_ranges random(13, sample);
    for (int i = 0; i < cases; ++i) {
        auto const whole = small_prefix(random, sample, 12);
        std::vector<std::uint64_t> hosts(random.number(7) + 1);
        for (auto& h : hosts) h = random.number(random.number(1) == 0 ? 10 : 300) + 1;
        auto const made = set::place_hosts(whole, hosts);

        std::uint64_t const extra = sample == ip::family::v4 ? 2 : 1;
        ip::uint128 needed = 0;
        std::vector<ip::uint128> sizes;
        for (auto const h : hosts) {
            ip::uint128 size = 1;
            while (size < h + extra) size *= 2;
            sizes.push_back(size);
            needed += size;
        }
        BOOST_REQUIRE_EQUAL(made.needed, ip::to_decimal(needed));
        BOOST_REQUIRE_EQUAL(made.missing.empty(), needed <= size_of(whole));
        if (!made.missing.empty()) {
            BOOST_REQUIRE_EQUAL(made.missing, ip::to_decimal(needed - size_of(whole)));
            continue;
        }
        std::vector<bool> taken(
            static_cast<std::size_t>(needed));  // no gap: the blocks fill exactly the front
        for (std::size_t n = 0; n < hosts.size(); ++n) {
            BOOST_REQUIRE(size_of(made.places[n]) == sizes[n]);
            auto const begin = static_cast<std::size_t>(offset_in(whole, made.places[n]));
            for (std::size_t at = begin; at < begin + static_cast<std::size_t>(sizes[n]); ++at) {
                if (at >= taken.size() || taken[at]) BOOST_FAIL("a gap or an overlap in " + to_string(whole));
                taken[at] = true;
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(more_hosts_than_a_family_has_do_not_fit)
{
    std::uint64_t const most[] = {UINT64_MAX, UINT64_MAX};
    BOOST_TEST(set::place_hosts(ip::prefix::from_string("0.0.0.0/0").value(), most).missing ==
               "73786976290543239168");  // 2 * 2^65 - 2^32
    auto const in_v6 = set::place_hosts(ip::prefix::from_string("::/0").value(), most);
    BOOST_TEST(in_v6.missing == "");
    BOOST_TEST(in_v6.places.at(1) == ip::prefix::from_string("0:0:0:1::/64").value());
}

BOOST_DATA_TEST_CASE(free_blocks_are_those_that_nothing_overlaps, data::make(families))
{
    random_ranges random(14, sample);
    for (int i = 0; i < cases; ++i) {
        auto const whole = small_prefix(random, sample, 9);
        auto const length =
            whole.length() + static_cast<unsigned>(random.number(ip::bits_of(sample) - whole.length()));
        auto used = random.list(3);
        for (auto n = random.number(3); n > 0; --n) {
            auto const inside = random.address(whole.network().to_uint() +
                                               random.number(static_cast<std::uint64_t>(size_of(whole)) - 1));
            used.push_back(ip::prefix(inside, ip::bits_of(sample) - static_cast<unsigned>(random.number(4))));
        }
        std::vector<ip::prefix> expected;
        set::subnets all(whole, length);
        do {
            auto const block = all.current();
            bool const is_free = std::none_of(used.begin(), used.end(), [&](auto const& r) {
                return r.first() <= block.last() && block.network() <= r.last();
            });
            if (is_free) expected.push_back(block);
        } while (all.next());

        set::prefix_set_builder builder;
        for (auto const& r : used) builder.add(r);
        std::vector<ip::prefix> found;
        set::for_each_free_block(whole, std::move(builder).build(), length, [&](ip::prefix p) {
            found.push_back(p);
            return true;
        });
        BOOST_REQUIRE(found == expected);
    }
}

BOOST_AUTO_TEST_CASE(nobody_is_called_once_enough_blocks_are_found)
{
    int calls = 0;
    set::for_each_free_block(ip::prefix::from_string("::/0").value(), {}, 64,
                             [&](ip::prefix) { return ++calls < 3; });
    BOOST_TEST(calls == 3);
}

BOOST_AUTO_TEST_SUITE_END()
