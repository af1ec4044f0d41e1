#include "netbasics/net/connector.hpp"

#include "netbasics/net/keep_alive.hpp"
#include "netbasics/net/resolver.hpp"
#include "netbasics/net/tcp_stream.hpp"
#include "support/plain_socket.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <netinet/tcp.h>

using namespace netbasics;
using net::asio::ip::tcp;
using clock_type = std::chrono::steady_clock;

namespace {

/// An address that swallows whoever calls: its queue is full.
class black_hole {
public:
    black_hole()
    {
        auto address = test::here(0);
        socklen_t size = sizeof address;
        ::bind(server_.descriptor(), reinterpret_cast<sockaddr*>(&address), size);
        ::listen(server_.descriptor(), 0);
        ::getsockname(server_.descriptor(), reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        for (auto const& s : callers_) ::connect(s.descriptor(), reinterpret_cast<sockaddr*>(&address), size);
    }

    tcp::endpoint end() const { return {net::asio::ip::make_address("127.0.0.1"), port_}; }

private:
    static test::plain_socket made()
    {
        return test::plain_socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
    }

    test::plain_socket server_{::socket(AF_INET, SOCK_STREAM, 0)};
    test::plain_socket callers_[4] = {made(), made(), made(), made()};
    std::uint16_t port_ = 0;
};

struct called {
    result<net::caller> who = error(errc::empty);
    clock_type::duration took{};
};

called call_them(std::vector<tcp::endpoint> ends, std::optional<std::chrono::milliseconds> most)
{
    net::asio::io_context context(1);
    called got;
    net::asio::co_spawn(
        context,
        [&]() -> net::asio::awaitable<void> {
            auto const began = clock_type::now();
            auto who = co_await net::call(ends, most, {});
            got.took = clock_type::now() - began;
            if (who.has_value())
                got.who = net::caller{tcp::socket(context), who->from};
            else
                got.who = who.error();
        },
        net::asio::detached);
    context.run();
    return got;
}

tcp::endpoint at(std::string const& port)
{
    return {net::asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(std::stoul(port))};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(net_connector)

BOOST_AUTO_TEST_CASE(an_address_that_swallows_calls_costs_a_quarter_of_a_second)
{
    black_hole const hole;
    test::plain_server const server;
    auto const got = call_them({hole.end(), at(server.port())}, std::nullopt);
    BOOST_TEST_REQUIRE(got.who.has_value());
    BOOST_TEST(got.who->from.port() == at(server.port()).port());
    BOOST_TEST((got.took >= net::attempt_delay - std::chrono::milliseconds(20)));
    BOOST_TEST((got.took < std::chrono::milliseconds(1500)));
}

BOOST_AUTO_TEST_CASE(an_address_that_refuses_costs_nothing)
{
    std::string closed;
    {
        test::plain_server const gone;
        closed = gone.port();
    }
    test::plain_server const server;
    auto const got = call_them({at(closed), at(server.port())}, std::nullopt);
    BOOST_TEST(got.who.has_value());
    BOOST_TEST((got.took < net::attempt_delay));
    auto const none = call_them({at(closed)}, std::nullopt);
    BOOST_TEST((none.who.error().system == net::asio::error::connection_refused));
}

BOOST_AUTO_TEST_CASE(one_bound_is_for_all_attempts)
{
    black_hole const hole;
    black_hole const other;
    auto const got = call_them({hole.end(), other.end()}, std::chrono::milliseconds(600));
    BOOST_TEST((got.who.error().system == net::asio::error::timed_out));
    BOOST_TEST((got.took < std::chrono::milliseconds(1200)));
}

BOOST_AUTO_TEST_CASE(families_take_turns)
{
    auto const v6 = net::asio::ip::make_address("2001:db8::1");
    auto const v4 = net::asio::ip::make_address("192.0.2.1");
    std::vector<tcp::endpoint> const ends{{v6, 1}, {v6, 2}, {v6, 3}, {v4, 4}, {v4, 5}};
    std::vector<unsigned> ports;
    for (auto const& e : net::interleaved(ends)) ports.push_back(e.port());
    BOOST_TEST(ports == (std::vector<unsigned>{1, 4, 2, 5, 3}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_dead_link_is_noticed_within_75_seconds)
{
    test::plain_socket const s(::socket(AF_INET, SOCK_STREAM, 0));
    net::notice_dead_link(s.descriptor());
    auto const get = [&](int option) {
        int value = 0;
        socklen_t size = sizeof value;
        ::getsockopt(s.descriptor(), IPPROTO_TCP, option, &value, &size);
        return value;
    };
    BOOST_TEST(get(TCP_KEEPIDLE) + get(TCP_KEEPINTVL) * get(TCP_KEEPCNT) <= 75);
    BOOST_TEST(get(TCP_USER_TIMEOUT) <= 75'000);
    BOOST_TEST(get(TCP_USER_TIMEOUT) > 0);
}

BOOST_AUTO_TEST_SUITE_END()
