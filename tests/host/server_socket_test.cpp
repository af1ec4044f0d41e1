#include "netbasics/host/server_socket.hpp"

#include "support/held_port.hpp"
#include "support/needs.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cerrno>

namespace data = boost::unit_test::data;
using namespace netbasics;
using test::held_port;

namespace {

/// The places of the table, in its order.
struct place {
    char const* address;
    bool v6_only;

    host::server_address server() const { return {ip::address::from_string(address).value(), {}, v6_only}; }
};

constexpr place any_v4{"0.0.0.0", false};
constexpr place loopback_v4{"127.0.0.1", false};
constexpr place second_v4{"127.0.0.2", false};
constexpr place dual{"::", false};
constexpr place any_v6{"::", true};
constexpr place loopback_v6{"::1", false};

constexpr place places[] = {any_v4, loopback_v4, second_v4, dual, any_v6, loopback_v6};

/// Who has the port, and for each of `places` whether it is busy then: what Linux does.
struct fact {
    place holder;
    bool busy[6];
};

std::ostream& operator<<(std::ostream& out, fact const& f)
{
    return out << f.holder.address << (f.holder.v6_only ? " (IPv6 only)" : "");
}

constexpr fact facts[] = {
    // 0.0.0.0, 127.0.0.1, 127.0.0.2, [::] dual, [::] IPv6 only, [::1]
    {any_v4, {true, true, true, true, false, false}},        // a wildcard covers its family, and the dual one
    {loopback_v4, {true, true, false, true, false, false}},  // another address of one family is free
    {dual, {true, true, true, true, true, true}},            // the dual wildcard covers all
    {any_v6, {false, false, false, true, true, true}},       // IPv4 is left alone
    {loopback_v6, {false, false, false, true, true, true}},  // as is by an IPv6 address
};

void check_facts(fact const& f, held_port::as what, ip::protocol protocol)
{
    held_port const held(f.holder.address, what, 0, f.holder.v6_only);
    for (std::size_t i = 0; i < std::size(places); ++i) {
        BOOST_TEST_CONTEXT(places[i].address << (places[i].v6_only ? " (IPv6 only)" : ""))
        {
            auto const tried = host::open_server_socket(places[i].server(), held.port(), protocol);
            BOOST_TEST(tried.has_error() == f.busy[i]);
            if (tried.has_error()) BOOST_TEST(tried.error().system.value() == EADDRINUSE);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(host_server_socket)

BOOST_TEST_DECORATOR(*test::needs_ipv6())

BOOST_DATA_TEST_CASE(what_a_listener_keeps_from_others, data::make(facts))
{
    check_facts(sample, held_port::as::listener, ip::protocol::tcp);
}

BOOST_TEST_DECORATOR(*test::needs_ipv6())

BOOST_DATA_TEST_CASE(what_a_udp_socket_keeps_from_others, data::make(facts))
{
    check_facts(sample, held_port::as::datagrams, ip::protocol::udp);
}

BOOST_AUTO_TEST_CASE(a_tcp_socket_keeps_no_port_from_udp, *test::needs_ipv6())
{
    held_port const held("::", held_port::as::listener);
    BOOST_TEST(host::open_server_socket(dual.server(), held.port(), ip::protocol::udp).has_value());
}

BOOST_AUTO_TEST_CASE(an_address_of_another_machine_is_refused)
{
    host::server_address const elsewhere{ip::address::from_string("192.0.2.1").value()};
    auto const tried = host::open_server_socket(elsewhere, 0, ip::protocol::tcp);
    BOOST_REQUIRE(tried.has_error());
    BOOST_TEST(tried.error().system.value() == EADDRNOTAVAIL);
}

BOOST_AUTO_TEST_SUITE_END()
