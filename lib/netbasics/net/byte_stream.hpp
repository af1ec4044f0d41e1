#ifndef NETBASICS_NET_BYTE_STREAM_HPP
#define NETBASICS_NET_BYTE_STREAM_HPP

#include "netbasics/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <span>
#include <string_view>

namespace netbasics::net {

namespace asio = boost::asio;

/** Bytes both ways: TCP, TLS, the process's own input and output, memory in tests.
    One read and one write may wait at a time. */
class byte_stream {
public:
    virtual ~byte_stream() = default;

    /// Bytes received, at least one; 0 once the other side has ended its output.
    virtual asio::awaitable<result<std::size_t>> read_some(std::span<char> space) = 0;

    /// Bytes sent, at least one where there are any.
    virtual asio::awaitable<result<std::size_t>> write_some(std::string_view bytes) = 0;

    /// The other side sees the end of its input; reading goes on.
    virtual asio::awaitable<result<void>> end_output() = 0;

    /// A read that waits fails with operation_aborted, and one that begins does not.
    virtual void cancel_read() = 0;

    /// All that waits fails.
    virtual void close() = 0;

    /// Bytes that a read would get at once.
    virtual bool has_input() const { return false; }

    /// Waits until the peer's system has all that was sent. Fails where it was thrown away.
    virtual asio::awaitable<result<void>> delivered() { co_return result<void>(); }

    /// Nobody is there to read, as far as this system can tell.
    virtual bool peer_has_closed() { return false; }

    virtual asio::any_io_executor executor() = 0;
};

}  // namespace netbasics::net

#endif
