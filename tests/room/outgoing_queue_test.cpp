#include "netbasics/room/outgoing_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace netbasics;
using room::outgoing_queue;

namespace {

room::shared_line line(std::string text) { return std::make_shared<std::string const>(std::move(text)); }

/// Takes at most so many bytes from at most so many parts, as a connection would.
std::string take(outgoing_queue& queue, std::size_t most, std::size_t parts)
{
    std::vector<iovec> all(parts);
    std::string taken;
    auto const count = queue.gather(all);
    for (std::size_t i = 0; i < count; ++i)
        taken.append(static_cast<char const*>(all[i].iov_base), all[i].iov_len);
    taken.resize(std::min(most, taken.size()));
    queue.consume(taken.size());
    return taken;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(room_outgoing_queue)

BOOST_AUTO_TEST_CASE(goes_on_where_it_stopped)
{
    outgoing_queue queue;
    std::string expected;
    for (int i = 0; i < 20'000; ++i) {
        auto const text = "line " + std::to_string(i) + '\n';
        expected += text;
        queue.push(line(text));
    }
    BOOST_TEST(queue.bytes() == expected.size());
    std::string got;
    for (std::size_t most = 1; !queue.empty(); most = most % 5'000 + 7)
        got += take(queue, most, 1 + most % 64);
    BOOST_TEST((got == expected));
    BOOST_TEST(queue.bytes() == 0u);
    BOOST_TEST(queue.lines() == 0u);
}

BOOST_AUTO_TEST_CASE(one_that_drops_says_how_many)
{
    outgoing_queue queue;
    auto const count = [](std::size_t n) { return line("gap " + std::to_string(n) + '\n'); };
    for (int i = 0; i < 100; ++i) queue.push(line("123456789\n"));
    queue.drop_oldest(500, count);
    BOOST_TEST(queue.lines() == 51u);
    for (int i = 0; i < 20; ++i) queue.push(line("123456789\n"));
    queue.drop_oldest(500, count);  // the gap grows, there is one
    BOOST_TEST(take(queue, 10'000, 1024).starts_with("gap 70\n123456789\n123456789\n"));
}

BOOST_AUTO_TEST_CASE(a_line_that_is_sent_in_part_is_never_dropped)
{
    outgoing_queue queue;
    for (int i = 0; i < 10; ++i) queue.push(line("123456789\n"));
    BOOST_TEST(take(queue, 13, 4) == "123456789\n123");
    queue.drop_oldest(20, [](std::size_t n) { return line("gap " + std::to_string(n) + '\n'); });
    BOOST_TEST(take(queue, 1'000, 16) == "456789\ngap 7\n123456789\n");
    for (int i = 0; i < 3; ++i) queue.push(line("123456789\n"));
    BOOST_TEST(take(queue, 3, 4) == "123");
    queue.clear();
    queue.push(line("the end\n"));
    BOOST_TEST(take(queue, 1'000, 16) == "456789\nthe end\n");
}

BOOST_AUTO_TEST_SUITE_END()
