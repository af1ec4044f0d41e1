#include "netbasics/net/tcp_stream.hpp"

#include "netbasics/net/keep_alive.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace netbasics::net {

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

}  // namespace

std::string to_string(asio::ip::tcp::endpoint const& end)
{
    auto const address = end.address();
    auto const host = address.is_v6() && address.to_v6().is_v4_mapped()
                          ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
                          : address.to_string();
    bool const bracketed = host.find(':') != host.npos;
    return (bracketed ? '[' + host + ']' : host) + ':' + std::to_string(end.port());
}

tcp_stream::tcp_stream(asio::ip::tcp::socket socket, asio::ip::tcp::endpoint const& peer, trace told)
    : socket_(std::move(socket)), peer_(to_string(peer)), family_(peer.protocol().family()),
      told_(std::move(told))
{
    boost::system::error_code problem;
    auto const local = socket_.local_endpoint(problem);
    if (!problem) local_ = to_string(local);
    socket_.set_option(asio::ip::tcp::no_delay(true), problem);
    tell(socket_call::setsockopt, problem, 0, "TCP_NODELAY");
    notice_dead_link(socket_.native_handle());
    tell(socket_call::setsockopt, {}, 0, "SO_KEEPALIVE");
}

tcp_stream::~tcp_stream() { close(); }

void tcp_stream::tell(socket_call call, boost::system::error_code problem, std::size_t bytes,
                      char const* option)
{
    if (!told_) return;
    told_({.call = call,
           .descriptor = socket_.native_handle(),
           .family = family_,
           .local = local_,
           .peer = peer_,
           .option = option,
           .bytes = bytes,
           .problem = problem});
}

asio::awaitable<result<std::size_t>> tcp_stream::read_some(std::span<char> space)
{
    auto const [problem, bytes] = co_await socket_.async_read_some(
        asio::buffer(space.data(), space.size()), asio::bind_cancellation_slot(stop_read_.slot(), awaited));
    bool const ended = problem == asio::error::eof;
    if (problem != asio::error::operation_aborted)
        tell(socket_call::recv, ended ? boost::system::error_code() : problem, bytes);
    if (problem && !ended) co_return error(problem);
    co_return bytes;
}

asio::awaitable<result<std::size_t>> tcp_stream::write_some(std::string_view text)
{
    auto const [problem, bytes] =
        co_await socket_.async_write_some(asio::buffer(text.data(), text.size()), awaited);
    tell(socket_call::send, problem, bytes);
    if (problem) co_return error(problem);
    co_return bytes;
}

asio::awaitable<result<void>> tcp_stream::end_output()
{
    boost::system::error_code problem;
    socket_.shutdown(asio::socket_base::shutdown_send, problem);
    tell(socket_call::shutdown, problem);
    if (problem && problem != asio::error::not_connected) co_return error(problem);
    co_return result<void>();
}

void tcp_stream::cancel_read()
{
    // Not socket_.cancel(), which would cut a write short as well.
    stop_read_.emit(asio::cancellation_type::terminal);
}

void tcp_stream::close()
{
    if (!socket_.is_open()) return;
    tell(socket_call::close, {});
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace netbasics::net
