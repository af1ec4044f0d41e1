#include "portinfo/port_search.hpp"

#include "support/held_port.hpp"
#include "support/needs.hpp"
#include "support/network_namespace.hpp"
#include "support/port_rows.hpp"
#include "support/program.hpp"

#include "netbasics/host/port_policy.hpp"
#include "netbasics/registry/service_registry.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <list>
#include <map>
#include <netinet/in.h>
#include <random>
#include <set>
#include <sys/socket.h>
#include <unistd.h>

namespace data = boost::unit_test::data;
namespace host = netbasics::host;
namespace json = boost::json;
namespace registry = netbasics::registry;
namespace tools = netbasics::tools;
using netbasics::ip::protocol;
using namespace netbasics::test;

namespace {

bool contains(std::string const& text, std::string const& part) { return text.find(part) != text.npos; }

std::vector<std::uint16_t> ports_in(std::string const& output)
{
    std::vector<std::uint16_t> ports;
    for (auto const& line : parts_of(output, '\n'))
        ports.push_back(static_cast<std::uint16_t>(std::stoul(line)));
    return ports;
}

/// Ports below 1024 would need a privilege, those of the kernel could go at any time.
constexpr std::uint16_t quiet_port = 20'001;

/// Two ends of a TCP connection on the loopback address.
class conversation {
public:
    explicit conversation(std::uint16_t port) : listener_(stream()), client_(stream())
    {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_port = htons(port);
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto const* const any = reinterpret_cast<sockaddr const*>(&name);
        BOOST_REQUIRE(::bind(listener_.get(), any, sizeof name) == 0);
        BOOST_REQUIRE(::listen(listener_.get(), 1) == 0);
        BOOST_REQUIRE(::connect(client_.get(), any, sizeof name) == 0);
        server_ = netbasics::io::unique_descriptor(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        BOOST_REQUIRE(server_);
    }

    void close_listener() { listener_ = netbasics::io::unique_descriptor(); }

    /// The end that closes first keeps the port in TIME-WAIT.
    void close_server_first()
    {
        server_ = netbasics::io::unique_descriptor();
        char byte;
        BOOST_REQUIRE(::read(client_.get(), &byte, 1) == 0);
        client_ = netbasics::io::unique_descriptor();
    }

private:
    static netbasics::io::unique_descriptor stream()
    {
        return netbasics::io::unique_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    }

    netbasics::io::unique_descriptor listener_, client_, server_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_portinfo_free)

BOOST_AUTO_TEST_CASE(offers_unregistered_ports_that_the_kernel_keeps_its_hands_off)
{
    auto const seen = run({"portinfo", "free", "-n", "200"});
    BOOST_TEST(seen.status == 0);
    auto const ports = ports_in(seen.out);
    auto const policy = host::current_port_policy();
    BOOST_TEST(std::set<std::uint16_t>(ports.begin(), ports.end()).size() == 200u);
    for (auto const port : ports) {
        BOOST_TEST(!policy.ephemeral.contains(port));
        BOOST_TEST(!policy.is_reserved(port));
        BOOST_TEST(registry::to_string(registry::status_of(port, protocol::tcp)) == "unassigned");
    }
}

BOOST_AUTO_TEST_CASE(fifty_callers_at_once_get_ports_that_bind, *needs_network_namespace())
{
    network_namespace const own;  // nobody else takes what was offered
    std::list<running_program> callers;
    for (int i = 0; i < 50; ++i)
        callers.emplace_back(std::vector<std::string>{"portinfo", "free", "-n", "5"},
                             running_program::at::pipes);
    for (auto& caller : callers) {
        BOOST_TEST(caller.wait(60'000) == 0);
        auto const ports = ports_in(caller.output());
        BOOST_TEST(std::set<std::uint16_t>(ports.begin(), ports.end()).size() == 5u);
        for (auto const port : ports)
            BOOST_TEST(host::open_server_socket(host::every_address(), port, protocol::tcp).has_value());
    }
}

BOOST_AUTO_TEST_CASE(the_last_ports_of_a_range_go_to_one_caller_each, *needs_network_namespace())
{
    network_namespace const own;
    constexpr int count = 16;
    auto const last = std::to_string(quiet_port + count - 1);
    std::vector<std::string> const words{
        "portinfo", "free",    "--from", std::to_string(quiet_port),        "--to", last,
        "--exec",   "/bin/sh", "-c",     "echo \"$LISTEN_FDS\" && exec cat"};
    std::list<running_program> callers;
    for (int i = 0; i < count; ++i) callers.emplace_back(words, running_program::at::pipes);
    for (auto& caller : callers) BOOST_TEST(caller.wait_for_output("1\n", 60'000), caller.error_output());
    std::set<std::int64_t> held;
    for (auto const& line : parts_of(run({"portinfo", "--json", "listen"}).out, '\n'))
        held.insert(json::parse(line).as_object().at("port").as_int64());
    BOOST_TEST(held.size() == static_cast<std::size_t>(count));
    auto const late = run({"portinfo", "free", "--from", std::to_string(quiet_port), "--to", last});
    BOOST_TEST(late.status == 1);
    BOOST_TEST(late.out == "");
    BOOST_TEST(contains(late.err, "found 0 of 1 free ports in 20001-20016, 16 busy"), late.err);
    for (auto& caller : callers) {
        caller.end_input();
        BOOST_TEST(caller.wait() == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_command_gets_the_open_sockets_as_the_convention_says)
{
    auto const seen =
        run({"portinfo", "free", "-n", "2", "--on", "127.0.0.1", "--exec", "/bin/sh", "-c",
             "echo $LISTEN_FDS; test $LISTEN_PID = $$ && echo mine; readlink /proc/$$/fd/3 /proc/$$/fd/4; "
             "test -e /proc/$$/fd/5 || echo no more; " NETBASICS_PROGRAM
             " portinfo --json listen | grep -c \"\\\"pid\\\":$$,\"",
             "-x"});
    auto const lines = parts_of(seen.out, '\n');
    BOOST_REQUIRE(lines.size() == 6u);
    BOOST_TEST(lines[0] == "2");
    BOOST_TEST(lines[1] == "mine");
    BOOST_TEST(lines[2].starts_with("socket:["));
    BOOST_TEST(lines[3].starts_with("socket:["));
    BOOST_TEST(lines[4] == "no more");
    BOOST_TEST(lines[5] == "2");  // both listen
}

BOOST_AUTO_TEST_CASE(a_command_that_cannot_be_run_is_told)
{
    auto const seen = run({"portinfo", "free", "--exec", "/nonexistent"});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.err == "netbasics: portinfo free: '/nonexistent': No such file or directory\n");
    BOOST_TEST(run({"portinfo", "free", "--exec"}).status == 2);
    BOOST_TEST(run({"portinfo", "free", "--exec", "/bin/sh", "-c", "exit 7"}).status == 7);
    auto const named =
        run({"portinfo", "free", "--prefer", "20001", "--exec", "/bin/sh", "-c", "echo $PORT"});
    BOOST_TEST(named.out.size() == 6u);  // five digits
}

BOOST_AUTO_TEST_CASE(a_busy_port_names_its_holder_by_family_and_address,
                     *needs_network_namespace() * needs_ipv6())
{
    network_namespace const own;
    held_port const held("127.0.0.1", held_port::as::listener, quiet_port);
    auto const port = held.port_text();
    auto const seen = run({"portinfo", "free", "--from", port, "--to", port});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(contains(seen.err, "netbasics: portinfo free: 20001/tcp is busy\n"), seen.err);
    BOOST_TEST(contains(seen.err, "  0.0.0.0:20001: Address already in use\n"));
    BOOST_TEST(contains(seen.err, "  [::]:20001 (IPv6 alone): can be bound\n"));
    BOOST_TEST(contains(seen.err, "  127.0.0.1:20001 listening, held by test_cli (process " +
                                      std::to_string(::getpid()) + "), user root\n"));
    BOOST_TEST(run({"portinfo", "free", port, "--on", "127.0.0.2"}).out == port + "\n");
    BOOST_TEST(run({"portinfo", "free", port, "--on=[::1]"}).out == port + "\n");
    BOOST_TEST(run({"portinfo", "free", port + "/udp"}).out == port + "\n");
    BOOST_TEST(run({"portinfo", "free", port, "--on", "localhost"}).status == 1);
}

BOOST_AUTO_TEST_CASE(what_has_no_listener_may_be_busy_all_the_same, *needs_network_namespace())
{
    network_namespace const own;
    host::server_address const place{netbasics::ip::address::from_string("127.0.0.1").value()};
    auto const udp = host::open_server_socket(place, quiet_port, protocol::udp).value();
    auto const port = std::to_string(quiet_port);
    auto const seen = run({"portinfo", "free", "--udp", "--from", port, "--to", port});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(contains(seen.err, "20001/udp is busy"));
    BOOST_TEST(contains(seen.err, "held by test_cli"));
}

BOOST_AUTO_TEST_CASE(a_port_may_be_kept_by_a_conversation_and_for_a_while_after_it,
                     *needs_network_namespace())
{
    network_namespace const own;
    conversation talk(quiet_port);  // its server has not set SO_REUSEADDR
    auto const port = std::to_string(quiet_port);
    std::vector<std::string> const words{"portinfo", "free", "--from", port, "--to", port};
    talk.close_listener();
    auto const connected = run(words);
    BOOST_TEST(connected.status == 1);
    BOOST_TEST(contains(connected.err, "127.0.0.1:20001 connected, held by test_cli"), connected.err);
    talk.close_server_first();
    auto const resting = run(words);
    BOOST_TEST(resting.status == 1);
    BOOST_TEST(contains(resting.err, "127.0.0.1:20001 time-wait, held by the kernel"), resting.err);
}

BOOST_AUTO_TEST_CASE(ports_of_the_kernel_s_choice_are_offered_only_where_there_are_no_others)
{
    auto const policy = host::current_port_policy();
    auto const last = policy.ephemeral.first;
    auto const both = run({"portinfo", "free", "-n", "1", "--from", std::to_string(last - 20), "--to",
                           std::to_string(last + 20)});
    BOOST_TEST(ports_in(both.out).at(0) < last);
    auto const none_else =
        run({"portinfo", "free", "--from", std::to_string(last), "--to", std::to_string(last + 20)});
    BOOST_TEST(none_else.status == 0);
    BOOST_TEST(ports_in(none_else.out).at(0) >= last);
}

BOOST_AUTO_TEST_CASE(a_port_that_is_named_is_answered_with_yes_or_no, *needs_network_namespace())
{
    network_namespace const own;
    auto const port = std::to_string(quiet_port);
    auto const yes = run({"portinfo", "free", port});
    BOOST_TEST(yes.status == 0);
    BOOST_TEST(yes.out == port + "\n");
    held_port const held("127.0.0.1", held_port::as::listener, quiet_port);
    auto const busy = run({"portinfo", "free", port, "20002"});
    BOOST_TEST(busy.status == 1);
    BOOST_TEST(busy.out == "20002\n");
    BOOST_TEST(contains(busy.err, "netbasics: portinfo free: 20001/tcp is busy\n"), busy.err);
    BOOST_TEST(contains(busy.err, "held by test_cli (process " + std::to_string(::getpid()) + ")"), busy.err);
    BOOST_TEST(contains(busy.err, "to end it: "), busy.err);
    BOOST_TEST(run({"portinfo", "-q", "free", ":20001"}).err == "");
    auto const object = json::parse(run({"portinfo", "free", "--json", port}).out).as_object();
    BOOST_TEST(object.at("free").as_bool() == false);
    auto const& holder = object.at("holders").as_array().at(0).as_object();
    BOOST_TEST(holder.at("pid").as_int64() == ::getpid());
    BOOST_TEST(holder.at("state").as_string() == "listening");
    BOOST_TEST(run({"portinfo", "free", "-n", "1", "20001-20002"}).out == "20002\n");
    BOOST_TEST(run({"portinfo", "free", "--prefer", port}).out == "20002\n");
    BOOST_TEST(run({"portinfo", "free", "--prefer", "20005", "-n", "2"}).out == "20005\n20006\n");
}

BOOST_AUTO_TEST_CASE(ports_in_a_row_have_no_gap, *needs_network_namespace())
{
    network_namespace const own;
    held_port const held("127.0.0.1", held_port::as::listener, 20'003);
    for (int i = 0; i < 20; ++i) {
        auto const seen = run({"portinfo", "free", "-n", "3", "--consecutive", "--from", "20001", "--to",
                               "20008", "--not", "20008"});
        BOOST_TEST(seen.status == 0);
        auto const ports = ports_in(seen.out);
        BOOST_REQUIRE(ports.size() == 3u);
        BOOST_TEST(ports[0] >= 20'004);
        BOOST_TEST(ports[1] == ports[0] + 1);
        BOOST_TEST(ports[2] == ports[0] + 2);
        BOOST_TEST(ports[2] < 20'008);
    }
    auto const none =
        run({"portinfo", "free", "-n", "3", "--consecutive", "--from", "20001", "--to", "20005"});
    BOOST_TEST(none.status == 1);
    BOOST_TEST(none.out == "");
}

BOOST_AUTO_TEST_CASE(some_port_is_found_where_the_kernel_hands_out_all_of_them, *needs_own_network())
{
    auto const seen = run_in_own_network(
        "echo 1024 65535 > /proc/sys/net/ipv4/ip_local_port_range && " NETBASICS_PROGRAM " portinfo free");
    BOOST_TEST(seen.status == 0, seen.err);
    BOOST_TEST(ports_in(seen.out).size() == 1u);
}

BOOST_AUTO_TEST_CASE(each_port_of_a_range_has_the_same_chance, *needs_network_namespace())
{
    network_namespace const own;
    tools::port_wish wish;
    wish.ports = {{20'100, 20'139}};
    wish.excluded = {{20'110, 20'129}};  // a gap must not favour the port behind it
    std::mt19937 engine(8001);
    auto const seeded = [&](std::uint32_t limit) {
        return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(engine);
    };
    constexpr int draws = 10'000;
    std::map<std::uint16_t, int> counts;
    for (int i = 0; i < draws; ++i)
        ++counts[tools::search_ports(wish, host::current_port_policy(), seeded).found.at(0).port];
    BOOST_TEST(counts.size() == 20u);
    double const expected = draws / 20.0;
    double chi_squared = 0;
    for (auto const& [port, count] : counts)
        chi_squared += (count - expected) * (count - expected) / expected;
    BOOST_TEST(chi_squared < 43.8);  // 19 degrees of freedom, 0.1 %
}

BOOST_AUTO_TEST_CASE(a_script_gets_an_object_a_port)
{
    auto const seen = run({"portinfo", "--json", "free", "--udp"});
    auto const value = json::parse(seen.out).as_object();
    BOOST_TEST(value.at("protocol").as_string() == "udp");
    BOOST_TEST(value.at("status").as_string() == "unassigned");
    BOOST_TEST(value.at("port").as_int64() >= 1024);
}

struct refusal {
    std::vector<std::string> words;
    char const* reason;
};

std::ostream& operator<<(std::ostream& out, refusal const& r) { return out << r.words.front(); }

refusal const refusals[] = {
    {{"-n", "0"}, "the number is 0; the smallest is 1"},
    {{"-n", "x"}, "a decimal number is expected"},
    {{"--from", "70000"}, "the largest is 65535"},
    {{"--to", "80x"}, "a decimal number is expected"},
    {{"--from", "9000", "--to", "8000"}, "the range ends before it begins"},
    {{"--on", "192.0.2.1"}, "Cannot assign requested address"},  // another machine's
    {{"--on", "remotehost"}, "neither an IPv4 nor an IPv6 address"},
    {{"127.0.0.1"}, "an address is given by --on 127.0.0.1"},
    {{"--consecutive"}, "--consecutive needs"},
    {{"8001", "--from", "8000"}, "--from has no effect with ports given by number"},
    {{"8001", "--not", "8000"}, "--not needs a choice of ports"},
    {{"--prefer", "8001", "--from", "8000"}, "--from"},
    {{"0"}, "only ports 1 to 65535"},
    {{"99999999999999999999"}, "the number is 99999999999999999999; the largest is 65535"},
};

BOOST_DATA_TEST_CASE(a_refusal_says_why, data::make(refusals))
{
    auto words = sample.words;
    words.insert(words.begin(), {"portinfo", "free"});
    auto const seen = run(words);
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(contains(seen.err, sample.reason), seen.err);
}

BOOST_AUTO_TEST_SUITE_END()
