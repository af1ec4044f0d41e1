// Set operations against a plain twin, on random sets that crowd at both ends of both address spaces.

#include "netbasics/set/prefix_set.hpp"

#include "support/random_ranges.hpp"
#include "support/slow_set.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using namespace netbasics;
using test::random_ranges;
using test::slow_set;

namespace {

constexpr int cases = 60'000;  // for each family

set::prefix_set made_of(std::vector<ip::address_range> const& ranges)
{
    set::prefix_set_builder builder;
    for (auto const& r : ranges) builder.add(r);
    return std::move(builder).build();
}

std::vector<ip::address_range> ranges_of(set::prefix_set const& s)
{
    std::vector<ip::address_range> all;
    auto const add = [&](auto const& i, ip::family f) {
        all.push_back(ip::address_range::from_ends(ip::address::from_uint(i.first, f),
                                                   ip::address::from_uint(i.last, f))
                          .value());
    };
    for (auto const& i : s.v4()) add(i, ip::family::v4);
    for (auto const& i : s.v6()) add(i, ip::family::v6);
    return all;
}

/// Sorted, and a gap between any two.
bool is_settled(std::vector<ip::address_range> const& all)
{
    for (std::size_t i = 1; i < all.size(); ++i)
        if (all[i].family() == all[i - 1].family() &&
            (all[i].first() <= all[i - 1].last() ||
             all[i].first().to_uint() - all[i - 1].last().to_uint() < 2))
            return false;
    return true;
}

template <class Op>
void check(std::vector<ip::address_range> const& a, std::vector<ip::address_range> const& b,
           set::prefix_set const& made, Op expected)
{
    auto const result = ranges_of(made);
    slow_set const slow_a(a);
    slow_set const slow_b(b);
    std::vector<ip::address> edges;
    for (auto const& s : {slow_a, slow_b, slow_set(result)}) s.append_edges(edges);
    bool agree = is_settled(result);
    for (auto const& e : edges)
        agree = agree && made.contains(e) == expected(slow_a.contains(e), slow_b.contains(e));
    if (agree) return;
    std::string text = "a:";
    for (auto const& r : a) text += " " + to_string(r.first()) + "-" + to_string(r.last());
    text += " b:";
    for (auto const& r : b) text += " " + to_string(r.first()) + "-" + to_string(r.last());
    BOOST_ERROR(text);
}

template <class F>
void with_random_pairs(ip::family f, unsigned seed, F&& one_case)
{
    random_ranges random(seed, f);
    for (int i = 0; i < cases; ++i) {
        auto const a = random.list(6);
        one_case(a, random.list(6));
    }
}

ip::family const families[] = {ip::family::v4, ip::family::v6};

}  // namespace

BOOST_AUTO_TEST_SUITE(prefix_set)

BOOST_DATA_TEST_CASE(merging_is_as_looking_through_all_ranges, data::make(families))
{
    with_random_pairs(sample, 1, [](auto const& a, auto const& b) {
        auto all = a;
        all.insert(all.end(), b.begin(), b.end());
        check(a, b, made_of(all), [](bool in_a, bool in_b) { return in_a || in_b; });
        BOOST_TEST((unite(made_of(a), made_of(b)) == made_of(all)));
    });
}

BOOST_DATA_TEST_CASE(excluding_is_as_looking_through_all_ranges, data::make(families))
{
    with_random_pairs(sample, 2, [](auto const& a, auto const& b) {
        check(a, b, exclude(made_of(a), made_of(b)), [](bool in_a, bool in_b) { return in_a && !in_b; });
    });
}

BOOST_DATA_TEST_CASE(intersecting_is_as_looking_through_all_ranges, data::make(families))
{
    with_random_pairs(sample, 3, [](auto const& a, auto const& b) {
        check(a, b, intersect(made_of(a), made_of(b)), [](bool in_a, bool in_b) { return in_a && in_b; });
    });
}

BOOST_DATA_TEST_CASE(the_symmetric_difference_is_as_looking_through_all_ranges, data::make(families))
{
    with_random_pairs(sample, 4, [](auto const& a, auto const& b) {
        check(a, b, symmetric_difference(made_of(a), made_of(b)),
              [](bool in_a, bool in_b) { return in_a != in_b; });
    });
}

BOOST_DATA_TEST_CASE(a_range_becomes_the_fewest_prefixes, data::make(families))
{
    random_ranges random(5, sample);
    for (int i = 0; i < cases; ++i) {
        auto const r = random.range();
        std::vector<ip::prefix> found;
        for_each_prefix(r, [&](ip::prefix p) { found.push_back(p); });
        if (found != test::slow_prefixes(r)) BOOST_ERROR(to_string(r.first()) + "-" + to_string(r.last()));
    }
}

BOOST_AUTO_TEST_CASE(families_live_side_by_side)
{
    auto const both =
        made_of({ip::prefix::from_string("0.0.0.0/0").value(), ip::prefix::from_string("::/1").value()});
    BOOST_TEST(both.contains(ip::address::from_string("255.255.255.255").value()));
    BOOST_TEST(both.contains(ip::address::from_string("::ffff:10.0.0.1").value()));
    BOOST_TEST(!both.contains(ip::address::from_string("8000::").value()));
    auto const v4 = made_of({ip::prefix::from_string("0.0.0.0/0").value()});
    BOOST_TEST(!v4.contains(ip::address::from_string("::ffff:10.0.0.1").value()));
    std::string text;
    both.for_each_prefix([&](auto p) {
        append_to(text, p);
        text.push_back(' ');
    });
    BOOST_TEST(text == "0.0.0.0/0 ::/1 ");
}

BOOST_DATA_TEST_CASE(long_lists_are_sorted_as_short_ones_are, data::make(families))
{
    random_ranges random(6, sample);
    std::vector<ip::address_range> many(50'000);
    for (auto& r : many) {
        auto const a = random.any_address();
        auto const length = sample == ip::family::v4 ? 24 + random.number(8) : 100 + random.number(28);
        r = ip::prefix(random.address(a), static_cast<unsigned>(length));
    }
    auto sorted = many;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto const& x, auto const& y) { return x.first() < y.first(); });
    auto const made = made_of(many);
    BOOST_TEST((made == made_of(sorted)));
    BOOST_TEST(is_settled(ranges_of(made)));
    BOOST_TEST(ranges_of(made).size() > 10'000U);
}

BOOST_AUTO_TEST_SUITE_END()
