#include "netbasics/server/admission.hpp"

#include <boost/test/unit_test.hpp>

using namespace netbasics;
using server::admission;
using server::seat;

namespace {

auto const at_start = admission::clock::time_point(std::chrono::hours(1));

boost::asio::ip::address address(char const* text) { return boost::asio::ip::make_address(text); }

/// Comes in, or says why not.
std::string call(admission& door, char const* from, seat wanted = seat::member,
                 admission::clock::time_point when = at_start)
{
    if (auto const why = door.at_door(address(from), when)) return why->code;
    seat taken = seat::none;
    door.take(taken, wanted, address(from));
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(server_admission)

BOOST_AUTO_TEST_CASE(an_ipv6_caller_is_its_64)
{
    server::room_limits limits;
    limits.per_address = 2;
    admission door(limits);
    BOOST_TEST(call(door, "2001:db8::1") == "");
    BOOST_TEST(call(door, "2001:db8::ffff:0:0:2") == "");
    BOOST_TEST(call(door, "2001:db8:0:0:1::3") == "full-address");
    BOOST_TEST(call(door, "2001:db8:0:1::1") == "");
    BOOST_TEST(call(door, "192.0.2.1") == "");
    BOOST_TEST(call(door, "::ffff:192.0.2.1") == "");
    BOOST_TEST(call(door, "192.0.2.1") == "full-address");
    BOOST_TEST(call(door, "192.0.2.2") == "");
}

BOOST_AUTO_TEST_CASE(who_waits_takes_no_members_place)
{
    server::room_limits limits;
    limits.members = 1;
    limits.per_address = 100;
    limits.waiting = 4;
    admission door(limits);
    for (auto const* from : {"192.0.2.1", "192.0.2.1"}) BOOST_TEST(call(door, from, seat::waiting) == "");
    BOOST_TEST(call(door, "192.0.2.1", seat::waiting) == "too-many-waiting");
    for (auto const* from : {"192.0.2.2", "192.0.2.3"}) BOOST_TEST(call(door, from, seat::waiting) == "");
    BOOST_TEST(!door.is_crowded());
    BOOST_TEST(call(door, "192.0.2.4", seat::waiting) == "");
    BOOST_TEST(door.is_crowded());
    BOOST_TEST(!door.at_entry().has_value());
    BOOST_TEST(call(door, "192.0.2.5") == "");
    BOOST_TEST(door.at_entry()->code == "full");
}

BOOST_AUTO_TEST_CASE(calls_have_a_budget_that_comes_back)
{
    server::room_limits limits;
    limits.per_address = 8;
    admission door(limits);
    for (int i = 0; i < 8; ++i) BOOST_TEST(call(door, "192.0.2.1", seat::none) == "");
    BOOST_TEST(call(door, "192.0.2.1", seat::none) == "too-many-calls");
    BOOST_TEST(call(door, "192.0.2.2", seat::none) == "");
    BOOST_TEST(call(door, "192.0.2.1", seat::none, at_start + std::chrono::seconds(1)) == "");
}

BOOST_AUTO_TEST_CASE(bans_hold_until_they_are_lifted)
{
    admission door{server::room_limits{}};
    door.ban(*ip::prefix::from_string("192.0.2.0/24"));
    BOOST_TEST(call(door, "192.0.2.77") == "banned-here");
    BOOST_TEST(call(door, "::ffff:192.0.2.77") == "banned-here");
    BOOST_TEST(call(door, "192.0.3.77") == "");
    BOOST_TEST(!door.unban(*ip::prefix::from_string("192.0.2.0/25")));
    BOOST_TEST(door.unban(*ip::prefix::from_string("192.0.2.0/24")));
    BOOST_TEST(call(door, "192.0.2.77") == "");
}

BOOST_AUTO_TEST_CASE(many_refusals_are_one_line)
{
    std::vector<std::string> lines;
    server::refusal_log log([&](std::string const& line) { lines.push_back(line); });
    for (int i = 0; i < 100; ++i) log.note("x", at_start);
    BOOST_TEST(lines.size() == 5u);
    log.note("y", at_start + std::chrono::seconds(1));
    BOOST_TEST(lines.size() == 7u);
    BOOST_TEST(lines[5] == "95 more callers were turned away");
}

BOOST_AUTO_TEST_SUITE_END()
