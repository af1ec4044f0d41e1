// One room on three servers, over a NATS server with JetStream: nothing lost, nothing twice, whatever is cut
// off.

#include "support/needs.hpp"
#include "support/network_namespace.hpp"
#include "support/plain_socket.hpp"
#include "support/program.hpp"
#include "support/temporary_file.hpp"
#include "support/temporary_folder.hpp"

#include "netbasics/room/event.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <thread>

using namespace netbasics::test;
using at = running_program::at;

namespace {

constexpr char const* engine_program = "/usr/sbin/nats-server";

bool contains(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

/// A NATS server on a port of its own, which keeps what it has over a restart.
class nats_engine {
public:
    explicit nats_engine(std::string address = "127.0.0.1")
        : address_(std::move(address)), port_(plain_server().port())
    {
    }

    /// With lines of a configuration.
    explicit nats_engine(std::vector<std::string> const& lines) : nats_engine()
    {
        std::ofstream out(folder_.path() + "/conf");
        for (auto const& line : lines) out << line << '\n';
        more_ = {"-c", folder_.path() + "/conf"};
    }

    void start()
    {
        setting how;
        how.program = engine_program;
        std::vector<std::string> words{"-js", "-sd", folder_.path(), "-a", address_, "-p", port_};
        words.insert(words.end(), more_.begin(), more_.end());
        running_ = std::make_unique<running_program>(words, at::pipes, how);
        BOOST_TEST_REQUIRE(running_->wait_for_error("Server is ready"));
    }

    void kill()
    {
        running_->send_signal(SIGKILL);
        running_->wait();
    }

    std::string url() const { return "nats://" + address_ + ':' + port_; }

private:
    temporary_folder folder_;
    std::vector<std::string> more_;
    std::string address_;
    std::string port_;
    std::unique_ptr<running_program> running_;
};

/// A server of the room, and its port.
struct room_server {
    explicit room_server(std::string const& url, std::vector<std::string> const& more = {})
    {
        std::vector<std::string> words{"serve",  "--room=lab", "0",         "--nats", url,
                                       "--rate", "0",          "--history", "0"};
        words.insert(words.end(), more.begin(), more.end());
        program = std::make_unique<running_program>(words, at::pipes);
        port = port_of(*program);
        BOOST_TEST_REQUIRE(program->wait_for_error("other servers can be reached"));
    }

    std::unique_ptr<running_program> program;
    std::string port;
};

/// A plain member, who keeps what he heard.
class member {
public:
    member(std::string const& port, std::string const& name) : socket_(call(port))
    {
        socket_.send("/nick " + name + "\n/who\n");
        BOOST_TEST_REQUIRE(contains(socket_.receive_until(" here: "), " here: "));
    }

    void say(std::string const& text) const { socket_.send(text + "\n"); }

    /// Reads what there is; the lines that were said, by sender.
    void read()
    {
        for (auto more = socket_.receive(0); !more.empty(); more = socket_.receive(0)) rest_ += more;
        for (auto end = rest_.find('\n'); end != rest_.npos; end = rest_.find('\n')) {
            auto const line = rest_.substr(0, end);
            rest_.erase(0, end + 1);
            auto const colon = line.find(": ");
            if (line.starts_with("* ") || colon == line.npos)
                notices += line + '\n';
            else
                heard[line.substr(0, colon)].push_back(line.substr(colon + 2));
        }
    }

    std::string until(std::string_view text) { return socket_.receive_until(text); }

    std::map<std::string, std::vector<std::string>> heard;
    std::string notices;

private:
    plain_socket socket_;
    std::string rest_;
};

/// A member in the JSON feed: every message that it is shown, by number.
class numbered_member {
public:
    numbered_member(std::string const& port, std::string const& name) : socket_(call(port)), name_(name)
    {
        socket_.send("/json\n/since\n/nick " + name + "\n/who\n");
        while (!here_) BOOST_TEST_REQUIRE(read(5'000));
    }

    void say(std::size_t count)
    {
        std::string lines;
        for (std::size_t i = 0; i < count; ++i) lines += "line " + std::to_string(said_++) + '\n';
        socket_.send(lines);
    }

    /// False: nothing came.
    bool read(int milliseconds = 0)
    {
        auto const more = socket_.receive(milliseconds);
        rest_ += more;
        std::size_t taken = 0;
        for (auto end = rest_.find('\n'); end != rest_.npos; end = rest_.find('\n', taken)) {
            take(std::string_view(rest_).substr(taken, end - taken));
            taken = end + 1;
        }
        rest_.erase(0, taken);
        return !more.empty();
    }

    std::size_t said() const { return said_; }

    std::map<std::uint64_t, std::string> shown;  ///< by number: who and what
    std::map<std::string, std::size_t> heard;    ///< lines of each

private:
    void take(std::string_view line)
    {
        auto const what = netbasics::room::event_from_json(line);
        if (!what) return;  // before it asked for JSON
        here_ = here_ || what->kind == netbasics::room::event_kind::here;
        if (what->kind != netbasics::room::event_kind::message) return;
        if (!shown.empty()) BOOST_TEST_REQUIRE(what->seq > shown.rbegin()->first);
        shown[what->seq] = what->from + ": " + what->text;
        ++heard[what->from];
    }

    plain_socket socket_;
    std::string name_;
    std::string rest_;
    std::size_t said_ = 0;
    bool here_ = false;
};

/// Waits until everybody has heard `count` lines of each sender but himself, and checks that they are these,
/// in order.
void check_all(std::vector<member>& all, std::size_t senders, std::size_t count)
{
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (bool complete = false; !complete && std::chrono::steady_clock::now() < until;) {
        complete = true;
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].read();
            for (std::size_t s = 0; s < senders; ++s)
                complete = complete && (s == i || all[i].heard["m" + std::to_string(s)].size() >= count);
        }
        if (!complete) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    std::vector<std::string> expected;
    for (std::size_t n = 0; n < count; ++n) expected.push_back("line " + std::to_string(n));
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t s = 0; s < senders; ++s)
            if (s != i)
                BOOST_TEST(all[i].heard["m" + std::to_string(s)] == expected,
                           boost::test_tools::per_element());
}

bool has_bridge()
{
    return std::filesystem::exists(std::filesystem::path(NETBASICS_PROGRAM).parent_path() / "netbasics-nats");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_nats, *needs_program(engine_program) *
                                    needs("netbasics-nats was not built: libnats was missing", has_bridge))

BOOST_AUTO_TEST_CASE(three_servers_hold_one_room)
{
    nats_engine engine;
    engine.start();
    room_server const servers[] = {room_server(engine.url()), room_server(engine.url()),
                                   room_server(engine.url())};
    member a(servers[0].port, "张三");
    member b(servers[1].port, "李四");
    BOOST_TEST(contains(a.until("李四 has come\n"), "* 李四 has come\n"));
    a.say("你好");
    BOOST_TEST(contains(b.until("你好\n"), "张三: 你好\n"));
    member c(servers[2].port, "张三");  // taken, at another server
    BOOST_TEST(contains(a.until("has come\n"), "* 张三-2 has come\n"));
    c.say("/who");
    auto const who = c.until("here: ") + c.until("\n");
    c.say("from the third");
    BOOST_TEST(contains(b.until("third\n"), "张三-2: from the third\n"));
    BOOST_TEST(servers[0].program->wait_for_output("张三-2: from the third\n"));
    c.say("/quit");
    BOOST_TEST(contains(a.until("left\n"), "* 张三-2 has left\n"));
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_when_the_engine_is_killed)
{
    constexpr std::size_t senders = 6;
    constexpr std::size_t lines = 300;
    nats_engine engine;
    engine.start();
    room_server const servers[] = {room_server(engine.url()), room_server(engine.url()),
                                   room_server(engine.url())};
    std::vector<member> all;
    for (std::size_t i = 0; i < 30; ++i) all.emplace_back(servers[i % 3].port, "m" + std::to_string(i));
    for (std::size_t n = 0; n < lines; ++n) {
        if (n == 100) engine.kill();
        if (n == 200) {
            BOOST_TEST(servers[0].program->wait_for_error("other servers cannot be reached"));
            engine.start();
        }
        for (std::size_t s = 0; s < senders; ++s) all[s].say("line " + std::to_string(n));
        if (n % 10 == 0)
            for (auto& m : all) m.read();
    }
    check_all(all, senders, lines);
    for (auto const& s : servers) BOOST_TEST_MESSAGE(s.program->error_output());
    for (auto& m : all) {
        BOOST_TEST(contains(
            m.notices, "* the room's other servers cannot be reached; what is said here waits for them"));
        BOOST_TEST(contains(m.notices, "* the room's other servers can be reached\n"));
    }
}

BOOST_AUTO_TEST_CASE(all_servers_show_one_order_whatever_is_killed)
{
    constexpr std::size_t count = 3'000;
    nats_engine engine;
    engine.start();
    room_server const servers[] = {room_server(engine.url()), room_server(engine.url()),
                                   room_server(engine.url())};
    std::deque<numbered_member> all;
    for (int i = 0; i < 3; ++i) all.emplace_back(servers[i].port, "m" + std::to_string(i));
    auto const read_all = [&] {
        bool any = false;
        for (auto& m : all) any = m.read() || any;
        return any;
    };
    while (all[0].said() < count) {
        if (all[0].said() == count / 3) engine.kill();
        if (all[0].said() == count / 2) engine.start();
        if (all[0].said() == count / 3 * 2) {
            while (all[2].shown.empty()) BOOST_TEST_REQUIRE(all[2].read(20'000));
            servers[2].program->send_signal(SIGKILL);
        }
        for (std::size_t i = 0; i < all.size(); ++i)
            if (i < 2 || all[0].said() < count / 3 * 2) all[i].say(50);
        read_all();
    }
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    auto const complete = [&](numbered_member& m) {
        return m.heard["m0"] == count && m.heard["m1"] == count;
    };
    while (!(complete(all[0]) && complete(all[1])) && std::chrono::steady_clock::now() < until)
        if (!read_all()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    while (read_all()) std::this_thread::sleep_for(std::chrono::milliseconds(200));
    BOOST_TEST((all[0].shown == all[1].shown));
    std::set<std::string> different;
    for (auto const& [seq, text] : all[0].shown) different.insert(text);
    BOOST_TEST(different.size() == all[0].shown.size());  // nothing twice
    for (auto const* name : {"m0", "m1"}) BOOST_TEST(all[0].heard[name] == count);
    // What the killed server has shown, receipts too, stands.
    BOOST_TEST(all[2].shown.size() > 0u);
    for (auto const& [seq, text] : all[2].shown) BOOST_TEST(all[0].shown[seq] == text);
}

BOOST_AUTO_TEST_CASE(one_refused_line_is_told_to_its_author_and_the_rest_goes_on)
{
    nats_engine engine(std::vector<std::string>{"max_payload: 2000"});
    engine.start();
    room_server const first(engine.url());
    room_server const second(engine.url());
    member a(first.port, "m0");
    member b(second.port, "m1");
    a.say("before");
    a.say(std::string(3'000, 'x'));
    a.say("after");
    BOOST_TEST(contains(a.until("was not sent"), "could not be recorded ("));
    BOOST_TEST(contains(b.until("after\n"), "m0: before\nm0: after\n"));
}

BOOST_AUTO_TEST_CASE(tls_is_enforced_before_credentials_are_sent)
{
    nats_engine engine;
    engine.start();
    temporary_file const password("user:top-secret\n");
    auto const url = "tls://" + engine.url().substr(engine.url().find("://") + 3);
    running_program server({"serve", "--room=lab", "0", "--nats", url, "--nats-creds", password.path()},
                           at::pipes);
    BOOST_TEST(server.wait_for_error("cannot be reached; what is said here waits for them: "));
    BOOST_TEST(contains(server.error_output(), "ecure"));
    auto const own = run({"-c", "tr '\\0' ' ' < /proc/" + std::to_string(server.pid()) + "/cmdline"},
                         {.program = "/bin/sh"});
    BOOST_TEST(!contains(own.out, "top-secret"));
}

BOOST_AUTO_TEST_CASE(the_next_address_is_tried_where_one_is_away)
{
    nats_engine engine;
    engine.start();
    room_server const server("nats://127.0.0.1:" + plain_server().port() + ',' + engine.url());
    member a(server.port, "m0");
    a.say("/quit");
}

BOOST_AUTO_TEST_CASE(the_program_that_speaks_with_the_engine_may_die, *needs_program("/usr/bin/pkill"))
{
    nats_engine engine;
    engine.start();
    room_server const first(engine.url());
    room_server const second(engine.url());
    std::vector<member> all;
    all.emplace_back(first.port, "m0");
    all.emplace_back(second.port, "m1");
    for (std::size_t n = 0; n < 200; ++n) {
        all[0].say("line " + std::to_string(n));
        all[1].say("line " + std::to_string(n));
        if (n % 100 == 25) {
            setting how;
            how.program = "/usr/bin/pkill";
            BOOST_TEST(run({"-KILL", "-P", std::to_string(first.program->pid())}, how).status == 0);
            std::this_thread::sleep_for(std::chrono::milliseconds(1'500));  // it is started again after one
        }
    }
    check_all(all, 2, 200);
}

/// What ip(8) has to do, or the test cannot go on.
void ip(std::string const& words)
{
    setting how;
    how.program = "/bin/sh";
    auto const done = run({"-c", "ip " + words}, how);
    BOOST_TEST_REQUIRE(done.status == 0, done.err);
}

BOOST_AUTO_TEST_CASE(a_server_that_was_cut_off_hears_what_it_missed,
                     *needs_network_namespace() * needs_program("/usr/bin/ip"))
{
    constexpr int lines = 50;
    network_namespace const here;
    nats_engine engine("10.9.0.1");
    ip("link add near type veth peer name far");
    ip("addr add 10.9.0.1/24 dev near");
    ip("link set near up");
    engine.start();
    room_server const first(engine.url(), {"--name", "one"});

    // The other server is in a network of its own, at the end of a wire.
    setting how;
    how.program = "/usr/bin/unshare";
    running_program second({"-n", "sh", "-c",
                            "ip link set lo up; until ip link set far up 2>/dev/null; do sleep 0.05; done; "
                            "ip addr add 10.9.0.2/24 dev far; exec " +
                                std::string(NETBASICS_PROGRAM) + " serve --room=lab 0 --name two --nats " +
                                engine.url()},
                           at::pipes, how);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));  // until it has its network
    ip("link set far netns " + std::to_string(second.pid()));
    BOOST_TEST_REQUIRE(second.wait_for_error("other servers can be reached"));
    second.type("hello\n");
    BOOST_TEST(first.program->wait_for_output("two: hello\n"));

    ip("link set near down");
    BOOST_TEST(second.wait_for_error("other servers cannot be reached", 30'000));
    std::string from_one;
    std::string from_two;
    for (int i = 0; i < lines; ++i) {
        auto const line = "line " + std::to_string(i) + '\n';
        first.program->type(line);
        second.type(line);
        from_one += "one: " + line;
        from_two += "two: " + line;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    BOOST_TEST(!contains(first.program->output(), "two: line"));
    ip("link set near up");
    auto const last = "line " + std::to_string(lines - 1) + '\n';
    BOOST_TEST(first.program->wait_for_output("two: " + last, 60'000));
    BOOST_TEST(second.wait_for_output("one: " + last, 60'000));
    auto const only = [](std::string const& all, std::string const& name) {
        std::string said;
        for (std::size_t at = 0; at < all.size();) {
            auto const line = all.substr(at, all.find('\n', at) + 1 - at);
            if (line.starts_with(name + ": line")) said += line;
            at += line.size();
        }
        return said;
    };
    BOOST_TEST(only(first.program->output(), "two") == from_two);
    BOOST_TEST(only(second.output(), "one") == from_one);
}

BOOST_AUTO_TEST_CASE(a_slow_member_stalls_nobody_on_any_server)
{
    constexpr std::size_t lines = 2'000;
    nats_engine engine;
    engine.start();
    room_server const first(engine.url(), {"--max-queue", "65536"});
    room_server const second(engine.url());
    auto const slow = call(first.port);
    slow.send("/nick slow\n");  // and never reads
    std::vector<member> all;
    all.emplace_back(first.port, "m0");
    all.emplace_back(second.port, "m1");
    auto const filling = std::string(4'000, 'x');
    for (std::size_t n = 0; n < lines; ++n) {
        all[1].say(filling);
        if (n % 10 == 0)
            for (auto& m : all) m.read();
    }
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (all[0].heard["m1"].size() < lines && std::chrono::steady_clock::now() < until) {
        all[0].read();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    BOOST_TEST(all[0].heard["m1"].size() == lines);
    BOOST_TEST(contains(all[0].notices, "* slow has left: reads too slowly"));
}

BOOST_AUTO_TEST_CASE(without_an_engine_what_is_said_waits)
{
    nats_engine engine;
    running_program server({"serve", "--room=lab", "0", "--nats", engine.url()}, at::pipes);
    auto const port = port_of(server);
    BOOST_TEST(server.wait_for_error("other servers cannot be reached"));
    member a(port, "a");
    member b(port, "b");
    a.say("here");
    BOOST_TEST(contains(a.until("wait"), "* the room's other servers cannot be reached; what you say waits"));
    b.say("/help");
    BOOST_TEST(!contains(b.until("//text"), "a: here"));
    engine.start();
    BOOST_TEST(contains(b.until("here\n"), "a: here\n"));
    server.send_signal(SIGINT);
    BOOST_TEST(server.wait() == 130);
}

BOOST_AUTO_TEST_CASE(what_cannot_work_is_refused_at_once)
{
    for (auto const& [words, why] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--room", "--nats", "nats://127.0.0.1"}, "--nats needs --room=NAME"},
             {{"--room=x", "--nats", "nats://127.0.0.1", "--record", "/tmp/x"}, "--record"},
             {{"--room=x", "--nats", "http://127.0.0.1"}, "not nats://HOST:PORT"},
             {{"--room=x", "--nats", "nats://127.0.0.1:4222,nats://b:port"}, "'nats://b:port'"},
             {{"--room=x", "--nats", "nats://u:p@127.0.0.1"}, "--nats-creds"},
             {{"--room=x", "--nats", "tls://127.0.0.1", "--nats-ca", "/nonexistent"},
              "--nats-ca: /nonexistent"},
             {{"--room=x", "--nats-creds", "/dev/null"}, "--nats-creds needs --nats"},
             {{"--room=x", "--sync", "always"}, "--sync needs --record"}}) {
        auto all = words;
        all.insert(all.begin(), "serve");
        auto const done = run(all);
        BOOST_TEST(done.status == 2);
        BOOST_TEST(contains(done.err, why), done.err);
    }
}

BOOST_AUTO_TEST_SUITE_END()
