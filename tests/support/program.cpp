#include "support/program.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

namespace netbasics::test {
namespace {

using clock = std::chrono::steady_clock;

struct pipe_ends {
    int read_end;
    int write_end;
};

pipe_ends make_pipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
    return {ends[0], ends[1]};
}

void close_end(int& descriptor)
{
    if (descriptor >= 0) ::close(descriptor);
    descriptor = -1;
}

[[noreturn]] void become(std::vector<std::string> const& arguments, setting const& how)
{
    std::vector<std::string> environment = how.environment;
    environment.insert(environment.begin(), {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"});
    for (char const* name : {"HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"})
        if (char const* value = std::getenv(name)) environment.push_back(std::string(name) + "=" + value);
    std::vector<char*> words{const_cast<char*>(how.program.c_str())};
    for (auto const& a : arguments) words.push_back(const_cast<char*>(a.c_str()));
    words.push_back(nullptr);
    std::vector<char*> variables;
    for (auto const& e : environment) variables.push_back(const_cast<char*>(e.c_str()));
    variables.push_back(nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    ::execve(words[0], words.data(), variables.data());
    ::_exit(127);
}

int status_of(int raw) { return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw); }

}  // namespace

running_program::running_program(std::vector<std::string> const& arguments, at where, setting const& how)
{
    if (where == at::terminal) {
        winsize size{24, 80, 0, 0};
        pid_ = ::forkpty(&terminal_, nullptr, nullptr, &size);
        if (pid_ < 0) throw std::runtime_error("forkpty");
        if (pid_ == 0) become(arguments, how);
        in_ = out_end_ = terminal_;
        return;
    }
    auto const in = make_pipe();
    auto const out = make_pipe();
    auto const err = make_pipe();
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("fork");
    if (pid_ == 0) {
        ::dup2(in.read_end, STDIN_FILENO);
        ::dup2(out.write_end, STDOUT_FILENO);
        ::dup2(err.write_end, STDERR_FILENO);
        if (how.output_file != nullptr) ::dup2(::open(how.output_file, O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
        become(arguments, how);
    }
    ::close(in.read_end);
    ::close(out.write_end);
    ::close(err.write_end);
    in_ = in.write_end;
    out_end_ = out.read_end;
    err_end_ = err.read_end;
}

running_program::~running_program()
{
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    if (terminal_ >= 0) {
        ::close(terminal_);
        return;
    }
    close_end(in_);
    close_end(out_end_);
    close_end(err_end_);
}

void running_program::type(std::string_view text)
{
    // Both directions move: a program that is full of output would otherwise never read its input.
    while (!text.empty()) {
        pollfd room{in_, POLLOUT, 0};
        ::poll(&room, 1, 10);
        if ((room.revents & POLLOUT) != 0) {
            auto const flags = ::fcntl(in_, F_GETFL);
            ::fcntl(in_, F_SETFL, flags | O_NONBLOCK);
            auto const written = ::write(in_, text.data(), text.size());
            ::fcntl(in_, F_SETFL, flags);
            if (written < 0 && errno != EAGAIN) return;
            if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
        } else if (room.revents != 0) {
            return;
        }
        pump(0);
    }
}

void running_program::end_input()
{
    if (terminal_ >= 0)
        type("\x04");
    else
        close_end(in_);
}

void running_program::send_signal(int number) { ::kill(pid_, number); }

/// Takes what the program has written; false when nothing more can come.
bool running_program::pump(int milliseconds)
{
    pollfd ends[2] = {{out_end_, POLLIN, 0}, {err_end_, POLLIN, 0}};
    if (out_end_ < 0 && err_end_ < 0) return false;
    ::poll(ends, 2, milliseconds);
    std::string* const targets[2] = {&out_, &err_};
    int* const owners[2] = {&out_end_, &err_end_};
    for (int i = 0; i < 2; ++i) {
        if (ends[i].fd < 0 || ends[i].revents == 0) continue;
        char block[65536];
        auto const got = ::read(ends[i].fd, block, sizeof block);
        if (got > 0)
            targets[i]->append(block, static_cast<std::size_t>(got));
        else if (terminal_ >= 0)
            *owners[i] = -1;
        else
            close_end(*owners[i]);
    }
    return true;
}

bool running_program::wait_for(std::string const& where, std::string_view text, int milliseconds)
{
    auto const deadline = clock::now() + std::chrono::milliseconds(milliseconds);
    while (where.find(text) == where.npos) {
        if (clock::now() > deadline || !pump(20)) return where.find(text) != where.npos;
    }
    return true;
}

bool running_program::wait_for_output(std::string_view text, int milliseconds)
{
    return wait_for(out_, text, milliseconds);
}

bool running_program::wait_for_error(std::string_view text, int milliseconds)
{
    return wait_for(terminal_ >= 0 ? out_ : err_, text, milliseconds);
}

int running_program::wait(int milliseconds)
{
    auto const deadline = clock::now() + std::chrono::milliseconds(milliseconds);
    while (clock::now() < deadline) {
        bool const more = pump(20);
        int raw = 0;
        if (::waitpid(pid_, &raw, WNOHANG) == pid_) {
            while (pump(0) && (out_end_ >= 0 || err_end_ >= 0)) {
                pollfd ends[2] = {{out_end_, POLLIN, 0}, {err_end_, POLLIN, 0}};
                if (::poll(ends, 2, 0) <= 0) break;
            }
            pid_ = -1;
            return status_of(raw);
        }
        if (!more) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return -1;
}

outcome run(std::vector<std::string> const& arguments, setting const& how)
{
    running_program program(arguments, running_program::at::pipes, how);
    program.type(how.input);
    program.end_input();
    outcome result;
    result.status = program.wait(300'000);
    result.out = program.output();
    result.err = program.error_output();
    return result;
}

}  // namespace netbasics::test
