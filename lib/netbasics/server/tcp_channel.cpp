#include "netbasics/server/tcp_channel.hpp"

#include "netbasics/chat/wire_words.hpp"
#include "netbasics/net/keep_alive.hpp"

#include <cerrno>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

namespace netbasics::server {

using boost::system::error_code;

small_socket member_socket(asio::io_context& context, asio::ip::tcp::socket socket,
                           asio::ip::tcp::endpoint const& from)
{
    small_socket own(context);
    error_code problem;
    auto const descriptor = socket.release(problem);
    if (problem) return own;
    own.assign(from.protocol(), descriptor, problem);
    int const on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    net::notice_dead_link(descriptor);
    return own;
}

int tcp_channel::send(room::outgoing_queue& lines)
{
    iovec parts[1024];  // IOV_MAX
    while (!lines.empty()) {
        msghdr what{};
        what.msg_iov = parts;
        what.msg_iovlen = lines.gather(parts);
        std::size_t wanted = 0;
        for (std::size_t i = 0; i < what.msg_iovlen; ++i) wanted += parts[i].iov_len;
        auto const sent = ::sendmsg(socket_.native_handle(), &what, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return errno;
        lines.consume(static_cast<std::size_t>(sent));
        if (static_cast<std::size_t>(sent) < wanted) return EAGAIN;
    }
    return 0;
}

std::ptrdiff_t tcp_channel::receive(std::span<char> space)
{
    for (;;) {
        auto const got = ::recv(socket_.native_handle(), space.data(), space.size(), MSG_DONTWAIT);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -errno;
        if (got == 0) return 0;
        auto const bytes = space.first(static_cast<std::size_t>(got));
        if (!std::exchange(heard_, true))
            if (auto const answer = chat::answer_to_stranger({bytes.data(), bytes.size()}); !answer.empty()) {
                say_and_end(answer);
                return -EPROTO;
            }
        auto const text = telnet_.take(bytes);
        if (text > 0) return static_cast<std::ptrdiff_t>(text);
    }
}

/// What came already is read: closing with input unread would throw the answer away.
void tcp_channel::say_and_end(std::string const& answer)
{
    ::send(socket_.native_handle(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    end_output();
    for (char bytes[4096]; ::recv(socket_.native_handle(), bytes, sizeof bytes, MSG_DONTWAIT) > 0;) continue;
}

void tcp_channel::wait_read(std::shared_ptr<channel_user> who)
{
    socket_.async_wait(small_socket::wait_read,
                       [who = std::move(who)](error_code problem) { who->readable(problem); });
}

void tcp_channel::wait_write(std::shared_ptr<channel_user> who)
{
    socket_.async_wait(small_socket::wait_write,
                       [who = std::move(who)](error_code problem) { who->writable(problem); });
}

void tcp_channel::end_output()
{
    error_code ignored;
    socket_.shutdown(small_socket::shutdown_send, ignored);
}

void tcp_channel::close()
{
    error_code ignored;
    socket_.close(ignored);
}

}  // namespace netbasics::server
