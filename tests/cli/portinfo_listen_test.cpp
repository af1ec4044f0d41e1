#include "support/held_port.hpp"
#include "support/needs.hpp"
#include "support/network_namespace.hpp"
#include "support/port_rows.hpp"
#include "support/program.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <list>
#include <map>
#include <sstream>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace json = boost::json;
using namespace netbasics::test;

namespace {

constexpr char const* ss = "/usr/bin/ss";
constexpr char const* setpriv = "/usr/bin/setpriv";

bool contains(std::string const& text, std::string const& part) { return text.find(part) != text.npos; }

std::vector<json::object> rows_of(std::string const& output)
{
    std::vector<json::object> rows;
    for (auto const& line : parts_of(output, '\n')) rows.push_back(json::parse(line).as_object());
    return rows;
}

std::vector<json::object> listed(std::vector<std::string> words = {})
{
    words.insert(words.begin(), {"portinfo", "--json", "listen"});
    return rows_of(run(words).out);
}

/// `tcp 127.0.0.1%lo:53 12 15`: protocol, place and the processes in order, as ss and we can both be written.
std::string line_of(json::object const& row)
{
    auto place = std::string(row.at("address").as_string());
    auto const zone = place.find('%');
    auto const interface = zone == place.npos ? "" : place.substr(zone);
    place.resize(std::min(zone, place.size()));
    if (row.at("ipv4_too").as_bool())
        place = "*";
    else if (contains(place, ":"))
        place = "[" + place + "]";
    std::string line(row.at("protocol").as_string());
    line += " " + place + interface + ":" + std::to_string(row.at("port").as_int64());
    std::vector<std::int64_t> pids;
    for (auto const& p : row.at("processes").as_array()) pids.push_back(p.at("pid").as_int64());
    std::sort(pids.begin(), pids.end());
    for (auto const pid : pids) line += " " + std::to_string(pid);
    return line;
}

/// A line of `ss -Hltnup` in the same form.
std::string line_of_ss(std::string const& text)
{
    std::istringstream in(text);
    std::string protocol, state, receives, sends, place, peer, users;
    in >> protocol >> state >> receives >> sends >> place >> peer >> users;
    std::vector<long> pids;
    for (auto at = users.find("pid="); at != users.npos; at = users.find("pid=", at + 1))
        pids.push_back(std::stol(users.substr(at + 4)));
    std::sort(pids.begin(), pids.end());
    auto line = protocol + " " + place;
    for (auto const pid : pids) line += " " + std::to_string(pid);
    return line;
}

std::vector<std::string> sorted(std::vector<std::string> lines)
{
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::vector<std::string> lines_that_listen()
{
    std::vector<std::string> lines;
    for (auto const& row : listed())
        if (row.at("state").as_string() == "listening") lines.push_back(line_of(row));
    return sorted(lines);
}

/// Sockets of every kind that can have a port, and some that must not be listed.
struct zoo {
    std::list<held_port> held;

    zoo()
    {
        using as = held_port::as;
        held.emplace_back("0.0.0.0", as::listener);
        held.emplace_back("127.0.0.1", as::listener);
        held.emplace_back("127.0.0.1", as::listener, static_cast<std::uint16_t>(443));
        held.emplace_back("::", as::listener);
        held.emplace_back("::", as::listener, static_cast<std::uint16_t>(0), true);
        held.emplace_back("::1", as::listener);
        held.emplace_back("0.0.0.0", as::datagrams);
        held.emplace_back("127.0.0.1", as::datagrams, static_cast<std::uint16_t>(53));
        held.emplace_back("::", as::datagrams);
        held.emplace_back("::", as::datagrams, static_cast<std::uint16_t>(0), true);
        held.emplace_back("::1", as::datagrams);
        held.emplace_back("127.0.0.1", as::bound);
        held.emplace_back("127.0.0.2", as::listener);
        bind_to_loopback(held.back());
        held.emplace_back("127.0.0.2", as::datagrams);
        bind_to_loopback(held.back());
        connect_two();
        connect_datagrams();
    }

    static void bind_to_loopback(held_port const& h)
    {
        BOOST_REQUIRE(::setsockopt(h.descriptor(), SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) == 0);
    }

    /// A conversation: neither end is a listener.
    void connect_two()
    {
        auto const& server = held.emplace_back("127.0.0.1", held_port::as::listener);
        sockaddr_storage name{};
        socklen_t length = sizeof name;
        ::getsockname(server.descriptor(), reinterpret_cast<sockaddr*>(&name), &length);
        auto const& client = held.emplace_back("127.0.0.1", held_port::as::bound);
        BOOST_REQUIRE(::connect(client.descriptor(), reinterpret_cast<sockaddr*>(&name), length) == 0);
    }

    void connect_datagrams()
    {
        auto const& client = held.emplace_back("127.0.0.1", held_port::as::datagrams);
        sockaddr_storage name{};
        socklen_t length = sizeof name;
        ::getsockname(client.descriptor(), reinterpret_cast<sockaddr*>(&name), &length);
        BOOST_REQUIRE(::connect(client.descriptor(), reinterpret_cast<sockaddr*>(&name), length) == 0);
    }
};

/// A process that does nothing but share our descriptors until it is ended.
class sharer {
public:
    sharer() : pid_(::fork())
    {
        if (pid_ == 0)
            for (;;) ::pause();
    }

    ~sharer()
    {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }

    sharer(sharer const&) = delete;
    sharer& operator=(sharer const&) = delete;

    pid_t pid() const { return pid_; }

private:
    pid_t pid_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_portinfo_listen)

BOOST_AUTO_TEST_CASE(lists_the_sockets_of_ss_row_for_row,
                     *needs_network_namespace() * needs_ipv6() * needs_program(ss))
{
    network_namespace const own;
    zoo const animals;
    sharer const second;
    std::vector<std::string> expected;
    for (auto const& line : parts_of(run({"-Hltnup"}, {.program = ss}).out, '\n'))
        expected.push_back(line_of_ss(line));
    BOOST_TEST(expected.size() == 14u);
    BOOST_TEST(lines_that_listen() == sorted(expected), boost::test_tools::per_element());
    BOOST_TEST(contains(sorted(expected).front(), std::to_string(second.pid())));
}

BOOST_AUTO_TEST_CASE(another_user_misses_no_socket_and_is_told_why_the_process_is,
                     *needs_network_namespace() * needs_ipv6() * needs_program(setpriv))
{
    network_namespace const own;
    zoo const animals;
    char folder[] = "/tmp/netbasics-test-XXXXXX";
    BOOST_REQUIRE(::mkdtemp(folder) != nullptr);
    auto const program = std::string(folder) + "/netbasics";
    std::filesystem::copy_file(NETBASICS_PROGRAM, program);
    std::filesystem::permissions(folder, std::filesystem::perms(0755));
    auto const seen = run({"--reuid=65534", "--clear-groups", program, "portinfo", "--json", "listen"},
                          {.program = setpriv});
    std::filesystem::remove_all(folder);
    auto const rows = rows_of(seen.out);
    BOOST_TEST(rows.size() == listed().size());
    for (auto const& row : rows) {
        BOOST_TEST(row.at("processes").as_array().empty());
        BOOST_TEST(row.at("uid").as_int64() == 0);
        BOOST_TEST(row.at("hidden").as_string() == "other-user");
    }
}

BOOST_AUTO_TEST_CASE(tells_process_command_and_service)
{
    held_port const held("127.0.0.1", held_port::as::listener);
    auto const rows = listed({held.port_text() + "/tcp"});
    BOOST_REQUIRE(rows.size() == 1u);
    auto const& p = rows[0].at("processes").as_array().at(0).as_object();
    BOOST_TEST(p.at("pid").as_int64() == ::getpid());
    BOOST_TEST(contains(std::string(p.at("command").as_string()), "test_cli"));
    auto const text = run({"portinfo", "listen", held.port_text()}).out;
    BOOST_TEST(text.starts_with("Protocol  Address"));
    BOOST_TEST(contains(text, "127.0.0.1:" + held.port_text()));
}

// A static C library crashed here: it cannot load what nsswitch.conf names.
BOOST_AUTO_TEST_CASE(a_user_without_a_name_is_shown_by_number, *needs_root())
{
    BOOST_TEST_REQUIRE(::seteuid(54321) == 0);
    held_port const held("127.0.0.1", held_port::as::listener);
    BOOST_TEST_REQUIRE(::seteuid(0) == 0);
    auto const listed_as_text = run({"portinfo", "listen", held.port_text()});
    BOOST_TEST(listed_as_text.status == 0);
    BOOST_TEST(contains(listed_as_text.out, "uid 54321"));
    auto const rows = listed({held.port_text() + "/tcp"});
    BOOST_TEST_REQUIRE(rows.size() == 1u);
    BOOST_TEST(rows[0].at("uid").as_int64() == 54321);
    BOOST_TEST(rows[0].at("user").is_null());
    BOOST_TEST(run({"portinfo", held.port_text() + "/tcp"}).status < 2);  // 1: a port that nobody registered
    auto const refused = run({"serve", "127.0.0.1:" + held.port_text()});
    BOOST_TEST(refused.status == 2);
    BOOST_TEST(contains(refused.err, "uid 54321"));
}

BOOST_AUTO_TEST_CASE(bound_only_is_told_apart, *needs_kernel(6, 8))
{
    held_port const held("127.0.0.1", held_port::as::bound);
    auto const rows = listed({held.port_text()});
    BOOST_REQUIRE(rows.size() == 1u);
    BOOST_TEST(rows[0].at("state").as_string() == "bound");
    BOOST_TEST(contains(run({"portinfo", "listen", held.port_text()}).out, "bound only"));
}

BOOST_AUTO_TEST_CASE(nobody_is_exit_status_1)
{
    std::string port;
    {
        held_port const held("127.0.0.1", held_port::as::listener);
        port = held.port_text();
    }
    auto const seen = run({"portinfo", "listen", port});
    BOOST_TEST(seen.status == 1);
    BOOST_TEST(seen.out + seen.err == "");
    BOOST_TEST(run({"portinfo", "listen", "99999"}).status == 2);
    BOOST_TEST(contains(run({"portinfo", "listen", "htpps"}).err, "did you mean https?"));
}

BOOST_AUTO_TEST_CASE(watching_shows_what_comes_and_goes)
{
    held_port const stays("127.0.0.1", held_port::as::listener);
    auto const words = std::vector<std::string>{"portinfo", "listen", "--watch", "--json", stays.port_text()};
    running_program program(words, running_program::at::pipes);
    BOOST_TEST(program.wait_for_output("\"event\":null"));
    {
        held_port const comes("127.0.0.2", held_port::as::listener, stays.port());
        BOOST_TEST(program.wait_for_output("\"event\":\"came\""));
    }
    BOOST_TEST(program.wait_for_output("\"event\":\"went\""));
    auto const rows = rows_of(program.output());
    BOOST_REQUIRE(rows.size() == 3u);
    BOOST_TEST(rows[1].at("address").as_string() == "127.0.0.2");
    BOOST_TEST(rows[2].at("address").as_string() == "127.0.0.2");
    program.send_signal(SIGINT);
    BOOST_TEST(program.wait() == 130);
}

BOOST_AUTO_TEST_CASE(watching_redraws_a_terminal)
{
    held_port const stays("127.0.0.1", held_port::as::listener);
    running_program program({"portinfo", "listen", "--watch", stays.port_text()},
                            running_program::at::terminal);
    BOOST_TEST(program.wait_for_output("127.0.0.1:" + stays.port_text()));
    held_port const comes("127.0.0.2", held_port::as::listener, stays.port());
    BOOST_TEST(program.wait_for_output("127.0.0.2:" + stays.port_text()));
    auto const last = program.output().rfind("\x1b[H\x1b[2J");
    BOOST_REQUIRE(last != std::string::npos);
    BOOST_TEST(contains(program.output().substr(last),
                        "127.0.0.1:" + stays.port_text()));  // what stayed stands there too
    BOOST_TEST(contains(program.output().substr(last), "+"));
}

BOOST_AUTO_TEST_CASE(watching_ends_when_the_reader_leaves)
{
    auto const seen = run({"-c", std::string(NETBASICS_PROGRAM) + " portinfo listen --watch | true"},
                          {.program = "/bin/sh"});
    BOOST_TEST(seen.status == 0);
}

BOOST_AUTO_TEST_SUITE_END()
