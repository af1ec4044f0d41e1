#ifndef NETBASICS_NET_TCP_STREAM_HPP
#define NETBASICS_NET_TCP_STREAM_HPP

#include "netbasics/net/byte_stream.hpp"
#include "netbasics/net/socket_fate.hpp"
#include "netbasics/net/trace.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace netbasics::net {

/// A connected TCP socket: sends at once (TCP_NODELAY), notices a peer that has vanished (SO_KEEPALIVE).
class tcp_stream : public byte_stream {
public:
    /// `peer` as accept() or connect() gave it: the kernel may have forgotten it already.
    tcp_stream(asio::ip::tcp::socket socket, asio::ip::tcp::endpoint const& peer, trace told);
    ~tcp_stream() override;

    asio::awaitable<result<std::size_t>> read_some(std::span<char> space) override;
    asio::awaitable<result<std::size_t>> write_some(std::string_view bytes) override;
    asio::awaitable<result<void>> end_output() override;
    void cancel_read() override;
    void close() override;

    asio::awaitable<result<void>> delivered() override { return net::delivered(socket_); }

    bool peer_has_closed() override { return net::peer_has_closed(socket_); }

    asio::any_io_executor executor() override { return socket_.get_executor(); }

    std::string const& peer() const { return peer_; }  ///< address:port

private:
    void tell(socket_call call, boost::system::error_code problem, std::size_t bytes = 0,
              char const* option = "");

    asio::ip::tcp::socket socket_;
    std::string local_;
    std::string peer_;
    int family_;
    trace told_;
    asio::cancellation_signal stop_read_;
};

/// `127.0.0.1:8001`, `[::1]:8001`.
std::string to_string(asio::ip::tcp::endpoint const& end);

}  // namespace netbasics::net

#endif
