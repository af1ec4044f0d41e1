#ifndef NETBASICS_SERVER_OUTBOXES_HPP
#define NETBASICS_SERVER_OUTBOXES_HPP

#include "netbasics/server/limits.hpp"
#include "netbasics/server/session.hpp"

#include <functional>
#include <vector>

namespace netbasics::server {

/// What sending a session's lines has come to.
struct sending {
    enum class state {
        all_sent,
        blocked,  ///< `session::unblocked` follows
        lost,     ///< `problem`
    };
    state now;
    int problem = 0;
};

/** One bounded queue a session: lines are pushed in a turn of the event loop and sent at its end. A session
    that does not read fills its own queue; nobody waits for it, except that those who speak are read a little
    later while it makes progress: no longer than `most`, and no longer than `stall` for one that does not
    read at all, which is not waited for again until it has read everything. */
class outboxes {
public:
    static constexpr std::chrono::milliseconds most{200};
    static constexpr std::chrono::milliseconds stall{25};

    /// `later` is called when there is work for the end of the turn.
    outboxes(room_limits const& limits, std::function<void()> later)
        : bound_(limits.queue), slow_(limits.slow), later_(std::move(later))
    {
    }

    /// What comes after an overflow is dropped. Every line takes this way to every member.
    void push(session_ptr const& to, room::shared_line line)
    {
        auto& out = to->out;
        if (out.full) return;
        out.queue.push(std::move(line));
        if (out.queue.bytes() > bound_ / 2) grown(to);
        mark(to);
    }

    /// It is looked at again at the end of the turn.
    void mark(session_ptr const& s)
    {
        if (s->out.dirty || s->out.blocked) return;
        s->out.dirty = true;
        dirty_.push_back(s);
        if (dirty_.size() == 1) later_();
    }

    /// Hands what is queued to the kernel.
    sending send(session_ptr const& s);

    /// Those whose queue has overflowed in this turn, and those with something to send.
    std::vector<session_ptr> take_overflowed() { return std::exchange(overflowed_, {}); }

    std::vector<session_ptr> take_marked();

    /// Somebody is behind and moves: nobody is read for now.
    bool must_wait();

    void clear() { dirty_.clear(), overflowed_.clear(), behind_.clear(); }

private:
    struct straggler {
        session_ptr who;
        state::time since;
        state::time moved;  ///< when it last took something
        std::size_t bytes;
    };

    void overflow(session_ptr const& s);
    void grown(session_ptr const& s);

    std::size_t bound_;
    room_limits::slow_policy slow_;
    std::function<void()> later_;
    std::vector<session_ptr> dirty_;
    std::vector<session_ptr> overflowed_;
    std::vector<straggler> behind_;
};

/// A notice as a line, in the form that the session reads.
room::shared_line notice_line(session const& to, std::string_view code, std::vector<std::string> values);

}  // namespace netbasics::server

#endif
