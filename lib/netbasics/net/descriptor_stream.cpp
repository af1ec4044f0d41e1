#include "netbasics/net/descriptor_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netbasics::net {

descriptor_stream::descriptor_stream(asio::any_io_executor where, int in, int out)
    : in_(where, in, readiness::direction::readable), out_(where, out, readiness::direction::writable)
{
}

asio::awaitable<result<std::size_t>> descriptor_stream::read_some(std::span<char> space)
{
    for (;;) {
        auto const ready = co_await in_.wait();
        if (ready.has_error()) co_return ready.error();
        auto const got = ::read(in_.descriptor(), space.data(), space.size());
        if (got >= 0) co_return static_cast<std::size_t>(got);
        if (errno != EINTR && errno != EAGAIN) co_return last_system_error();
    }
}

/// A blocking write of this many bytes does not block once the descriptor is writable (pipe(7)).
std::size_t descriptor_stream::writable_now() const
{
    struct stat file {};

    if (::fstat(out_.descriptor(), &file) == 0 && S_ISREG(file.st_mode)) return SSIZE_MAX;
    int unread = 1;
    auto const capacity = ::fcntl(out_.descriptor(), F_GETPIPE_SZ);
    if (capacity > 0 && ::ioctl(out_.descriptor(), FIONREAD, &unread) == 0 && unread == 0)
        return static_cast<std::size_t>(capacity);
    return PIPE_BUF;
}

asio::awaitable<result<std::size_t>> descriptor_stream::write_some(std::string_view bytes)
{
    for (;;) {
        // Asked first: waiting goes through the event loop.
        pollfd room{out_.descriptor(), POLLOUT, 0};
        if (::poll(&room, 1, 0) == 0) {
            auto const ready = co_await out_.wait();
            if (ready.has_error()) co_return ready.error();
        }
        auto const sent = ::write(out_.descriptor(), bytes.data(), std::min(bytes.size(), writable_now()));
        if (sent >= 0) co_return static_cast<std::size_t>(sent);
        if (errno != EINTR && errno != EAGAIN) co_return last_system_error();
    }
}

asio::awaitable<result<void>> descriptor_stream::end_output() { co_return result<void>(); }

void descriptor_stream::close()
{
    in_.cancel();
    out_.cancel();
}

bool descriptor_stream::has_input() const
{
    struct stat file {};

    if (::fstat(in_.descriptor(), &file) == 0 && S_ISREG(file.st_mode))
        return ::lseek(in_.descriptor(), 0, SEEK_CUR) < file.st_size;
    int unread = 0;
    return ::ioctl(in_.descriptor(), FIONREAD, &unread) == 0 && unread > 0;
}

}  // namespace netbasics::net
