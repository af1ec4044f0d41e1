#include "netbasics/tls/tls_stream.hpp"

#include "netbasics/net/keep_alive.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace netbasics::tls {

using asio::ip::tcp;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

void set_up(tcp::socket& socket)
{
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    net::notice_dead_link(socket.native_handle());
}

}  // namespace

tls_stream::tls_stream(tcp::socket socket, ssl_context const& context, session::side which,
                       std::string const& host)
    : socket_(std::move(socket)), session_(context, socket_.native_handle(), which, host)
{
    set_up(socket_);
}

asio::awaitable<result<void>> tls_stream::wait_for(session::waits_for what, bool stoppable)
{
    auto const which = what == session::waits_for::reading ? tcp::socket::wait_read : tcp::socket::wait_write;
    boost::system::error_code problem;
    if (stoppable) {
        auto const [failed] =
            co_await socket_.async_wait(which, asio::bind_cancellation_slot(stop_read_.slot(), awaited));
        problem = failed;
    } else {
        auto const [failed] = co_await socket_.async_wait(which, awaited);
        problem = failed;
    }
    if (problem) co_return error(problem);
    co_return result<void>();
}

asio::awaitable<result<void>> tls_stream::shake_hands()
{
    for (;;) {
        auto const now = session_.shake_hands();
        if (now.failed) co_return now.why;
        if (now.ended) co_return error(boost::system::error_code(asio::error::connection_reset));
        if (now.what == session::waits_for::nothing) co_return result<void>();
        auto const ready = co_await wait_for(now.what, false);
        if (ready.has_error()) co_return ready.error();
    }
}

asio::awaitable<result<std::size_t>> tls_stream::read_some(std::span<char> space)
{
    for (;;) {
        auto const now = session_.read(space);
        if (now.failed) co_return now.why;
        if (now.ended) co_return std::size_t{0};
        if (now.what == session::waits_for::nothing) co_return now.bytes;
        auto const ready = co_await wait_for(now.what, true);
        if (ready.has_error()) co_return ready.error();
    }
}

asio::awaitable<result<std::size_t>> tls_stream::write_some(std::string_view bytes)
{
    for (;;) {
        auto const now = session_.write(bytes);
        if (now.failed) co_return now.why;
        if (now.what == session::waits_for::nothing) co_return now.bytes;
        auto const ready = co_await wait_for(now.what, false);
        if (ready.has_error()) co_return ready.error();
    }
}

asio::awaitable<result<void>> tls_stream::end_output()
{
    for (;;) {
        auto const now = session_.end_output();
        if (now.failed) co_return now.why;
        if (now.what == session::waits_for::nothing) co_return result<void>();
        auto const ready = co_await wait_for(now.what, false);
        if (ready.has_error()) co_return ready.error();
    }
}

void tls_stream::say_in_clear(std::string_view text)
{
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.write_some(asio::buffer(text.data(), text.size()), ignored);
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
    // What he has said already is read: to close with input unread would reset what he is told.
    for (char bytes[4096]; socket_.read_some(asio::buffer(bytes), ignored) > 0 && !ignored;) continue;
}

asio::awaitable<std::string> tls_stream::heard_in_clear()
{
    char bytes[1024];
    std::string all;
    while (all.find('\n') == all.npos && all.size() < sizeof bytes) {
        auto const [problem, got] = co_await socket_.async_read_some(asio::buffer(bytes), awaited);
        if (problem) break;
        all.append(bytes, got);
    }
    co_return all.substr(0, all.find('\n'));
}

void tls_stream::cancel_read() { stop_read_.emit(asio::cancellation_type::terminal); }

void tls_stream::close()
{
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace netbasics::tls
