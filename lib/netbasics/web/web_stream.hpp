#ifndef NETBASICS_WEB_WEB_STREAM_HPP
#define NETBASICS_WEB_WEB_STREAM_HPP

#include "netbasics/chat/tcp_channel.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>

namespace netbasics::web {

namespace asio = boost::asio;
namespace beast = boost::beast;

/// A browser's connection, as Beast wants to see it (AsyncStream). TCP; what lies over it has its place here.
class web_stream {
public:
    using next_layer_type = chat::small_socket;
    using executor_type = next_layer_type::executor_type;

    explicit web_stream(chat::small_socket socket) : socket_(std::move(socket)) {}

    executor_type get_executor() noexcept { return socket_.get_executor(); }

    next_layer_type& next_layer() noexcept { return socket_; }

    next_layer_type const& next_layer() const noexcept { return socket_; }

    bool is_secure() const noexcept { return false; }

    template <class Buffers, class Handler>
    auto async_read_some(Buffers const& buffers, Handler&& handler)
    {
        return socket_.async_read_some(buffers, std::forward<Handler>(handler));
    }

    template <class Buffers, class Handler>
    auto async_write_some(Buffers const& buffers, Handler&& handler)
    {
        return socket_.async_write_some(buffers, std::forward<Handler>(handler));
    }

private:
    chat::small_socket socket_;
};

inline void teardown(beast::role_type role, web_stream& stream, boost::system::error_code& problem)
{
    beast::websocket::teardown(role, stream.next_layer(), problem);
}

/// Waits for nothing that the other side has to do: whoever the room lets go is gone.
template <class Handler>
void async_teardown(beast::role_type, web_stream& stream, Handler&& handler)
{
    boost::system::error_code problem;
    stream.next_layer().shutdown(asio::socket_base::shutdown_send, problem);
    asio::post(stream.get_executor(), beast::bind_front_handler(std::forward<Handler>(handler), problem));
}

}  // namespace netbasics::web

#endif
