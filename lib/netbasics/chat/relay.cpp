#include "netbasics/chat/relay.hpp"

#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <istream>
#include <random>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace netbasics::chat {

namespace json = boost::json;
using boost::system::error_code;

namespace {

constexpr std::size_t longest_line = std::size_t{4} << 20;  ///< bytes
constexpr std::size_t most_others = 1000;                   ///< servers
constexpr std::size_t most_names = 100'000;                 ///< at one of them
constexpr auto launch_again = std::chrono::seconds(1);

std::string new_id()
{
    std::random_device chance;
    constexpr char digits[] = "0123456789abcdef";
    std::string id;
    for (int i = 0; i < 16; ++i) id.push_back(digits[chance() % 16]);
    return id;
}

std::string text_of(json::object const& from, char const* key)
{
    auto const* const found = from.if_contains(key);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

std::uint64_t number_of(json::object const& from, char const* key)
{
    auto const* const found = from.if_contains(key);
    error_code problem;
    auto const number = found != nullptr ? found->to_number<std::uint64_t>(problem) : 0;
    return problem ? 0 : number;
}

}  // namespace

relay::relay(asio::io_context& context, settings how, observer told,
             std::function<std::vector<std::string>()> names)
    : context_(context), how_(std::move(how)), told_(std::move(told)), names_(std::move(names)),
      server_(new_id()), program_(context), incoming_(longest_line), pause_(context), tick_(context)
{
}

relay::~relay() { end_program(); }

/// It ends with its input; while it waits for the engine it does not look there.
void relay::end_program()
{
    error_code ignored;
    program_.close(ignored);
    if (child_ <= 0) return;
    ::kill(child_, SIGTERM);
    ::waitpid(std::exchange(child_, -1), nullptr, 0);
}

void relay::start()
{
    launch();
    tick();
}

void relay::launch()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return relaunch_later(last_system_error().system.message());
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], 0);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);  // the members' connections are not for it
    posix_spawnattr_t usual;
    ::posix_spawnattr_init(&usual);
    ::posix_spawnattr_setpgroup(&usual, 0);  // a Ctrl-C at the terminal is for the room, not for it
    ::posix_spawnattr_setflags(&usual, POSIX_SPAWN_SETPGROUP);
    auto from = last_at_ > 0 ? std::to_string(last_at_) : '-' + std::to_string(how_.history);
    char* words[] = {how_.program.data(), how_.url.data(),         how_.room.data(),        server_.data(),
                     from.data(),         how_.credentials.data(), how_.authorities.data(), nullptr};
    auto const failed = ::posix_spawn(&child_, how_.program.c_str(), &actions, &usual, words, environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&usual);
    ::close(ends[1]);
    if (failed != 0) {
        ::close(ends[0]);
        child_ = -1;
        return relaunch_later(how_.program + ": " +
                              error_code(failed, boost::system::system_category()).message());
    }
    program_ = asio::local::stream_protocol::socket(context_, asio::local::stream_protocol(), ends[0]);
    outgoing_.clear();
    for (auto const& one : waiting_) outgoing_ += one.line;
    read();
    tell_names();
}

void relay::relaunch_later(std::string const& why)
{
    end_program();
    incoming_.consume(incoming_.size());
    if (std::exchange(reached_, 0) != 0) told_.changed(false, why);
    pause_.expires_after(launch_again);
    pause_.async_wait([this](error_code stopped) {
        if (!stopped) launch();
    });
}

void relay::read()
{
    asio::async_read_until(program_, incoming_, '\n', [this](error_code problem, std::size_t) {
        if (problem == asio::error::operation_aborted) return;
        if (problem) return relaunch_later({});
        std::istream in(&incoming_);
        std::string line;
        std::getline(in, line);
        take(line);
        if (program_.is_open()) read();
    });
}

void relay::take(std::string const& line)
{
    error_code problem;
    auto const value = json::parse(line, problem);
    if (problem || !value.is_object()) return;
    auto const& what = value.get_object();
    if (auto const* up = what.if_contains("up"); up != nullptr && up->is_bool()) {
        if (std::exchange(reached_, up->get_bool() ? 1 : 0) != (up->get_bool() ? 1 : 0))
            told_.changed(up->get_bool(), text_of(what, "why"));
        if (up->get_bool()) tell_names();
        return;
    }
    if (what.contains("ack")) {
        for (auto const n = number_of(what, "ack"); !waiting_.empty() && waiting_.front().n <= n;
             waiting_.pop_front())
            waiting_bytes_ -= waiting_.front().line.size();
        return;
    }
    last_at_ = std::max(last_at_, number_of(what, "at"));
    auto const from = text_of(what, "server");
    if (from.empty() || from == server_ || (others_.size() >= most_others && !others_.contains(from))) return;
    auto& sender = others_[from];
    if (auto const* names = what.if_contains("roster"); names != nullptr && names->is_array()) {
        sender.heard = std::chrono::steady_clock::now();
        sender.present = true;
        std::vector<std::string> all;
        for (auto const& one : names->get_array())
            if (one.is_string() && all.size() < most_names) all.emplace_back(one.get_string());
        return told_.present(from, all, from < server_);
    }
    auto const* const event = what.if_contains("event");
    auto const n = number_of(what, "n");
    if (event == nullptr || n <= sender.last) return;  // it has come before
    sender.last = n;
    if (auto const said = utterance_from_value(*event)) told_.said(*said);
}

void relay::publish(utterance const& what)
{
    auto event = *what.json();
    event.pop_back();  // the line end
    numbered one{++last_n_, "{\"publish\":" + std::to_string(last_n_) + ",\"event\":" + event + "}\n"};
    waiting_bytes_ += one.line.size();
    waiting_.push_back(one);
    while (waiting_bytes_ > most_waiting) {
        waiting_bytes_ -= waiting_.front().line.size();
        waiting_.pop_front();
        ++left_out_;
    }
    write(std::move(one.line));
}

void relay::tell_names()
{
    json::array all;
    for (auto const& name : names_()) all.emplace_back(name);
    write(json::serialize(json::object{{"roster", std::move(all)}}) + '\n');
}

void relay::write(std::string line)
{
    if (!program_.is_open()) return;  // when it is started, it gets what waits
    outgoing_ += line;
    write_on();
}

void relay::write_on()
{
    if (!sending_.empty() || outgoing_.empty() || !program_.is_open()) return;
    sending_.swap(outgoing_);
    asio::async_write(program_, asio::buffer(sending_), [this](error_code problem, std::size_t) {
        sending_.clear();
        if (!problem) write_on();
    });
}

void relay::tick()
{
    auto const now = std::chrono::steady_clock::now();
    for (auto& [id, one] : others_) {
        if (!one.present || now - one.heard < lost_after) continue;
        one.present = false;
        told_.silent(id);
    }
    tell_names();
    tick_.expires_after(roster_every);
    tick_.async_wait([this](error_code stopped) {
        if (!stopped) tick();
    });
}

}  // namespace netbasics::chat
