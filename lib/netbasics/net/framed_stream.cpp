#include "netbasics/net/framed_stream.hpp"

#include <utility>

namespace netbasics::net {

framed_stream::framed_stream(std::unique_ptr<byte_stream> bytes, framing how)
    : bytes_(std::move(bytes)), framer_(how), silence_(bytes_->executor())
{
}

asio::awaitable<result<batch>> framed_stream::read()
{
    if (auto const again = std::exchange(unread_, {}); !again.empty()) co_return again;
    for (;;) {
        auto const found = framer_.take();
        if (!found.empty() || ended_) co_return found;
        auto const got = co_await receive();
        if (got.has_error()) {
            if (std::exchange(told_by_silence_, false)) continue;
            co_return got.error();
        }
        if (*got == 0) {
            ended_ = true;
            framer_.ended();
        }
    }
}

asio::awaitable<result<std::size_t>> framed_stream::receive()
{
    if (framer_.undecided()) {
        silence_.expires_after(patience);
        silence_.async_wait([this](boost::system::error_code cancelled) {
            if (cancelled || !framer_.undecided()) return;
            framer_.decide(framing::raw);
            told_by_silence_ = true;
            bytes_->cancel_read();
        });
    }
    auto const got = co_await bytes_->read_some(framer_.space());
    silence_.cancel();
    if (got.has_value()) framer_.received(*got);
    co_return got;
}

asio::awaitable<result<void>> framed_stream::write(batch messages)
{
    if (framer_.how() == framing::raw) {
        for (auto const& m : messages) {
            auto const sent = co_await send(m.text);
            if (sent.has_error()) co_return sent.error();
        }
        co_return result<void>();
    }
    outgoing_.clear();
    for (auto const& m : messages) {
        outgoing_.append(m.text);
        if (m.ends && m.terminated) outgoing_.push_back('\n');
    }
    co_return co_await send(outgoing_);
}

asio::awaitable<result<void>> framed_stream::send(std::string_view text)
{
    while (!text.empty()) {
        auto const sent = co_await bytes_->write_some(text);
        if (sent.has_error()) co_return sent.error();
        text.remove_prefix(*sent);
    }
    co_return result<void>();
}

void framed_stream::cancel_read() { bytes_->cancel_read(); }

void framed_stream::close()
{
    silence_.cancel();
    bytes_->close();
}

}  // namespace netbasics::net
