#include "netbasics/chat/tcp_channel.hpp"

#include "netbasics/text/translate.hpp"
#include "netbasics/tls/client_hello.hpp"

#include <cerrno>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

namespace netbasics::chat {

using boost::system::error_code;

small_socket member_socket(asio::io_context& context, asio::ip::tcp::socket socket,
                           asio::ip::tcp::endpoint const& from)
{
    small_socket own(context);
    error_code problem;
    auto const descriptor = socket.release(problem);
    if (problem) return own;
    own.assign(from.protocol(), descriptor, problem);
    auto const set = [&](int level, int option, int value) {
        ::setsockopt(descriptor, level, option, &value,
                     sizeof value);  // a failure costs speed, not the member
    };
    set(IPPROTO_TCP, TCP_NODELAY, 1);
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 60);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, 60'000);
    return own;
}

int tcp_channel::send(outgoing_queue& lines)
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
        if (got >= 0 && speaks_tls(space.first(static_cast<std::size_t>(got)))) return -EPROTO;
        if (got >= 0) return got;
        if (errno != EINTR) return -errno;
    }
}

/// What he would say is gibberish to the room; he is told.
bool tcp_channel::speaks_tls(std::span<char const> received)
{
    if (std::exchange(heard_, true) || !tls::begins_client_hello({received.data(), received.size()}))
        return false;
    auto const hint = "* " + std::string(tr("no TLS is spoken here")) + '\n';
    ::send(socket_.native_handle(), hint.data(), hint.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return true;
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

}  // namespace netbasics::chat
