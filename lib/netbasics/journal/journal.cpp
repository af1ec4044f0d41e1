#include "netbasics/journal/journal.hpp"

#include <algorithm>

namespace netbasics::journal {
namespace {

constexpr std::size_t other_events = 1000;  ///< joins and notices kept beside the messages

bool is_message(entry const& what) { return what->kind == room::event_kind::message; }

}  // namespace

void journal::commit_one(entry const& what, std::uint64_t tag)
{
    if (what->seq != 0) {
        last_seq_ = std::max(last_seq_, what->seq);
        if (!began_) began_ = what->time;
        remember(what);
    }
    if (subscriber_ != nullptr) subscriber_->committed(what, tag);
}

void journal::fail_one(entry const& what, std::uint64_t tag, std::string const& why)
{
    if (subscriber_ != nullptr) subscriber_->failed(what, tag, why);
}

void journal::resume(std::uint64_t last_seq, std::optional<room::moment> began,
                     std::vector<entry> const& past)
{
    last_seq_ = last_seq;
    began_ = began;
    forgotten_ = past.empty() ? last_seq : past.front()->seq - 1;
    for (auto const& what : past) remember(what);
}

void journal::remember(entry const& what)
{
    recent_.push_back(what);
    messages_ += is_message(what) ? 1 : 0;
    while (messages_ > kept_ || recent_.size() > messages_ + other_events) {
        forgotten_ = recent_.front()->seq;
        messages_ -= is_message(recent_.front()) ? 1 : 0;
        recent_.pop_front();
    }
}

void journal::forget()
{
    recent_.clear();
    messages_ = 0;
    forgotten_ = 0;
    last_seq_ = 0;
}

std::vector<entry> journal::recent(place& where, std::size_t most) const
{
    std::vector<entry> found;
    auto next = std::upper_bound(recent_.begin(), recent_.end(), where.seq,
                                 [](std::uint64_t seq, entry const& what) { return seq < what->seq; });
    for (std::size_t bytes = 0; next != recent_.end() && bytes < most; ++next) {
        bytes += (*next)->text.size() + (*next)->from.size();
        where.seq = (*next)->seq;
        found.push_back(*next);
    }
    return found;
}

place journal::before_last(std::size_t count) const
{
    auto found = place{last_seq_, 0, 0};
    for (auto what = recent_.rbegin(); what != recent_.rend() && count > 0; ++what) {
        if (!is_message(*what)) continue;
        found.seq = (*what)->seq - 1;
        --count;
    }
    return found;
}

}  // namespace netbasics::journal
