#ifndef NETBASICS_SERVER_TCP_CHANNEL_HPP
#define NETBASICS_SERVER_TCP_CHANNEL_HPP

#include "netbasics/net/telnet_filter.hpp"
#include "netbasics/server/member_channel.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace netbasics::server {

namespace asio = boost::asio;

/// With the executor's own type instead of a type-erased one: a third of the size.
using small_socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

/** A connection for a member: sends at once (TCP_NODELAY), notices a dead link. Not open where the descriptor
 * could not be taken over. */
small_socket member_socket(asio::io_context& context, asio::ip::tcp::socket socket,
                           asio::ip::tcp::endpoint const& from);

/// Plain lines over TCP. A program that speaks another protocol is answered in it, and lost (EPROTO).
class tcp_channel : public member_channel {
public:
    explicit tcp_channel(small_socket socket) : socket_(std::move(socket)) {}

    int send(room::outgoing_queue& lines) override;
    std::ptrdiff_t receive(std::span<char> space) override;
    void wait_read(std::shared_ptr<channel_user> who) override;
    void wait_write(std::shared_ptr<channel_user> who) override;
    void end_output() override;
    void close() override;

private:
    void say_and_end(std::string const& answer);

    small_socket socket_;
    net::telnet_filter telnet_;
    bool heard_ = false;
};

}  // namespace netbasics::server

#endif
