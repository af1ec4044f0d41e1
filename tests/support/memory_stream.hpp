#ifndef NETBASICS_TESTS_SUPPORT_MEMORY_STREAM_HPP
#define NETBASICS_TESTS_SUPPORT_MEMORY_STREAM_HPP

#include "netbasics/net/byte_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <deque>
#include <optional>
#include <string>

namespace netbasics::test {

/// What went in and what comes out of a stream without a socket.
struct memory {
    std::deque<std::string> incoming{};  ///< a receive each
    bool incoming_ends = true;           ///< false: silence behind the last one
    std::string outgoing{};
    bool output_ended = false;
    bool closed = false;
    std::optional<int> fail_count{};  ///< the operation that fails, from 0; once
};

/// A byte stream over `memory`; each operation can be made to fail once.
class memory_stream : public net::byte_stream {
public:
    memory_stream(net::asio::any_io_executor where, memory& all) : all_(all), silence_(where)
    {
        silence_.expires_at(net::asio::steady_timer::time_point::max());
    }

    net::asio::awaitable<result<std::size_t>> read_some(std::span<char> space) override
    {
        if (fails()) co_return error(boost::system::error_code(net::asio::error::connection_reset));
        if (all_.incoming.empty() && all_.incoming_ends) co_return std::size_t{0};
        if (all_.incoming.empty()) {
            co_await silence_.async_wait(net::asio::as_tuple(net::asio::use_awaitable));
            co_return error(boost::system::error_code(net::asio::error::operation_aborted));
        }
        auto& next = all_.incoming.front();
        auto const size = std::min(next.size(), space.size());
        std::copy_n(next.begin(), size, space.begin());
        next.erase(0, size);
        if (next.empty()) all_.incoming.pop_front();
        co_return size;
    }

    net::asio::awaitable<result<std::size_t>> write_some(std::string_view bytes) override
    {
        if (fails()) co_return error(boost::system::error_code(net::asio::error::broken_pipe));
        auto const size = std::min<std::size_t>(bytes.size(), 7);  // a short write each time
        all_.outgoing.append(bytes.substr(0, size));
        co_return size;
    }

    net::asio::awaitable<result<void>> end_output() override
    {
        if (fails()) co_return error(boost::system::error_code(net::asio::error::not_connected));
        all_.output_ended = true;
        co_return result<void>();
    }

    void cancel_read() override { silence_.cancel(); }

    void close() override
    {
        all_.closed = true;
        silence_.cancel();
    }

    bool has_input() const override { return !all_.incoming.empty(); }

    net::asio::any_io_executor executor() override { return silence_.get_executor(); }

private:
    bool fails() { return all_.fail_count && (*all_.fail_count)-- == 0; }

    memory& all_;
    net::asio::steady_timer silence_;
};

}  // namespace netbasics::test

#endif
