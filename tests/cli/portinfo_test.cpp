#include "support/held_port.hpp"
#include "support/needs.hpp"
#include "support/network_namespace.hpp"
#include "support/plain_socket.hpp"
#include "support/port_rows.hpp"
#include "support/program.hpp"

#include "netbasics/host/port_policy.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <memory>
#include <set>
#include <unistd.h>

namespace data = boost::unit_test::data;
namespace json = boost::json;
using namespace netbasics::test;

namespace {

std::vector<json::object> answers(std::vector<std::string> words)
{
    words.insert(words.begin(), {"portinfo", "--json"});
    std::vector<json::object> objects;
    for (auto const& line : parts_of(run(words).out, '\n')) objects.push_back(json::parse(line).as_object());
    return objects;
}

json::object answer(std::string const& word)
{
    auto const all = answers({word});
    BOOST_REQUIRE(all.size() == 1u);
    return all.front();
}

/// The text, or nothing for null.
std::string text_of(json::value const& value)
{
    return value.is_null() ? "" : std::string(value.as_string());
}

/// `assigned-unnamed`, `reserved(range 6665-6669)`: the word that the program says.
std::string status_word(std::string const& column) { return column.substr(0, column.find_first_of("-(")); }

bool contains(std::string const& text, std::string const& part) { return text.find(part) != text.npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_portinfo)

BOOST_DATA_TEST_CASE(registered_services, data::make(port_rows("port-svc")))
{
    auto const a = answer(sample[0] + "/" + sample[1]);
    BOOST_TEST(a.at("port").as_int64() == std::stoi(sample[0]));
    BOOST_TEST(text_of(a.at("protocol")) == sample[1]);
    BOOST_TEST(text_of(a.at("status")) == sample[2]);
    BOOST_TEST(text_of(a.at("name")) == sample[3]);
    std::string aliases;
    for (auto const& alias : a.at("aliases").as_array())
        aliases.append(aliases.empty() ? "" : ",").append(text_of(alias));
    BOOST_TEST(aliases == sample[4]);
    BOOST_TEST(text_of(a.at("description")) == sample[5]);
    BOOST_TEST(run({"portinfo", "-q", sample[0] + "/" + sample[1]}).status == 0);
}

BOOST_DATA_TEST_CASE(status_of_a_port, data::make(port_rows("port-status")))
{
    auto const word = sample[0] + "/" + sample[1];
    auto const a = answer(word);
    BOOST_TEST(text_of(a.at("status")) == status_word(sample[2]));
    BOOST_TEST(text_of(a.at("name")) == sample[3]);
    BOOST_TEST(run({"portinfo", "-q", word}).status == (sample[2].starts_with("assigned") ? 0 : 1));
}

BOOST_DATA_TEST_CASE(class_of_a_port, data::make(port_rows("port-class")))
{
    auto const here = netbasics::host::current_port_policy();
    auto const port = static_cast<std::uint16_t>(std::stoul(sample[0]));
    for (auto const& a : answers({sample[0]})) {
        BOOST_TEST(text_of(a.at("class")) == sample[1]);
        BOOST_TEST(a.at("ephemeral").as_bool() == here.may_be_handed_out(port));
        BOOST_TEST(a.at("privileged").as_bool() == here.needs_privilege(port));
    }
}

BOOST_DATA_TEST_CASE(ports_of_a_name, data::make(port_rows("name-port")))
{
    std::set<std::string> expected;
    for (auto const& part : parts_of(sample[1], ',')) {
        auto const slash = part.find('/');
        auto const dash = part.find('-');
        auto const first = std::stoi(part);
        auto const last = dash < slash ? std::stoi(part.substr(dash + 1)) : first;
        for (int port = first; port <= last; ++port)
            expected.insert(std::to_string(port) + part.substr(slash));
    }
    std::set<std::string> found;
    for (auto const& a : answers({sample[0]}))
        found.insert(std::to_string(a.at("port").as_int64()) + "/" + text_of(a.at("protocol")));
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    BOOST_TEST(run({"portinfo", "-q", sample[0]}).status == (expected.empty() ? 1 : 0));
}

BOOST_DATA_TEST_CASE(refused_ports, data::make(port_rows("port-bad")))
{
    auto const seen = run({"portinfo", sample[0]});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(seen.err.starts_with("netbasics: portinfo: '" + sample[0] + "': "));
}

BOOST_DATA_TEST_CASE(accepted_ports, data::make(port_rows("port-ok")))
{
    auto const a = answers({sample[0]});
    BOOST_REQUIRE(!a.empty());
    BOOST_TEST(a.front().at("port").as_int64() == 80);
}

struct refusal {
    char const* text;
    char const* reason;
};

std::ostream& operator<<(std::ostream& out, refusal const& r) { return out << r.text; }

constexpr refusal refusals[] = {
    {"70000", "the number is 70000; the largest is 65535"},
    {"1-65536", "the number is 65536; the largest is 65535"},
    {"99999999999999999999", "the number is 99999999999999999999; the largest is 65535"},
    {":70000", "the number is 70000; the largest is 65535"},
    {"80,,443", "a port is missing beside the comma"},
    {"80,", "a port is missing beside the comma"},
    {"localhost:", "a port or a service name is missing"},
    {"10.0.0.1", "an IP address without a port; write 192.0.2.1:80"},
    {"::1", "an IP address without a port"},
    {"[::1]", "an IP address without a port"},
    {"8010-8000", "the range ends before it begins"},
    {"80-", "a range is FIRST-LAST; one end is missing"},
    {"/tcp", "a port or a service name is missing before '/'"},
    {"80/xyz", "the protocol is tcp, udp, sctp or dccp"},
    {"80/", "the protocol is tcp, udp, sctp or dccp"},
    {"80x", "a decimal number is expected"},
    {"80-90-100", "a decimal number is expected"},
    {"ht tp", "unexpected character blank"},
    {"ht\ttp", "unexpected character U+0009"},
    {"htt\xC3\xA9", "unexpected character '\xC3\xA9' (U+00E9)"},
    {"", "nothing is given"},
};

BOOST_DATA_TEST_CASE(a_refusal_says_why, data::make(refusals))
{
    auto const seen = run({"portinfo", sample.text});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(contains(seen.err, sample.reason), seen.err);
}

BOOST_AUTO_TEST_CASE(a_caret_shows_the_place_on_a_terminal)
{
    running_program program({"portinfo", "80/xyz"}, running_program::at::terminal);
    BOOST_TEST(program.wait() == 2);
    auto const lines = parts_of(program.output(), '\n');
    BOOST_REQUIRE(lines.size() == 2u);
    BOOST_TEST(lines[1].substr(lines[0].find("xyz")).starts_with("\x1b[31m^^^"), program.output());
}

struct endpoint {
    char const* text;
    std::vector<int> ports;
};

std::ostream& operator<<(std::ostream& out, endpoint const& e) { return out << e.text; }

endpoint const endpoints[] = {
    {"80,443/tcp", {80, 443}},
    {"53/udp,80/tcp", {53, 80}},
    {"8000-8002,9000/tcp", {8000, 8001, 8002, 9000}},
    {":8080/tcp", {8080}},
    {"localhost:8080/tcp", {8080}},
    {"localhost:http/tcp", {80}},
    {"10.0.0.1:80/tcp", {80}},
    {"[2001:db8::1]:80/tcp", {80}},
    {"tcp://host:8080/path", {8080}},
    {"tcp://user:word@[::1]:8080?q=1", {8080}},
};

BOOST_DATA_TEST_CASE(lists_endpoints_and_urls_are_read, data::make(endpoints))
{
    std::vector<int> found;
    for (auto const& a : answers({sample.text})) found.push_back(static_cast<int>(a.at("port").as_int64()));
    BOOST_TEST(found == sample.ports, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_url_without_a_port_stands_for_its_scheme)
{
    BOOST_TEST(answers({"https://example.com/"}).at(0).at("port").as_int64() == 443);
    BOOST_TEST(answers({"http://example.com:8080/"}).at(0).at("port").as_int64() == 8080);
    BOOST_TEST(answers({"http://[::1]/"}).at(0).at("port").as_int64() == 80);
}

BOOST_AUTO_TEST_CASE(a_negative_number_is_refused)
{
    BOOST_TEST(run({"portinfo", "-1"}).status == 2);
    BOOST_TEST(run({"portinfo", "--", "-1"}).status == 2);
}

BOOST_AUTO_TEST_CASE(every_bad_argument_is_told_and_nothing_is_looked_up)
{
    auto const seen = run({"portinfo", "80", "80a", "81b"});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(contains(seen.err, "'80a'"));
    BOOST_TEST(contains(seen.err, "'81b'"));
}

BOOST_AUTO_TEST_CASE(the_keys_are_as_agreed)
{
    for (auto const& a : answers({"443", "65000"})) {
        std::string keys;
        for (auto const& pair : a) keys.append(pair.key()).append(" ");
        BOOST_TEST(
            keys ==
            "port protocol name aliases description status customary class ephemeral privileged listeners "
            "holders can_bind ");
    }
}

BOOST_AUTO_TEST_CASE(tcp_and_udp_always_others_where_registered)
{
    auto const protocols = [](char const* port) {
        std::string all;
        for (auto const& a : answers({port})) all.append(text_of(a.at("protocol"))).append(" ");
        return all;
    };
    BOOST_TEST(protocols("443") == "tcp udp sctp ");
    BOOST_TEST(protocols("9") == "tcp udp sctp dccp ");
    BOOST_TEST(protocols("81") == "tcp udp ");
    BOOST_TEST(protocols("81/sctp") == "sctp ");
}

BOOST_AUTO_TEST_CASE(one_port_is_told_with_class_kernel_view_and_every_protocol)
{
    auto const seen = run({"portinfo", "514"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(contains(seen.out, "system port, 0 to 1023"));
    BOOST_TEST(contains(seen.out, "514/tcp    shell"));
    BOOST_TEST(contains(seen.out, "514/udp    syslog"));
    BOOST_TEST(
        contains(run({"portinfo", "80/tcp"}).out, "80/tcp     http\n           also called www, www-http\n"));
}

BOOST_AUTO_TEST_CASE(a_range_is_told_in_runs)
{
    auto const seen = run({"portinfo", "6000-6063"});
    BOOST_TEST(seen.out == "6000-6063/tcp  x11  X Window System\n"
                           "               6006: customary, not registered: tensorboard, TensorBoard "
                           "(TensorBoard documentation)\n"
                           "6000-6063/udp  x11  X Window System\n");
    BOOST_TEST(seen.status == 0);
}

BOOST_AUTO_TEST_CASE(the_exit_status_is_1_when_one_of_several_is_not_registered)
{
    BOOST_TEST(run({"portinfo", "http", "81"}).status == 1);
    BOOST_TEST(run({"portinfo", "http", "81"}).err == "");
    BOOST_TEST(run({"portinfo", "http", "443"}).status == 0);
}

BOOST_AUTO_TEST_CASE(an_unknown_name_gets_the_nearest)
{
    auto const seen = run({"portinfo", "htpp"});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(seen.err ==
               "netbasics: portinfo: 'htpp': no registered service has this name; did you mean http?\n");
    BOOST_TEST(contains(run({"portinfo", "whois/udp"}).err, "a customary name, but not for udp"));
    BOOST_TEST(contains(run({"portinfo", "redis/udp"}).err, "registered, but not for udp"));
}

BOOST_AUTO_TEST_CASE(a_customary_use_is_found_by_name_and_marked)
{
    auto const seen = run({"portinfo", "MineCraft"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(contains(seen.out, "unassigned\n"));
    BOOST_TEST(contains(
        seen.out,
        "customary, not registered: minecraft, Minecraft, Java Edition (Minecraft server.properties"));
    auto const a = answers({"minecraft"}).at(0);
    BOOST_TEST(text_of(a.at("name")) == "");
    BOOST_TEST(text_of(a.at("status")) == "unassigned");
    auto const use = a.at("customary").as_array().at(0).as_object();
    BOOST_TEST(text_of(use.at("name")) == "minecraft");
    BOOST_TEST(text_of(use.at("source")).starts_with("Minecraft server.properties"));
    BOOST_TEST(answers({"3000/tcp"}).at(0).at("customary").as_array().size() == 2u);
    BOOST_TEST(run({"portinfo", "25565"}).status == 1);  // the port is not registered
    BOOST_TEST(contains(run({"portinfo", "25560-25570"}).out, "25565: customary, not registered: minecraft"));
}

BOOST_AUTO_TEST_CASE(a_registered_name_may_look_like_anything)
{
    for (auto const* name : {"914c/g", "3com-tsmux", "EtherNet/IP-1", "sql*net", "914C/G/tcp"})
        BOOST_TEST(run({"portinfo", "-q", name}).status == 0, name);
}

BOOST_AUTO_TEST_CASE(the_working_names_the_standard)
{
    auto const seen = run({"portinfo", "--explain", "8001"});
    BOOST_TEST(contains(seen.out, "RFC 6335, section 6"));
    BOOST_TEST(contains(seen.out, "8001/tcp is assigned"));
}

BOOST_AUTO_TEST_CASE(quiet_is_quiet)
{
    auto const seen = run({"portinfo", "-q", "80"});
    BOOST_TEST(seen.status == 0);
    BOOST_TEST(seen.out + seen.err == "");
}

BOOST_AUTO_TEST_CASE(listeners_come_with_their_process, *needs_ipv6())
{
    held_port const v4("127.0.0.1", held_port::as::listener);
    held_port const udp("::1", held_port::as::datagrams, v4.port());
    auto const all = answers({v4.port_text()});
    BOOST_REQUIRE(all.size() == 2u);
    auto const tcp = all[0].at("listeners").as_array();
    BOOST_REQUIRE(tcp.size() == 1u);
    BOOST_TEST(text_of(tcp[0].at("address")) == "127.0.0.1");
    BOOST_TEST(tcp[0].at("pid").as_int64() == ::getpid());
    BOOST_TEST(text_of(tcp[0].at("process")) == "test_cli");
    BOOST_TEST(tcp[0].at("uid").as_int64() == ::getuid());
    BOOST_REQUIRE(all[1].at("listeners").as_array().size() == 1u);
    BOOST_TEST(text_of(all[1].at("listeners").as_array()[0].at("address")) == "::1");
    auto const seen = run({"portinfo", v4.port_text() + "/tcp"});
    BOOST_TEST(contains(seen.out, "127.0.0.1:" + v4.port_text() + " listens: test_cli (process " +
                                      std::to_string(::getpid()) + ")"),
               seen.out);
}

BOOST_AUTO_TEST_CASE(a_socket_that_is_bound_only_does_not_listen)
{
    held_port const bound("127.0.0.1", held_port::as::bound);
    BOOST_TEST(answer(bound.port_text() + "/tcp").at("listeners").as_array().empty());
}

BOOST_AUTO_TEST_CASE(whoever_keeps_a_port_without_listening_is_named, *needs_kernel(6, 8))
{
    held_port const bound("127.0.0.1", held_port::as::bound);
    auto const a = answer(bound.port_text() + "/tcp");
    BOOST_TEST(a.at("listeners").as_array().empty());
    auto const seen = run({"portinfo", bound.port_text() + "/tcp"});
    BOOST_TEST(contains(seen.out, "nobody listens on it now"), seen.out);
    if (a.at("can_bind").as_bool()) return;  // SO_REUSEADDR on both sides
    auto const holder = a.at("holders").as_array().at(0).as_object();
    BOOST_TEST(text_of(holder.at("state")) == "bound");
    BOOST_TEST(holder.at("pid").as_int64() == ::getpid());
    BOOST_TEST(contains(seen.out, "is bound, and does not listen: test_cli (process "), seen.out);
    BOOST_TEST(contains(seen.out, "cannot be bound on every address now: Address already in use"), seen.out);
    BOOST_TEST(contains(seen.out, "to end it: "), seen.out);
}

BOOST_AUTO_TEST_CASE(a_conversation_and_its_time_wait_keep_a_port, *needs_network_namespace())
{
    network_namespace const own;
    auto server = std::make_unique<plain_server>();
    auto const port = server->port();
    auto client = call(port);
    BOOST_TEST(answer(port + "/tcp").at("can_bind").as_bool() == false);
    // The kernel has made the connection, and the server has not accepted it.
    auto const waiting = run({"portinfo", port + "/tcp"});
    BOOST_TEST(!contains(waiting.out, "namespace"), waiting.out);
    BOOST_TEST(contains(waiting.out, "1 connection\n"), waiting.out);
    {
        auto const accepted = server->accept();
        server.reset();
        auto const a = answer(port + "/tcp");
        BOOST_TEST(a.at("listeners").as_array().empty());
        BOOST_TEST(a.at("can_bind").as_bool() == false);
        auto const holder = a.at("holders").as_array().at(0).as_object();
        BOOST_TEST(text_of(holder.at("state")) == "connected");
        BOOST_TEST(text_of(holder.at("peer")) == "127.0.0.1");
        BOOST_TEST(contains(run({"portinfo", port + "/tcp"}).out, "is connected to 127.0.0.1:"));
    }
    client.receive();
    client.close();
    auto const a = answer(port + "/tcp");
    auto const rest = a.at("holders").as_array().at(0).as_object();
    BOOST_TEST(text_of(rest.at("state")) == "time-wait");
    BOOST_TEST(rest.at("pid").is_null());
    BOOST_TEST(rest.at("milliseconds_left").as_int64() > 0);
    BOOST_TEST(rest.at("milliseconds_left").as_int64() <= 60'000);
    auto const seen = run({"portinfo", port + "/tcp"});
    BOOST_TEST(contains(seen.out, "(TIME-WAIT): the kernel for "), seen.out);
}

BOOST_AUTO_TEST_CASE(binding_is_tried_as_the_kernel_rules_it, *needs_own_network())
{
    auto const seen =
        run_in_own_network("echo 70 > /proc/sys/net/ipv4/ip_unprivileged_port_start && " NETBASICS_PROGRAM
                           " portinfo --json 69/tcp 70/tcp");
    auto const lines = parts_of(seen.out, '\n');
    BOOST_REQUIRE(lines.size() == 2u);
    BOOST_TEST(json::parse(lines[0]).as_object().at("privileged").as_bool());
    BOOST_TEST(!json::parse(lines[1]).as_object().at("privileged").as_bool());
}

BOOST_AUTO_TEST_CASE(a_user_without_a_name_is_a_number, *needs_root() * needs_program("/usr/bin/setpriv"))
{
    running_program listener({"--reuid=54321", "--clear-groups", "/usr/bin/python3", "-c",
                              "import socket, time\n"
                              "s = socket.socket()\n"
                              "s.bind(('127.0.0.1', 0))\n"
                              "s.listen()\n"
                              "print(s.getsockname()[1], flush=True)\n"
                              "time.sleep(30)\n"},
                             running_program::at::pipes, {.program = "/usr/bin/setpriv"});
    BOOST_TEST_REQUIRE(listener.wait_for_output("\n"));
    auto const port = std::to_string(std::stoi(listener.output()));
    BOOST_TEST(contains(run({"portinfo", port + "/tcp"}).out, "user uid 54321"));
    BOOST_TEST(contains(run({"portinfo", "listen", port}).out, "uid 54321"));
    auto const one = answer(port + "/tcp").at("listeners").as_array().at(0).as_object();
    BOOST_TEST(one.at("uid").as_int64() == 54321);
    BOOST_TEST(one.at("user").is_null());
}

BOOST_AUTO_TEST_CASE(without_the_right_to_see_a_process_the_socket_its_user_and_the_reason_are_told,
                     *needs_root() * needs_program("/usr/bin/setpriv"))
{
    char const* const setpriv = "/usr/bin/setpriv";
    // The build may stand where another user may not go.
    char folder[] = "/tmp/netbasics-test-XXXXXX";
    BOOST_REQUIRE(::mkdtemp(folder) != nullptr);
    auto const program = std::string(folder) + "/netbasics";
    std::filesystem::copy_file(NETBASICS_PROGRAM, program);
    std::filesystem::permissions(folder, std::filesystem::perms(0755));
    held_port const held("127.0.0.1", held_port::as::listener);
    auto const as_nobody = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--reuid=65534", "--clear-groups", program, "portinfo"});
        return run(words, {.program = setpriv});
    };
    auto const text = as_nobody({held.port_text() + "/tcp"});
    BOOST_TEST(
        contains(text.out, "listens: uid 0 (root); process hidden: it is another user's; root can see it"),
        text.out);
    auto const object = json::parse(as_nobody({"--json", held.port_text() + "/tcp"}).out).as_object();
    auto const listeners = object.at("listeners").as_array();
    std::filesystem::remove_all(folder);
    BOOST_REQUIRE(listeners.size() == 1u);
    BOOST_TEST(listeners[0].at("pid").is_null());
    BOOST_TEST(listeners[0].at("process").is_null());
    BOOST_TEST(listeners[0].at("uid").as_int64() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
