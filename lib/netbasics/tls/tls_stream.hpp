#ifndef NETBASICS_TLS_TLS_STREAM_HPP
#define NETBASICS_TLS_TLS_STREAM_HPP

#include "netbasics/tls/session.hpp"
#include "netbasics/net/byte_stream.hpp"
#include "netbasics/net/socket_fate.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace netbasics::tls {

namespace asio = boost::asio;

/// TLS over a connected TCP socket.
class tls_stream : public net::byte_stream {
public:
    /// `context` outlives it.
    tls_stream(asio::ip::tcp::socket socket, ssl_context const& context, session::side which,
               std::string const& host = {});

    /// Before anything else.
    asio::awaitable<result<void>> shake_hands();

    /// Unencrypted, for a peer who turned out to speak no TLS.
    void say_in_clear(std::string_view text);

    /// The first line of a peer that turned out to speak no TLS; as much of it as comes until the stream is
    /// closed.
    asio::awaitable<std::string> heard_in_clear();

    session const& secured() const { return session_; }

    asio::awaitable<result<std::size_t>> read_some(std::span<char> space) override;
    asio::awaitable<result<std::size_t>> write_some(std::string_view bytes) override;
    asio::awaitable<result<void>> end_output() override;
    void cancel_read() override;
    void close() override;

    bool has_input() const override { return session_.has_input(); }

    asio::awaitable<result<void>> delivered() override { return net::delivered(socket_); }

    bool peer_has_closed() override { return net::peer_has_closed(socket_); }

    asio::any_io_executor executor() override { return socket_.get_executor(); }

private:
    asio::awaitable<result<void>> wait_for(session::waits_for what, bool stoppable);

    asio::ip::tcp::socket socket_;
    session session_;
    asio::cancellation_signal stop_read_;
};

}  // namespace netbasics::tls

#endif
