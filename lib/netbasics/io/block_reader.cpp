#include "netbasics/io/block_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace netbasics::io {

void block::reserve(std::size_t capacity)
{
    if (capacity <= capacity_) return;
    auto grown = std::make_unique_for_overwrite<char[]>(capacity + padding);
    if (size_ > 0) std::memcpy(grown.get(), storage_.get(), size_);
    storage_ = std::move(grown);
    capacity_ = capacity;
}

result<std::size_t> block_reader::read_some(char* to, std::size_t room)
{
    for (;;) {
        auto const got = ::read(descriptor_, to, room);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno == EAGAIN) {
            pollfd ready{descriptor_, POLLIN, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return last_system_error();
        }
    }
}

result<bool> block_reader::read(block& into)
{
    into.size_ = 0;
    into.reserve(std::max(block_size, 2 * rest_.size_));
    if (rest_.size_ > 0) std::memcpy(into.storage_.get(), rest_.storage_.get(), rest_.size_);
    into.size_ = rest_.size_;
    rest_.size_ = 0;

    std::size_t whole = 0;  // bytes up to the last record end
    while (!at_end_) {
        if (into.size_ == into.capacity_) {
            if (whole > 0) break;
            into.reserve(2 * into.capacity_);
        }
        char* const start = into.storage_.get() + into.size_;
        auto const got = read_some(start, into.capacity_ - into.size_);
        if (!got) return got.error();
        at_end_ = *got == 0;
        into.size_ += *got;
        if (auto const* end = static_cast<char const*>(::memrchr(start, record_end_, *got)))
            whole = static_cast<std::size_t>(end - into.storage_.get()) + 1;
        if (whole > 0 && patience_ == patience::whole_records) break;
    }

    if (!at_end_) {
        rest_.reserve(into.size_ - whole);
        rest_.size_ = into.size_ - whole;
        if (rest_.size_ > 0) std::memcpy(rest_.storage_.get(), into.storage_.get() + whole, rest_.size_);
        into.size_ = whole;
    }
    std::memset(into.storage_.get() + into.size_, 0, block::padding);
    return into.size_ > 0;
}

}  // namespace netbasics::io
