#include "netbasics/server/line_intake.hpp"

#include <boost/test/unit_test.hpp>

using namespace netbasics::server;
using namespace std::chrono_literals;

namespace {

line_intake::clock::time_point const start{};

/// All that can be taken now: lines in brackets, `+` for one that was too long, `~` where he has to wait.
std::string taken(line_intake& in, intake_limits const& limits, std::chrono::milliseconds when = 0ms)
{
    using found = line_intake::found;
    std::string all;
    for (;;) {
        std::string_view line;
        switch (in.next(line, limits, start + when)) {
        case found::line:
            all.append("[").append(line).append("]");
            break;
        case found::too_long:
            all.append("+");
            break;
        case found::throttled:
            return all + "~";
        case found::nothing:
            return all;
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(server_line_intake)

BOOST_AUTO_TEST_CASE(lines_are_whole_however_they_arrive)
{
    std::string const text = "one\n\ntwo\nthree\nrest";
    for (std::size_t step = 1; step <= text.size(); ++step) {
        intake_limits const limits;
        line_intake in(limits, start);
        std::string all;
        for (std::size_t at = 0; at < text.size(); at += step) {
            in.add(text.substr(at, step));
            all += taken(in, limits);
        }
        BOOST_TEST(all == "[one][][two][three]");
        BOOST_TEST(in.has_rest());
        BOOST_TEST(in.take_rest() == "rest");
        BOOST_TEST(!in.has_rest());
    }
}

BOOST_AUTO_TEST_CASE(a_long_line_is_left_out_and_told_once)
{
    intake_limits const limits{.line = 8, .rate = 0};
    std::string const text =
        "12345678\n123456789\n" + std::string(100, 'x') + "\nafter\n" + std::string(9, 'y');
    for (std::size_t step = 1; step <= text.size(); ++step) {
        line_intake in(limits, start);
        std::string all;
        for (std::size_t at = 0; at < text.size(); at += step) {
            in.add(text.substr(at, step));
            all += taken(in, limits);
        }
        BOOST_TEST(all == "[12345678]++[after]+");
        BOOST_TEST(in.take_rest() == "");  // the rest of a line that is left out
    }
}

BOOST_AUTO_TEST_CASE(who_is_too_fast_is_taken_later_and_loses_nothing)
{
    intake_limits const limits{.rate = 10, .burst = 3};
    line_intake in(limits, start);
    in.add("1\n2\n3\n4\n5\n6\n");
    BOOST_TEST(taken(in, limits) == "[1][2][3]~");
    BOOST_TEST(taken(in, limits, 50ms) == "~");
    BOOST_TEST(taken(in, limits, 100ms) == "[4]~");
    BOOST_TEST(in.has_rest());
    BOOST_TEST(taken(in, limits, 10'000ms) == "[5][6]");
    in.add("7\n8\n9\n");
    BOOST_TEST(taken(in, limits, 10'000ms) == "[7]~");  // three tokens at most had come back
}

BOOST_AUTO_TEST_SUITE_END()
