#ifndef NETBASICS_CHAT_ROOM_MEMBER_HPP
#define NETBASICS_CHAT_ROOM_MEMBER_HPP

#include "netbasics/chat/room.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>

namespace netbasics::chat {

namespace asio = boost::asio;

/// Lines that wait to be sent to one member, oldest first. Costs nothing while it is empty.
class outgoing_queue {
public:
    bool empty() const noexcept { return head_ == lines_.size(); }

    std::size_t bytes() const noexcept { return bytes_; }  ///< not yet sent

    std::size_t lines() const noexcept { return lines_.size() - head_; }

    void push(shared_line line)
    {
        bytes_ += line->size();
        lines_.push_back(std::move(line));
    }

    /// The kernel's answer to one gathered write: 0 or an errno value.
    int send(int descriptor);

    /// All but the line that is sent in part.
    void clear();

    /// Drops the oldest whole lines until at most `most` bytes wait, and puts a line in their place that
    /// `describe` makes of their number.
    template <class F>
    void drop_oldest(std::size_t most, F&& describe);

private:
    std::size_t first_whole() const { return head_ + (sent_ > 0 ? 1 : 0); }

    void consume(std::size_t bytes);

    std::vector<shared_line> lines_;
    std::size_t head_ = 0;
    std::size_t sent_ = 0;  ///< bytes of the first line
    std::size_t bytes_ = 0;
    shared_line gap_;          ///< the line that tells of those that were dropped
    std::size_t dropped_ = 0;  ///< how many it tells of
};

template <class F>
void outgoing_queue::drop_oldest(std::size_t most, F&& describe)
{
    auto const begin = first_whole();
    if (gap_ == nullptr || begin >= lines_.size() || lines_[begin] != gap_) dropped_ = 0;
    auto end = begin;
    while (end < lines_.size() && bytes_ > most) {
        bytes_ -= lines_[end]->size();
        if (lines_[end] != gap_) ++dropped_;
        ++end;
    }
    if (end == begin) return;
    gap_ = describe(dropped_);
    bytes_ += gap_->size();
    lines_[begin] = gap_;
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                 lines_.begin() + static_cast<std::ptrdiff_t>(end));
}

using room_clock = std::chrono::steady_clock;
using room_socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

/// A connection and what the server knows of it. Kept small: there may be ten thousand.
struct room_member {
    enum class phase : std::uint8_t {
        present,
        leaving,    ///< his queue is flushed, then his connection ends
        lingering,  ///< all is sent; his own end is waited for, so that nothing is thrown away
        gone,
    };

    explicit room_member(room_socket s, asio::ip::address a) : socket(std::move(s)), address(std::move(a)) {}

    room_socket socket;
    asio::ip::address address;
    member_id id = 0;
    std::uint32_t place = 0;  ///< in the server's list
    phase now = phase::present;
    bool dirty = false;      ///< something was queued in this turn
    bool blocked = false;    ///< the kernel takes no more for now
    bool watched = false;    ///< by the timer
    bool silent = true;      ///< has not finished a line
    bool throttled = false;  ///< is read again when he has tokens
    bool skipping = false;   ///< inside a line that was too long
    bool overflowed = false;
    bool refused = false;
    bool input_ended = false;
    bool json = false;
    outgoing_queue queue;
    std::string partial;  ///< received, not yet a line, or not yet allowed
    double tokens = 0;
    room_clock::time_point refilled;
    room_clock::time_point since;  ///< of what the timer watches
};

}  // namespace netbasics::chat

#endif
