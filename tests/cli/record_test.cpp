// A room that keeps a record: killed, restarted, its disk full; nobody loses a line, nobody gets one twice.

#include "support/plain_socket.hpp"
#include "support/program.hpp"
#include "support/temporary_file.hpp"
#include "support/temporary_folder.hpp"

#include "netbasics/room/event.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

using namespace netbasics;
using namespace netbasics::test;
using at = running_program::at;

namespace {

std::vector<room::event> read_record(std::string const& path)
{
    std::ifstream in(path);
    std::vector<room::event> all;
    for (std::string line; std::getline(in, line);) {
        auto what = room::event_from_json(line);
        BOOST_TEST_REQUIRE(what.has_value());
        all.push_back(std::move(*what));
    }
    return all;
}

/// A member that reads the JSON feed and comes back as often as he has to.
class json_member {
public:
    json_member(std::string name, bool speaks) : name_(std::move(name)), speaks_(speaks) {}

    /// Comes, and reads all that he missed; says again what has no receipt.
    void come(std::string const& port)
    {
        socket_.emplace(call(port));
        rest_.clear();
        current_ = false;
        socket_->send("/json\n/since " + std::to_string(last_) + "\n/nick " + name_ + "\n");
        while (!current_) BOOST_TEST_REQUIRE(receive(5'000));
        for (auto const& text : unconfirmed_) socket_->send(text + "\n");
    }

    void speak()
    {
        if (!speaks_) return;
        unconfirmed_.push_back(name_ + '-' + std::to_string(said_++));
        socket_->send(unconfirmed_.back() + "\n");
    }

    /// False: nothing came in that time.
    bool receive(int milliseconds)
    {
        auto const more = socket_->receive(milliseconds);
        if (more.empty()) return false;
        rest_ += more;
        for (auto end = rest_.find('\n'); end != rest_.npos; end = rest_.find('\n')) {
            take(rest_.substr(0, end));
            rest_.erase(0, end + 1);
        }
        return true;
    }

    void go() { socket_.reset(); }

    std::size_t said() const { return said_; }

    std::map<std::uint64_t, std::string> seen;      ///< every event, by seq
    std::map<std::uint64_t, std::string> receipts;  ///< his own

private:
    void take(std::string const& line)
    {
        if (!line.starts_with('{')) return;  // before he asked for JSON
        auto const what = room::event_from_json(line);
        BOOST_TEST_REQUIRE(what.has_value());
        if (what->kind == room::event_kind::current) current_ = true;
        if (what->seq == 0 || what->kind == room::event_kind::current) return;
        BOOST_TEST_REQUIRE(what->seq > last_);  // in order, nothing twice
        last_ = what->seq;
        seen[what->seq] = what->text;
        if (unconfirmed_.empty() || what->text != unconfirmed_.front()) return;
        receipts[what->seq] = what->text;
        unconfirmed_.pop_front();
    }

    std::string name_;
    bool speaks_;
    std::optional<plain_socket> socket_;
    std::string rest_;
    std::deque<std::string> unconfirmed_;
    std::uint64_t last_ = 0;
    std::size_t said_ = 0;
    bool current_ = false;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_record)

BOOST_AUTO_TEST_CASE(a_hundred_kills_lose_nothing_that_has_a_receipt)
{
    temporary_file const file("");
    json_member members[] = {{"a", true}, {"b", true}, {"c", false}};
    std::string port = "0";
    for (int round = 0; round <= 100; ++round) {
        running_program server({"serve", "--room", port, "--record", file.path(), "--rate", "0"}, at::pipes);
        port = port_of(server);
        for (auto& m : members) m.come(port);
        if (round == 100) {
            for (auto& m : members)
                while (m.receive(300)) continue;
            break;
        }
        for (int i = 0; i < 5 + round % 17; ++i) {
            for (auto& m : members) m.speak();
            members[i % 3].receive(0);
        }
        if (round % 3 == 0) members[0].receive(10);
        server.send_signal(SIGKILL);
        BOOST_TEST(server.wait() == 128 + SIGKILL);
        for (auto& m : members) {
            while (m.receive(0)) continue;  // what is on its way
            m.go();
        }
    }

    auto const kept = read_record(file.path());
    std::map<std::uint64_t, std::string> by_seq;
    std::map<std::string, std::vector<std::string>> by_name;
    std::uint64_t last = 0;
    for (auto const& what : kept) {
        BOOST_TEST(what.seq > last);
        last = what.seq;
        by_seq[what.seq] = what.text;
        if (what.kind == room::event_kind::message) by_name[what.text.substr(0, 1)].push_back(what.text);
    }
    for (auto const& m : members)
        for (auto const& [seq, text] : m.receipts) BOOST_TEST(by_seq.at(seq) == text);
    for (std::string const name : {"a", "b"}) {
        auto const& all = by_name[name];
        BOOST_TEST(all.size() == members[name == "a" ? 0 : 1].said());
        for (std::size_t i = 0; i < all.size(); ++i) BOOST_TEST(all[i] == name + '-' + std::to_string(i));
    }
    BOOST_TEST(members[0].receipts.size() > 500u);
    for (auto const& m : members) BOOST_TEST((m.seen == by_seq));
}

BOOST_AUTO_TEST_CASE(connect_comes_back_and_misses_nothing)
{
    temporary_file const file("");
    auto const server = [&](std::string const& port) {
        return std::make_unique<running_program>(
            std::vector<std::string>{"serve", "--room", port, "--record", file.path(), "--name", "op"},
            at::pipes);
    };
    auto first = server("0");
    auto const port = port_of(*first);
    running_program client({"connect", "--room", "--name", "c", "127.0.0.1:" + port}, at::pipes);
    BOOST_TEST(first->wait_for_output("* c has come\n"));
    first->type("one\n");
    BOOST_TEST(client.wait_for_output("op: one\n"));
    first->send_signal(SIGKILL);
    BOOST_TEST(client.wait_for_error("is lost"));
    client.type("typed while away\n");
    first = server(port);
    port_of(*first);
    first->type("two\n");  // before he is back
    BOOST_TEST(first->wait_for_output("c: typed while away\n", 60'000));
    first->type("three\n");
    BOOST_TEST(client.wait_for_output("op: three\n"));
    auto const& seen = client.output();
    for (std::string const line : {"op: one\n", "op: two\n", "op: three\n"}) {
        BOOST_TEST(seen.find(line) != seen.npos);
        BOOST_TEST(seen.find(line) == seen.rfind(line));
    }
    BOOST_TEST(seen.find("c: ") == seen.npos);  // his own he has typed himself

    // Someone new is shown the last messages, those from before the restart too.
    auto const late = call(port);
    BOOST_TEST(late.receive_until("three\n").find("op: one\nop: two\nc: typed while away\nop: three\n") !=
               std::string::npos);
    first->send_signal(SIGINT);
    BOOST_TEST(first->wait() == 130);

    auto const text = run({"serve", "--replay", file.path()});
    BOOST_TEST(text.status == 0);
    BOOST_TEST(text.out.find("Z op: one\n") == 24u + text.out.rfind('\n', text.out.find("Z op: one\n")) - 0u);
    auto const json = run({"serve", "--replay", file.path(), "--json"});
    std::ifstream in(file.path());
    std::string const whole{std::istreambuf_iterator<char>(in), {}};
    BOOST_TEST(json.out == whole);
}

BOOST_AUTO_TEST_CASE(a_torn_line_is_told_and_a_strange_file_refused)
{
    temporary_file const file(
        R"({"seq":7,"time":"2026-01-02T03:04:05.678Z","from":"x","text":"\u001b[2J","event":"message"})"
        "\n{\"seq\":8,\"ti");
    running_program server({"serve", "--room", "0", "--record", file.path()}, at::pipes);
    BOOST_TEST(server.wait_for_error("the last line was not whole and has been removed: '{\"seq\":8,\"ti'"));
    auto const member = call(port_of(server));
    BOOST_TEST(member.receive_until("[2J").ends_with("x: ␛[2J\n"));
    auto const second = run({"serve", "--room", "0", "--record", file.path()});
    BOOST_TEST(second.status == 2);
    BOOST_TEST(second.err.find("another server writes this record") != std::string::npos);
    temporary_file const other("hello\n");
    BOOST_TEST(run({"serve", "--room", "0", "--record", other.path()}).status == 2);
    auto const shown = run({"serve", "--replay", other.path()});
    BOOST_TEST(shown.status == 2);
    BOOST_TEST(shown.err.find(":1: 'hello': this is no record of a room") != std::string::npos);
}

/// How many messages are in the record.
static std::size_t kept_messages(std::string const& path)
{
    std::size_t count = 0;
    for (auto const& what : read_record(path)) count += what.kind == room::event_kind::message ? 1 : 0;
    return count;
}

BOOST_AUTO_TEST_CASE(a_full_disk_shows_nothing_that_is_not_kept)
{
    temporary_file const file("");
    setting how;
    how.program = "/bin/sh";
    running_program server({"-c", "trap '' XFSZ; ulimit -f 4; exec " + std::string(NETBASICS_PROGRAM) +
                                      " serve --room 0 --record " + file.path()},
                           at::pipes, how);
    auto const port = port_of(server);
    auto const a = call(port);
    a.send("/nick a\n");
    auto const b = call(port);
    b.send("/who\n");
    b.receive_until(" here: ");
    std::string told;
    std::size_t said = 0;
    for (; said < 100 && told.find("could not be recorded") == told.npos; ++said) {
        a.send(std::to_string(said) + std::string(100, 'x') + "\n");
        for (auto more = a.receive(20); !more.empty(); more = a.receive(0)) told += more;
    }
    BOOST_TEST(told.find("your line could not be recorded (File too large) and was not sent: ") != told.npos);
    BOOST_TEST(server.wait_for_error("the record cannot be written: File too large"));
    std::string heard;
    for (auto more = b.receive(300); !more.empty(); more = b.receive(300)) heard += more;
    auto const kept = kept_messages(file.path());
    BOOST_TEST(kept == said - 1);
    for (std::size_t i = 0; i < said; ++i)
        BOOST_TEST((heard.find("a: " + std::to_string(i) + "x") != heard.npos) == (i < kept));
}

BOOST_AUTO_TEST_CASE(what_the_operator_was_shown_is_on_the_record)
{
    temporary_file const file("");
    running_program server({"serve", "--room", "0", "--record", file.path(), "--sync", "always"}, at::pipes);
    auto const member = call(port_of(server));
    member.send("/nick a\n");
    for (int i = 0; i < 50; ++i) member.send("line " + std::to_string(i) + "\n");
    BOOST_TEST(server.wait_for_output("a: line 49\n"));
    server.send_signal(SIGKILL);
    BOOST_TEST(server.wait() == 128 + SIGKILL);
    BOOST_TEST(kept_messages(file.path()) == 50u);
}

BOOST_AUTO_TEST_CASE(a_clean_end_keeps_all_of_twenty_thousand_lines)
{
    temporary_file const file("");
    running_program server(
        {"serve", "--room", "0", "--record", file.path(), "--sync", "always", "--rate", "0"}, at::pipes);
    auto const member = call(port_of(server));
    std::string lines = "/nick a\n";
    for (int i = 0; i < 20'000; ++i) lines += "line " + std::to_string(i) + '\n';
    member.send(lines);
    member.send("/quit\n");
    while (!member.receive().empty()) continue;  // the server ends the connection when all is committed
    server.send_signal(SIGINT);
    BOOST_TEST(server.wait(60'000) == 128 + SIGINT);
    BOOST_TEST(kept_messages(file.path()) == 20'000u);
}

BOOST_AUTO_TEST_CASE(a_part_that_was_moved_away_is_still_read)
{
    temporary_folder const folder;
    auto const path = folder.path() + "/record";
    running_program server({"serve", "--room", "0", "--record", path, "--history", "0"}, at::pipes);
    auto const port = port_of(server);
    auto const a = call(port);
    a.send("/json\n/nick a\none\n");
    BOOST_TEST(a.receive_until("\"text\":\"one\"").find("\"one\"") != std::string::npos);
    std::filesystem::rename(path, path + ".1");
    server.send_signal(SIGHUP);
    while (!std::filesystem::exists(path)) ::usleep(1'000);
    a.send("two\n");
    BOOST_TEST(a.receive_until("\"text\":\"two\"").find("\"two\"") != std::string::npos);
    auto const late = call(port);
    late.send("/since 0\n");
    BOOST_TEST(late.receive_until("up to line").find("a: one\na: two\n") != std::string::npos);
    auto const shown = run({"serve", "--replay", path});
    BOOST_TEST(shown.out.find(" a: one\n") < shown.out.find(" a: two\n"));
    server.send_signal(SIGINT);
    BOOST_TEST(server.wait() == 128 + SIGINT);
    BOOST_TEST(kept_messages(path) == 1u);
}

BOOST_AUTO_TEST_CASE(no_receipt_where_the_disk_fails)
{
    if (run({"-c", "command -v strace && strace -e trace=none true"}, {.program = "/bin/sh"}).status != 0) {
        BOOST_TEST_MESSAGE("there is no strace, or it may not trace");
        return;
    }
    temporary_file const file("");
    setting how;
    how.program = "/bin/sh";
    // The file's third sync fails, and every one from the eighth on.
    running_program server(
        {"-c", "exec strace -f -o /dev/null -e trace=fdatasync -e inject=fdatasync:error=EIO:when=3 "
               "-e inject=fdatasync:error=EIO:when=8+ " +
                   std::string(NETBASICS_PROGRAM) + " serve --room 0 --sync always --record " + file.path()},
        at::pipes, how);
    auto const port = port_of(server);
    auto const member = call(port);
    member.send("/json\n/nick a\n");
    std::string told;
    std::size_t said = 0;
    std::size_t refused = 0;
    for (; said < 12; ++said) {
        auto const text = "line " + std::to_string(said);
        member.send(text + "\n");
        auto const answer = "\"text\":\"" + text + "\"";
        auto const not_kept = "was not sent: " + text + "\"";
        while (told.find(answer) == told.npos && told.find(not_kept) == told.npos) {
            auto const more = member.receive();
            BOOST_TEST_REQUIRE(!more.empty());
            told += more;
        }
        bool const has_receipt = told.find(answer) != told.npos;
        refused += has_receipt ? 0 : 1;
        std::ifstream in(file.path());
        std::string const content{std::istreambuf_iterator<char>(in), {}};
        BOOST_TEST((content.find(answer) != content.npos) == has_receipt);
    }
    BOOST_TEST(refused > 0u);
    BOOST_TEST(refused < said);
    BOOST_TEST(server.wait_for_error("the record cannot be written"));
}

BOOST_AUTO_TEST_SUITE_END()
