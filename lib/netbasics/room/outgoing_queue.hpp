#ifndef NETBASICS_ROOM_OUTGOING_QUEUE_HPP
#define NETBASICS_ROOM_OUTGOING_QUEUE_HPP

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <sys/uio.h>
#include <vector>

namespace netbasics::room {

/// A line with its line end, written once for all who get it.
using shared_line = std::shared_ptr<std::string const>;

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

    /// The oldest bytes, a part for each line; how many parts were filled.
    std::size_t gather(std::span<iovec> parts) const;

    /// So many of the oldest bytes have been sent.
    void consume(std::size_t bytes);

    /// All but the line that is sent in part.
    void clear();

    /// Drops the oldest whole lines until at most `most` bytes wait, and puts a line in their place that
    /// `describe` makes of their number.
    template <class F>
    void drop_oldest(std::size_t most, F&& describe);

private:
    std::size_t first_whole() const { return head_ + (sent_ > 0 ? 1 : 0); }

    std::vector<shared_line> lines_;
    std::size_t head_ = 0;
    std::size_t sent_ = 0;  ///< bytes of the first line
    std::size_t bytes_ = 0;

    /// The line that tells of those that were dropped, and how many it tells of.
    struct gap {
        shared_line line;
        std::size_t dropped = 0;
    };

    std::unique_ptr<gap> gap_;  ///< null until something is dropped
};

template <class F>
void outgoing_queue::drop_oldest(std::size_t most, F&& describe)
{
    auto const begin = first_whole();
    if (!gap_) gap_ = std::make_unique<gap>();
    if (begin >= lines_.size() || lines_[begin] != gap_->line) gap_->dropped = 0;
    auto end = begin;
    while (end < lines_.size() && bytes_ > most) {
        bytes_ -= lines_[end]->size();
        if (lines_[end] != gap_->line) ++gap_->dropped;
        ++end;
    }
    if (end == begin) return;
    gap_->line = describe(gap_->dropped);
    bytes_ += gap_->line->size();
    lines_[begin] = gap_->line;
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                 lines_.begin() + static_cast<std::ptrdiff_t>(end));
}

}  // namespace netbasics::room

#endif
