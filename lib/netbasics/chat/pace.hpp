#ifndef NETBASICS_CHAT_PACE_HPP
#define NETBASICS_CHAT_PACE_HPP

#include "netbasics/chat/room_member.hpp"

#include <vector>

namespace netbasics::chat {

/** Whether those who speak are read a little later, because one who does read cannot follow.
    He is waited for while he makes progress, and no longer than `most`; who does not read at all holds nobody
    up for more than `stall`, and is not waited for again until he has read everything. */
class pace {
public:
    using clock = room_member::clock;

    static constexpr std::chrono::milliseconds most{200};
    static constexpr std::chrono::milliseconds stall{25};

    explicit pace(std::size_t queue_bound) : half_(queue_bound / 2) {}

    /// His queue has grown.
    void grown(member_ptr const& who)
    {
        if (who->behind || who->given_up || who->queue.bytes() <= half_) return;
        auto const now = clock::now();
        who->behind = true;
        behind_.push_back({who, now, now, who->queue.bytes()});
    }

    bool must_wait()
    {
        if (behind_.empty()) return false;
        auto const now = clock::now();
        std::erase_if(behind_, [&](straggler& s) {
            auto& m = *s.who;
            if (m.queue.bytes() < s.bytes) s.moved = now;
            s.bytes = m.queue.bytes();
            bool const done = m.now != room_member::phase::present || s.bytes <= half_;
            bool const late = !done && (now - s.since > most || now - s.moved > stall);
            if (done || late) m.behind = false;
            if (late) m.given_up = true;
            return done || late;
        });
        return !behind_.empty();
    }

    /// His queue is empty.
    static void caught_up(member_ptr const& who) { who->given_up = false; }

private:
    struct straggler {
        member_ptr who;
        clock::time_point since;
        clock::time_point moved;  ///< when he last took something
        std::size_t bytes;
    };

    std::size_t half_;
    std::vector<straggler> behind_;
};

}  // namespace netbasics::chat

#endif
