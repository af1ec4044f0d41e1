#include "netbasics/room/outgoing_queue.hpp"

#include <algorithm>

namespace netbasics::room {

std::size_t outgoing_queue::gather(std::span<iovec> parts) const
{
    auto const count = std::min(lines(), parts.size());
    for (std::size_t i = 0; i < count; ++i) {
        auto const& line = *lines_[head_ + i];
        auto const skip = i == 0 ? sent_ : 0;
        parts[i] = {const_cast<char*>(line.data()) + skip, line.size() - skip};
    }
    return count;
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
        lines_ = {};
        gap_.reset();
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

}  // namespace netbasics::room
