#include "netbasics/web/websocket_channel.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/websocket/error.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <algorithm>
#include <cerrno>
#include <string>

namespace netbasics::web {

namespace websocket = beast::websocket;
using boost::system::error_code;
using server::channel_user;

namespace {

/// Bytes of a message; its lines are taken as they come.
constexpr std::size_t longest_incoming = std::size_t{4} << 20;
constexpr std::size_t longest_outgoing = 65'536;  ///< bytes of a message, but for a longer line
constexpr std::size_t least_space = 512;          ///< for a receive: what a silent member costs
constexpr std::size_t most_space = 32'768;
constexpr std::size_t most_received = 32'768;  ///< bytes, and one receive more; then the peer waits

int number_of(error_code problem)
{
    if (problem.category() == boost::system::system_category()) return problem.value();
    return problem == beast::error::timeout ? ETIMEDOUT : EPROTO;
}

/// The connection; it lives as long as the channel, or as something waits.
class connection : public std::enable_shared_from_this<connection> {
public:
    explicit connection(web_stream stream) : stream_(std::move(stream))
    {
        websocket::stream_base::timeout limits{};
        limits.handshake_timeout = std::chrono::seconds(10);
        limits.idle_timeout = std::chrono::seconds(60);
        limits.keep_alive_pings = true;
        stream_.set_option(limits);
        stream_.read_message_max(longest_incoming);
        stream_.auto_fragment(false);
        stream_.text(true);
    }

    asio::awaitable<bool> accept(http::request<http::empty_body> const& asked)
    {
        auto const [problem] = co_await stream_.async_accept(asked, asio::as_tuple(asio::use_awaitable));
        co_return !problem;
    }

    int send(room::outgoing_queue& lines)
    {
        if (lines.empty()) return 0;
        if (problem_) return number_of(problem_);
        if (ended_ || closing_) return EPIPE;
        if (writing_) return EAGAIN;
        take_message(lines);
        writing_ = true;
        stream_.async_write(
            asio::buffer(outgoing_),
            [self = shared_from_this()](error_code problem, std::size_t) { self->written(problem); });
        return lines.empty() ? 0 : EAGAIN;
    }

    std::ptrdiff_t receive(std::span<char> space)
    {
        auto const count = std::min(space.size(), received_.size() - taken_);
        if (count > 0) {
            std::copy_n(received_.data() + taken_, count, space.data());
            taken_ += count;
            if (taken_ == received_.size()) {
                received_ = std::string();
                taken_ = 0;
            }
            return static_cast<std::ptrdiff_t>(count);
        }
        if (ended_) return 0;
        return problem_ ? -number_of(problem_) : -EAGAIN;
    }

    void wait_read(std::shared_ptr<server::channel_user> who)
    {
        reader_ = std::move(who);
        if (!received_.empty() || ended_ || problem_) later([](connection& c) { c.tell_reader(); });
        read();
    }

    void wait_write(std::shared_ptr<server::channel_user> who)
    {
        writer_ = std::move(who);
        if (!writing_) later([](connection& c) { c.tell_writer(); });
    }

    void end_output()
    {
        closing_ = true;
        if (!writing_) say_close(websocket::close_code::normal);
    }

    void close()
    {
        error_code ignored;
        beast::get_lowest_layer(stream_).close(ignored);
        // Held by the event loop alone from here on: it may end before it comes to them.
        asio::post(stream_.get_executor(),
                   [reader = std::exchange(reader_, nullptr), writer = std::exchange(writer_, nullptr)] {
                       if (reader) reader->readable(asio::error::operation_aborted);
                       if (writer) writer->writable(asio::error::operation_aborted);
                   });
    }

private:
    template <class F>
    void later(F f)
    {
        asio::post(stream_.get_executor(), [self = shared_from_this(), f] { f(*self); });
    }

    void tell_reader()
    {
        if (auto const who = std::exchange(reader_, nullptr)) who->readable({});
    }

    void tell_writer()
    {
        if (auto const who = std::exchange(writer_, nullptr)) who->writable({});
    }

