#ifndef NETBASICS_NET_FRAMED_STREAM_HPP
#define NETBASICS_NET_FRAMED_STREAM_HPP

#include "netbasics/net/byte_stream.hpp"
#include "netbasics/net/framer.hpp"
#include "netbasics/net/message_stream.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace netbasics::net {

/** Messages over any byte stream. With automatic framing the peer's first bytes decide: raw when they
    hold no line end and nothing follows them for `patience`; until then messages are written as lines. */
class framed_stream : public message_stream {
public:
    static constexpr std::chrono::milliseconds patience{200};

    framed_stream(std::unique_ptr<byte_stream> bytes, framing how);

    asio::awaitable<result<batch>> read() override;

    /// The next read gives these, the rest of what the last one gave.
    void unread(batch rest) { unread_ = rest; }

    asio::awaitable<result<void>> write(batch messages) override;

    asio::awaitable<result<void>> end_output() override { return bytes_->end_output(); }

    void cancel_read() override;
    void close() override;

    bool has_input() const override { return !unread_.empty() || framer_.has_rest() || bytes_->has_input(); }

    asio::awaitable<result<void>> delivered() override { return bytes_->delivered(); }

    bool peer_has_closed() override { return bytes_->peer_has_closed(); }

    framing how() const override { return framer_.how(); }

    bool undecided() const override { return framer_.undecided(); }

private:
    asio::awaitable<result<std::size_t>> receive();
    asio::awaitable<result<void>> send(std::string_view text);

    std::unique_ptr<byte_stream> bytes_;
    framer framer_;
    asio::steady_timer silence_;
    batch unread_{};
    std::string outgoing_;
    bool ended_ = false;
    bool told_by_silence_ = false;
};

}  // namespace netbasics::net

#endif
