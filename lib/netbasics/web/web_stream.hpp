#ifndef NETBASICS_WEB_WEB_STREAM_HPP
#define NETBASICS_WEB_WEB_STREAM_HPP

#include "netbasics/server/tcp_channel.hpp"
#include "netbasics/tls/session.hpp"

#include <boost/asio/compose.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>

namespace netbasics::web {

namespace asio = boost::asio;
namespace beast = boost::beast;

/// A browser's connection, as Beast wants to see it (AsyncStream): TCP, or TLS over it.
class web_stream {
public:
    using next_layer_type = server::small_socket;
    using executor_type = next_layer_type::executor_type;

    explicit web_stream(server::small_socket socket) : socket_(std::move(socket)) {}

    /// The handshake is part of the first read. `context` outlives it.
    web_stream(server::small_socket socket, tls::ssl_context const& context)
        : socket_(std::move(socket)),
          tls_(std::make_unique<tls::session>(context, socket_.native_handle(), tls::session::side::server))
    {
    }

    executor_type get_executor() noexcept { return socket_.get_executor(); }

    next_layer_type& next_layer() noexcept { return socket_; }

    next_layer_type const& next_layer() const noexcept { return socket_; }

    bool is_secure() const noexcept { return tls_ != nullptr; }

    /// The other side sees the end.
    void end_output()
    {
        if (tls_) tls_->end_output();
        boost::system::error_code ignored;
        socket_.shutdown(asio::socket_base::shutdown_send, ignored);
    }

    template <class Buffers, class Handler>
    auto async_read_some(Buffers const& buffers, Handler&& handler)
    {
        if (!tls_) return socket_.async_read_some(buffers, std::forward<Handler>(handler));
        return start(
            [this, space = first_of<asio::mutable_buffer>(buffers)] {
                return tls_->read({static_cast<char*>(space.data()), space.size()});
            },
            space_of(buffers), std::forward<Handler>(handler));
    }

    template <class Buffers, class Handler>
    auto async_write_some(Buffers const& buffers, Handler&& handler)
    {
        if (!tls_) return socket_.async_write_some(buffers, std::forward<Handler>(handler));
        return start(
            [this, bytes = first_of<asio::const_buffer>(buffers)] {
                return tls_->write({static_cast<char const*>(bytes.data()), bytes.size()});
            },
            space_of(buffers), std::forward<Handler>(handler));
    }

private:
    /// The first of them that is not empty.
    template <class Buffer, class Buffers>
    static Buffer first_of(Buffers const& buffers)
    {
        for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers); ++at)
            if (Buffer const one(*at); one.size() > 0) return one;
        return Buffer();
    }

    template <class Buffers>
    static std::size_t space_of(Buffers const& buffers)
    {
        return asio::buffer_size(buffers);
    }

    /// Calls `go` until it need not wait; the handler never runs inside the call that started it.
    template <class Go, class Handler>
    auto start(Go go, std::size_t space, Handler&& handler)
    {
        enum class stage { first, waited, done };
        return asio::async_compose<Handler, void(boost::system::error_code, std::size_t)>(
            [this, go, space, at = stage::first,
             now = tls::session::outcome()](auto& self, boost::system::error_code problem = {}) mutable {
                if (at == stage::done) return self.complete(problem_of(now), now.bytes);
                if (problem) return self.complete(problem, 0);
                if (space > 0) now = go();
                if (now.what != tls::session::waits_for::nothing) {
                    at = stage::waited;
                    auto const which = now.what == tls::session::waits_for::reading
                                           ? next_layer_type::wait_read
                                           : next_layer_type::wait_write;
                    return socket_.async_wait(which, std::move(self));
                }
                if (at == stage::waited) return self.complete(problem_of(now), now.bytes);
                at = stage::done;
                asio::post(socket_.get_executor(), std::move(self));
            },
            handler, socket_);
    }

    static boost::system::error_code problem_of(tls::session::outcome const& now)
    {
        if (now.ended) return asio::error::eof;
        if (!now.failed) return {};
        return now.why.system ? now.why.system
                              : boost::system::error_code(EPROTO, boost::system::system_category());
    }

    server::small_socket socket_;
    std::unique_ptr<tls::session> tls_;  ///< null: plain TCP
};

inline void teardown(beast::role_type role, web_stream& stream, boost::system::error_code& problem)
{
    beast::websocket::teardown(role, stream.next_layer(), problem);
}

/// Waits for nothing that the other side has to do: whoever the room lets go is gone.
template <class Handler>
void async_teardown(beast::role_type, web_stream& stream, Handler&& handler)
{
    stream.end_output();
    asio::post(stream.get_executor(),
               beast::bind_front_handler(std::forward<Handler>(handler), boost::system::error_code()));
}

}  // namespace netbasics::web

#endif
