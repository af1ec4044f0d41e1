#ifndef NETBASICS_TESTS_SUPPORT_MEMORY_CHANNEL_HPP
#define NETBASICS_TESTS_SUPPORT_MEMORY_CHANNEL_HPP

#include "netbasics/server/member_channel.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <optional>
#include <string>

namespace netbasics::test {

/// The far end of a channel without a socket.
struct far_end {
    std::deque<std::string> incoming{};  ///< a receive each
    bool incoming_ends = false;
    std::string outgoing{};
    std::size_t takes = 7;  ///< bytes of a send; 0: he does not read
    bool output_ended = false;
    bool closed = false;
    std::optional<int> fail_count{};  ///< the send or receive that fails, from 0; once
    int problem = ECONNRESET;         ///< how
};

/// A member's channel over a `far_end`; each operation can be made to fail once.
class memory_channel : public server::member_channel {
public:
    memory_channel(boost::asio::io_context& context, far_end& all) : context_(context), all_(all) {}

    int send(room::outgoing_queue& lines) override
    {
        if (fails()) return all_.problem;
        if (lines.empty()) return 0;
        iovec part{};
        lines.gather({&part, 1});
        auto const size = std::min(part.iov_len, all_.takes);
        all_.outgoing.append(static_cast<char const*>(part.iov_base), size);
        lines.consume(size);
        return lines.empty() ? 0 : EAGAIN;
    }

    std::ptrdiff_t receive(std::span<char> space) override
    {
        if (fails()) return -all_.problem;
        if (all_.incoming.empty()) return all_.incoming_ends ? 0 : -EAGAIN;
        auto const next = std::move(all_.incoming.front());
        all_.incoming.pop_front();
        std::copy(next.begin(), next.end(), space.begin());
        return static_cast<std::ptrdiff_t>(next.size());
    }

    void wait_read(std::shared_ptr<server::channel_user> who) override
    {
        if (all_.incoming.empty() && !all_.incoming_ends) {
            reader_ = std::move(who);
            return;
        }
        boost::asio::post(context_, [who = std::move(who)] { who->readable({}); });
    }

    void wait_write(std::shared_ptr<server::channel_user> who) override
    {
        if (all_.takes == 0) {
            writer_ = std::move(who);
            return;
        }
        boost::asio::post(context_, [who = std::move(who)] { who->writable({}); });
    }

    void end_output() override { all_.output_ended = true; }

    void close() override
    {
        all_.closed = true;
        reader_.reset();
        writer_.reset();
    }

    /// What has come since is read.
    void wake()
    {
        if (auto const who = std::exchange(reader_, nullptr)) wait_read(who);
    }

    void wake_writer()
    {
        if (auto const who = std::exchange(writer_, nullptr)) wait_write(who);
    }

private:
    bool fails() { return all_.fail_count && (*all_.fail_count)-- == 0; }

    boost::asio::io_context& context_;
    far_end& all_;
    std::shared_ptr<server::channel_user> reader_;
    std::shared_ptr<server::channel_user> writer_;
};

}  // namespace netbasics::test

#endif
