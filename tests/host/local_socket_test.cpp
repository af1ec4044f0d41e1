#include "netbasics/host/local_socket.hpp"

#include "netbasics/host/port_holder.hpp"
#include "netbasics/host/socket_sources.hpp"
#include "netbasics/io/small_file.hpp"

#include "support/held_port.hpp"
#include "support/needs.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <map>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

using namespace netbasics;
using test::held_port;

namespace {

std::vector<host::local_socket> sockets_on(std::uint16_t port, host::wanted_sockets wanted)
{
    return host::find_local_sockets({{ip::protocol::tcp, ip::protocol::udp}, {port, port}, wanted});
}

/// Address and state of each, to compare.
std::vector<std::string> told(std::vector<host::local_socket> const& sockets)
{
    std::vector<std::string> lines;
    for (auto const& s : sockets)
        lines.push_back(std::string(to_string(s.protocol)) + " " + address_text(s) + " " +
                        std::string(host::to_string(s.state)) + (s.takes_both ? " both" : ""));
    return lines;
}

using lines = std::vector<std::string>;

/// From here on socket(AF_NETLINK, …) fails in this thread; false where the kernel allows no such filter.
bool refuse_netlink()
{
    sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    sock_fprog const filter{std::size(program), program};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0 &&
           ::socket(AF_NETLINK, SOCK_DGRAM, 0) < 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(host_local_socket)

BOOST_AUTO_TEST_CASE(finds_listeners_of_both_families, *test::needs_ipv6())
{
    held_port const v4("127.0.0.1", held_port::as::listener);
    held_port const v6("::1", held_port::as::listener, v4.port());
    held_port const udp("127.0.0.1", held_port::as::datagrams, v4.port());
    auto const found = sockets_on(v4.port(), host::wanted_sockets::listening);
    BOOST_TEST(told(found) ==
                   (lines{"tcp 127.0.0.1 listening", "tcp ::1 listening", "udp 127.0.0.1 listening"}),
               boost::test_tools::per_element());
    for (auto const& s : found) {
        BOOST_TEST(s.uid == ::geteuid());
        BOOST_TEST(s.port == v4.port());
    }
}

BOOST_AUTO_TEST_CASE(tells_whether_a_socket_on_the_wildcard_takes_ipv4_too, *test::needs_ipv6())
{
    held_port const both("::", held_port::as::listener);
    held_port const only("::", held_port::as::listener, 0, true);
    BOOST_TEST(told(sockets_on(both.port(), host::wanted_sockets::listening)) ==
                   (lines{"tcp :: listening both"}),
               boost::test_tools::per_element());
    BOOST_TEST(told(sockets_on(only.port(), host::wanted_sockets::listening)) == (lines{"tcp :: listening"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_socket_that_is_bound_only_is_no_listener)
{
    held_port const bound("127.0.0.1", held_port::as::bound);
    BOOST_TEST(sockets_on(bound.port(), host::wanted_sockets::listening).empty());
}

BOOST_AUTO_TEST_CASE(a_socket_that_is_bound_only_is_found_where_it_is_wanted, *test::needs_kernel(6, 8))
{
    held_port const bound("127.0.0.1", held_port::as::bound);
    auto const found = sockets_on(bound.port(), host::wanted_sockets::listening_or_bound);
    BOOST_TEST(told(found) == (lines{"tcp 127.0.0.1 bound"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(holders_are_named_with_their_process)
{
    held_port const held("127.0.0.1", held_port::as::listener);
    auto const holders = host::holders_of(held.port(), ip::protocol::tcp);
    BOOST_REQUIRE(holders.size() == 1u);
    BOOST_REQUIRE(holders[0].processes.size() == 1u);
    BOOST_TEST(holders[0].processes[0].pid == ::getpid());
    BOOST_TEST(holders[0].processes[0].name == "test_host");
    BOOST_TEST((holders[0].visibility == host::process_visibility::seen));
}

BOOST_AUTO_TEST_CASE(nobody_holds_a_port_that_was_given_back)
{
    std::uint16_t port = 0;
    {
        held_port const held("127.0.0.1", held_port::as::listener);
        port = held.port();
    }
    BOOST_TEST(host::holders_of(port, ip::protocol::tcp).empty());
}

BOOST_AUTO_TEST_CASE(the_tables_of_proc_tell_the_same_as_sock_diag, *test::needs_ipv6())
{
    held_port const v4("127.0.0.1", held_port::as::listener);
    held_port const v6("::1", held_port::as::listener, v4.port());
    held_port const udp("::1", held_port::as::datagrams, v4.port());
    host::socket_query const query{{}, {v4.port(), v4.port()}, host::wanted_sockets::listening};
    std::vector<host::local_socket> from_tables;
    for (auto const protocol : {ip::protocol::tcp, ip::protocol::udp}) {
        for (auto const family : {ip::family::v4, ip::family::v6}) {
            auto const name = std::string("/proc/net/")
                                  .append(to_string(protocol))
                                  .append(family == ip::family::v6 ? "6" : "");
            auto const table = io::read_small_file(name.c_str(), 100'000'000);
            if (table) append_from_table(from_tables, *table, query, protocol, family);
        }
    }
    auto const asked = sockets_on(v4.port(), host::wanted_sockets::listening);
    BOOST_TEST(told(from_tables) == told(asked), boost::test_tools::per_element());
    for (std::size_t i = 0; i < asked.size(); ++i) {
        BOOST_TEST(from_tables[i].inode == asked[i].inode);
        BOOST_TEST(from_tables[i].uid == asked[i].uid);
    }
}

BOOST_AUTO_TEST_CASE(where_sock_diag_is_refused_proc_is_read,
                     *test::needs_ipv6() *
                         test::needs("filters of system calls are not permitted", refuse_netlink))
{
    held_port const v4("127.0.0.1", held_port::as::listener);
    held_port const v6("::1", held_port::as::listener, v4.port());
    auto const asked = sockets_on(v4.port(), host::wanted_sockets::listening);
    std::vector<host::local_socket> read;
    bool refused = false;
    std::thread([&] {  // a filter of system calls stays with the thread that sets it
        refused = refuse_netlink();
        read = sockets_on(v4.port(), host::wanted_sockets::listening);
    })
        .join();
    BOOST_REQUIRE(refused);
    BOOST_TEST(told(read) == told(asked), boost::test_tools::per_element());
    BOOST_TEST(read.at(0).inode == asked.at(0).inode);
}

BOOST_AUTO_TEST_CASE(a_table_that_is_cut_or_broken_gives_what_can_be_read)
{
    constexpr std::string_view table =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
        "   0: 0100007F:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 "
        "100 0\n"
        "   1: 0100007F:1F41 00000000:0000 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 "
        "100 0\n"
        "   2: 0100007F:1F41 00000000:0000 0A 00000000:00\n"
        "   3: 0100007:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 "
        "100 0\n"
        "   4: 0100007F 00000000:0000 FF";
    std::vector<host::local_socket> found;
    append_from_table(found, table, {}, ip::protocol::tcp, ip::family::v4);
    BOOST_REQUIRE(found.size() == 1u);
    BOOST_TEST(found[0].port == 8001);
    BOOST_TEST(found[0].uid == 1000u);
    BOOST_TEST(found[0].inode == 4711u);
}

BOOST_AUTO_TEST_CASE(many_sockets_are_all_found)
{
    std::map<std::uint16_t, held_port> held;
    for (int i = 0; i < 300; ++i) {
        held_port one("127.0.0.1", held_port::as::listener);
        auto const port = one.port();
        held.emplace(port, std::move(one));
    }
    auto const found =
        host::find_local_sockets({{ip::protocol::tcp}, {1, 65535}, host::wanted_sockets::listening});
    for (auto const& [port, one] : held)
        BOOST_TEST(
            std::any_of(found.begin(), found.end(), [port = port](auto const& s) { return s.port == port; }));
}

BOOST_AUTO_TEST_SUITE_END()