    /// Whole lines: half a character would make the message no text.
    void take_message(room::outgoing_queue& lines)
    {
        iovec parts[1024];
        while (!lines.empty()) {
            auto const count = lines.gather(parts);
            std::size_t bytes = 0;
            std::size_t used = 0;
            for (; used < count; ++used) {
                auto const size = parts[used].iov_len;
                if (outgoing_.size() + bytes + size > longest_outgoing && outgoing_.size() + bytes > 0) break;
                bytes += size;
            }
            outgoing_.reserve(outgoing_.size() + bytes);
            for (std::size_t i = 0; i < used; ++i)
                outgoing_.append(static_cast<char const*>(parts[i].iov_base), parts[i].iov_len);
            lines.consume(bytes);
            if (used < count || outgoing_.size() >= longest_outgoing) return;
        }
    }

    void written(error_code problem)
    {
        writing_ = false;
        outgoing_ = std::string();
        if (problem && !problem_) problem_ = problem;
        if (closing_ && !problem_) say_close(websocket::close_code::normal);
        tell_writer();
    }

    void say_close(websocket::close_code why)
    {
        if (std::exchange(close_said_, true)) return;
        stream_.async_close(why, [self = shared_from_this()](error_code) {});
    }

    void read()
    {
        if (reading_ || ended_ || problem_ || received_.size() >= most_received) return;
        reading_ = true;
        if (incoming_.size() != space_) incoming_ = std::string(space_, '\0');
        stream_.async_read_some(asio::buffer(incoming_),
                                [self = shared_from_this()](error_code problem, std::size_t bytes) {
                                    self->have_read(problem, bytes);
                                });
    }

    /// Many short messages may have come at once, and Beast gives one in a turn of the event loop: the reader
    /// is told when a turn has brought none.
    void have_read(error_code problem, std::size_t bytes)
    {
        reading_ = false;
        if (problem == websocket::error::closed || problem == asio::error::eof)
            ended_ = true;
        else if (problem)
            problem_ = problem;
        else if (stream_.got_binary())
            refuse_binary();
        else
            take(bytes);
        read();
        later([count = ++reads_](connection& c) {
            bool const is_news = !c.received_.empty() || c.ended_ || c.problem_;
            if (is_news && (count == c.reads_ || !c.reading_)) c.tell_reader();
        });
    }

    void take(std::size_t bytes)
    {
        if (bytes == space_)
            space_ = std::min(space_ * 2, most_space);
        else if (bytes < space_ / 4)
            space_ = std::max(space_ / 2, least_space);
        received_.append(incoming_, 0, bytes);
        if (bytes > 0) line_is_open_ = incoming_[bytes - 1] != '\n';
        if (stream_.is_message_done() && std::exchange(line_is_open_, false)) received_.push_back('\n');
    }

    void refuse_binary()
    {
        ended_ = true;
        say_close(websocket::close_code::unknown_data);
    }

    websocket::stream<web_stream, false> stream_;  // no compression: its memory is a hundred times a member's
    std::string incoming_;                         ///< space for what is read next
    std::string received_;                         ///< for the reader
    std::string outgoing_;                         ///< the message that is being written
    std::shared_ptr<server::channel_user> reader_;
    std::shared_ptr<server::channel_user> writer_;
    error_code problem_;
    std::size_t taken_ = 0;  ///< of `received_`
    std::size_t reads_ = 0;
    std::size_t space_ = least_space;
    bool reading_ = false;
    bool writing_ = false;
    bool line_is_open_ = false;
    bool ended_ = false;  ///< by the other side
    bool closing_ = false;
    bool close_said_ = false;
};

class websocket_channel : public server::member_channel {
public:
    explicit websocket_channel(std::shared_ptr<connection> own) : own_(std::move(own)) {}

    int send(room::outgoing_queue& lines) override { return own_->send(lines); }

    std::ptrdiff_t receive(std::span<char> space) override { return own_->receive(space); }

    void wait_read(std::shared_ptr<server::channel_user> who) override { own_->wait_read(std::move(who)); }

    void wait_write(std::shared_ptr<server::channel_user> who) override { own_->wait_write(std::move(who)); }

    void end_output() override { own_->end_output(); }

    void close() override { own_->close(); }

private:
    std::shared_ptr<connection> own_;
};

}  // namespace

asio::awaitable<std::unique_ptr<server::member_channel>>
accept_websocket(web_stream stream, http::request<http::empty_body> const& asked)
{
    auto const made = std::make_shared<connection>(std::move(stream));
    bool const accepted = co_await made->accept(asked);
    if (!accepted) co_return nullptr;
    co_return std::make_unique<websocket_channel>(made);
}

}  // namespace netbasics::web
