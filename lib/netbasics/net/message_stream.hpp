#ifndef NETBASICS_NET_MESSAGE_STREAM_HPP
#define NETBASICS_NET_MESSAGE_STREAM_HPP

#include "netbasics/error.hpp"
#include "netbasics/net/message.hpp"

#include <boost/asio/awaitable.hpp>

namespace netbasics::net {

namespace asio = boost::asio;

/** Messages both ways. What carries them, TCP, TLS, WebSocket or a person at a terminal, stays behind it.
    One read and one write may wait at a time; a write ends when the bytes are on their way, so whoever
    awaits it before he asks for more holds one batch and no queue. */
class message_stream {
public:
    virtual ~message_stream() = default;

    /// What has come, at least one message; none once the other side has ended.
    virtual asio::awaitable<result<batch>> read() = 0;

    virtual asio::awaitable<result<void>> write(batch messages) = 0;

    /// The other side sees the end; reading goes on.
    virtual asio::awaitable<result<void>> end_output() = 0;

    /// A read that waits fails with operation_aborted; one that begins later does not.
    virtual void cancel_read() = 0;

    /// All that waits fails.
    virtual void close() = 0;

    /// Messages, or a part of one, are there that nobody has read.
    virtual bool has_input() const { return false; }

    /// As `byte_stream` has them.
    virtual asio::awaitable<result<void>> delivered() { co_return result<void>(); }

    virtual bool peer_has_closed() { return false; }

    /// How messages end here; `automatic` as long as that is not known.
    virtual framing how() const { return framing::line; }

    /// The peer has begun to speak, and soon his framing will be known.
    virtual bool undecided() const { return false; }
};

}  // namespace netbasics::net

#endif
