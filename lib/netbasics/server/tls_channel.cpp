#include "netbasics/server/tls_channel.hpp"

#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace netbasics::server {

using boost::system::error_code;
using waits_for = tls::session::waits_for;

namespace {

constexpr std::size_t most_in_a_record = 16'384;  ///< bytes, RFC 8446, 5.1

}  // namespace

tls_channel::tls_channel(small_socket socket, tls::ssl_context const& context)
    : socket_(std::move(socket)), session_(context, socket_.native_handle(), tls::session::side::server)
{
}

int tls_channel::send(room::outgoing_queue& lines)
{
    while (!lines.empty() || !record_.empty()) {
        if (record_.empty()) {
            iovec parts[256];
            auto const count = lines.gather(parts);
            for (std::size_t i = 0; i < count && record_.size() < most_in_a_record; ++i)
                record_.append(static_cast<char const*>(parts[i].iov_base),
                               std::min(parts[i].iov_len, most_in_a_record - record_.size()));
            lines.consume(record_.size());
        }
        auto const now = session_.write(record_);
        if (now.failed) return lost(now.why);
        if (now.what != waits_for::nothing) {
            writing_ = now.what;
            return EAGAIN;
        }
        record_.erase(0, now.bytes);
    }
    record_ = {};
    return 0;
}

std::ptrdiff_t tls_channel::receive(std::span<char> space)
{
    auto const now = session_.read(space);
    if (now.failed) return -lost(now.why);
    if (now.ended) return 0;
    reading_ = now.what == waits_for::nothing ? waits_for::reading : now.what;
    return now.what == waits_for::nothing ? static_cast<std::ptrdiff_t>(now.bytes) : -EAGAIN;
}

/// The errno value for it. Who speaks no TLS is told so in clear: he can read nothing else.
int tls_channel::lost(error const& why)
{
    if (why.reason == errc::not_tls) say_in_clear("* " + std::string(tr("TLS is spoken here")) + '\n');
    auto const& code = why.system;
    bool const is_system = code.category() == boost::system::system_category();
    return is_system && code.value() != 0 && code.value() != EAGAIN ? code.value() : EPROTO;
}

/// What he has said already is read: to close with input unread would reset what he is told.
void tls_channel::say_in_clear(std::string const& line)
{
    ::send(socket_.native_handle(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    error_code ignored;
    socket_.shutdown(small_socket::shutdown_send, ignored);
    for (char bytes[4096]; ::recv(socket_.native_handle(), bytes, sizeof bytes, MSG_DONTWAIT) > 0;) continue;
}

void tls_channel::wait_read(std::shared_ptr<channel_user> who)
{
    auto const which = reading_ == waits_for::writing ? small_socket::wait_write : small_socket::wait_read;
    socket_.async_wait(which, [who = std::move(who)](error_code problem) { who->readable(problem); });
}

void tls_channel::wait_write(std::shared_ptr<channel_user> who)
{
    auto const which = writing_ == waits_for::reading ? small_socket::wait_read : small_socket::wait_write;
    socket_.async_wait(which, [who = std::move(who)](error_code problem) { who->writable(problem); });
}

void tls_channel::end_output()
{
    session_.end_output();
    error_code ignored;
    socket_.shutdown(small_socket::shutdown_send, ignored);
}

void tls_channel::close()
{
    error_code ignored;
    socket_.close(ignored);
}

}  // namespace netbasics::server
