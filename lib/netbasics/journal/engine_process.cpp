#include "netbasics/journal/engine_process.hpp"

#include "netbasics/error.hpp"

#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <csignal>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace netbasics::journal {

using boost::system::error_code;

namespace {

constexpr std::size_t longest_line = std::size_t{4} << 20;  ///< bytes
constexpr auto launch_again = std::chrono::seconds(1);

}  // namespace

engine_process::engine_process(asio::io_context& context, std::string program, observer told)
    : context_(context), path_(std::move(program)), told_(std::move(told)), program_(context),
      incoming_(longest_line), pause_(context)
{
}

engine_process::~engine_process() { end_program(); }

/// It ends with its input; while it waits for the engine it does not look there.
void engine_process::end_program()
{
    error_code ignored;
    program_.close(ignored);
    if (child_ <= 0) return;
    ::kill(child_, SIGTERM);
    ::waitpid(std::exchange(child_, -1), nullptr, 0);
}

void engine_process::launch()
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
    char* words[] = {path_.data(), nullptr};
    auto const failed = ::posix_spawn(&child_, path_.c_str(), &actions, &usual, words, environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&usual);
    ::close(ends[1]);
    if (failed != 0) {
        ::close(ends[0]);
        child_ = -1;
        return relaunch_later(path_ + ": " + error_code(failed, boost::system::system_category()).message());
    }
    program_ = asio::local::stream_protocol::socket(context_, asio::local::stream_protocol(), ends[0]);
    outgoing_.clear();
    read();
    write(to_line({'O', 0, to_json(told_.opening())}));
    told_.started();
}

void engine_process::relaunch_later(std::string const& why)
{
    end_program();
    incoming_.consume(incoming_.size());
    told_.lost(why);
    pause_.expires_after(launch_again);
    pause_.async_wait([this](error_code stopped) {
        if (!stopped) launch();
    });
}

void engine_process::read()
{
    asio::async_read_until(program_, incoming_, '\n', [this](error_code problem, std::size_t) {
        if (problem == asio::error::operation_aborted) return;
        if (problem) return relaunch_later({});
        // All whole lines that have come, in one turn.
        auto const bytes = incoming_.data();
        std::string_view const all(static_cast<char const*>(bytes.data()), bytes.size());
        auto const whole = all.rfind('\n') + 1;
        for (auto rest = all.substr(0, whole); !rest.empty();) {
            auto const line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(line.size() + 1);
            if (auto const what = engine_line_from(line)) told_.heard(*what);
        }
        incoming_.consume(whole);
        if (program_.is_open()) read();
    });
}

void engine_process::write(std::string_view line)
{
    if (!program_.is_open()) return;
    outgoing_ += line;
    write_on();
}

void engine_process::write_on()
{
    if (!sending_.empty() || outgoing_.empty() || !program_.is_open()) return;
    sending_.swap(outgoing_);
    asio::async_write(program_, asio::buffer(sending_), [this](error_code problem, std::size_t) {
        sending_.clear();
        if (!problem) write_on();
    });
}

}  // namespace netbasics::journal
