#include "netbasics/chat/room_member.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>

namespace netbasics::chat {

int outgoing_queue::send(int descriptor)
{
    constexpr std::size_t most_lines = 1024;  // IOV_MAX
    iovec parts[most_lines];
    while (!empty()) {
        auto const count = std::min(lines(), most_lines);
        std::size_t wanted = 0;
        for (std::size_t i = 0; i < count; ++i) {
            auto const& line = *lines_[head_ + i];
            auto const skip = i == 0 ? sent_ : 0;
            parts[i] = {const_cast<char*>(line.data()) + skip, line.size() - skip};
            wanted += line.size() - skip;
        }
        msghdr what{};
        what.msg_iov = parts;
        what.msg_iovlen = count;
        auto const sent = ::sendmsg(descriptor, &what, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return errno;
        consume(static_cast<std::size_t>(sent));
        if (static_cast<std::size_t>(sent) < wanted) return EAGAIN;
    }
    return 0;
}

void outgoing_queue::consume(std::size_t bytes)
{
    bytes_ -= bytes;
    bytes += sent_;
    while (head_ < lines_.size() && bytes >= lines_[head_]->size()) {
        bytes -= lines_[head_]->size();
        lines_[head_].reset();
        ++head_;
    }
    sent_ = bytes;
    if (head_ == lines_.size()) {
        if (lines_.capacity() > 8)
            lines_ = {};
        else
            lines_.clear();
        head_ = 0;
    } else if (head_ > 1024 && head_ * 2 > lines_.size()) {
        lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(head_));
        head_ = 0;
    }
}

void outgoing_queue::clear()
{
    auto const kept = first_whole();
    for (auto i = kept; i < lines_.size(); ++i) bytes_ -= lines_[i]->size();
    lines_.resize(kept);
}

}  // namespace netbasics::chat
