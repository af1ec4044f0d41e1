// Lines made from a template against lines made one by one.

#include "netbasics/render/address_lines.hpp"

#include "support/random_ranges.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using namespace netbasics;

namespace {

std::string lines_of(ip::address_range const& r, render::line_form form)
{
    render::address_lines lines(r, form);
    std::string text;
    while (lines.append_some(text)) {
    }
    return text;
}

std::string slow_line(ip::address a, render::line_form form)
{
    if (form == render::line_form::text) return to_string(a) + "\n";
    return "{\"address\":\"" + to_string(a) + "\",\"prefix\":\"" + to_string(a) +
           (a.is_v4() ? "/32" : "/128") + "\"}\n";
}

ip::family const families[] = {ip::family::v4, ip::family::v6};

}  // namespace

BOOST_AUTO_TEST_SUITE(address_lines)

BOOST_DATA_TEST_CASE(every_address_gets_its_own_line, data::make(families))
{
    for (auto const form : {render::line_form::text, render::line_form::json}) {
        test::random_ranges random(21, sample);
        for (int i = 0; i < 60'000; ++i) {
            auto const first = random.any_address();
            auto const end = ip::prefix(random.address(first), 0).last().to_uint();
            ip::uint128 const reach = random.number(random.number(1'000) == 0 ? 70'000 : 5);
            auto const last = end - first < reach ? end : first + reach;
            std::string expected;
            for (auto n = first;; ++n) {
                expected += slow_line(random.address(n), form);
                if (n == last) break;
            }
            auto const r = ip::address_range::from_ends(random.address(first), random.address(last)).value();
            if (lines_of(r, form) != expected) BOOST_ERROR(to_string(r.first()) + "-" + to_string(r.last()));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
