#include "netbasics/server/outboxes.hpp"

#include "netbasics/room/notice.hpp"

#include <cerrno>

namespace netbasics::server {

using pace = session_output::pace;

room::shared_line notice_line(session const& to, std::string_view code, std::vector<std::string> values)
{
    auto const what = room::room::tell(0, code, std::move(values), std::chrono::system_clock::now()).what;
    return to.json ? what->json() : what->plain();
}

std::vector<session_ptr> outboxes::take_marked()
{
    auto taken = std::exchange(dirty_, {});
    for (auto const& s : taken) s->out.dirty = false;
    return taken;
}

sending outboxes::send(session_ptr const& s)
{
    auto const problem = s->channel->send(s->out.queue);
    if (problem == EAGAIN) {
        s->out.blocked = true;
        s->channel->wait_write(s);
        return {sending::state::blocked};
    }
    if (problem != 0) return {sending::state::lost, problem};
    if (s->out.reads == pace::given_up) s->out.reads = pace::following;
    return {sending::state::all_sent};
}

void outboxes::overflow(session_ptr const& s)
{
    auto& queue = s->out.queue;
    if (slow_ == room_limits::slow_policy::drop_oldest) {
        queue.drop_oldest(bound_ / 2, [&](std::size_t count) {
            return notice_line(*s, "lines-left-out", {std::to_string(count)});
        });
        return;
    }
    auto const waiting = queue.bytes();
    queue.clear();
    queue.push(notice_line(*s, "too-slow", {std::to_string(waiting)}));
    s->out.full = true;
    overflowed_.push_back(s);
    later_();
}

/// More than half of what may wait does.
void outboxes::grown(session_ptr const& s)
{
    auto& out = s->out;
    // Much may have come in this turn: it is too much only where the kernel takes none of it.
    if (out.queue.bytes() > bound_ && !out.blocked) send(s);
    auto const bytes = out.queue.bytes();
    if (out.reads == pace::following && bytes > bound_ / 2) {
        auto const now = session_clock::now();
        out.reads = pace::behind;
        behind_.push_back({s, now, now, bytes});
    }
    if (bytes > bound_ && s->is_open()) overflow(s);
}

bool outboxes::must_wait()
{
    if (behind_.empty()) return false;
    auto const now = session_clock::now();
    std::erase_if(behind_, [&](straggler& one) {
        auto& out = one.who->out;
        auto const bytes = out.queue.bytes();
        if (bytes < one.bytes) one.moved = now;
        one.bytes = bytes;
        bool const done = !one.who->is_in_room() || bytes <= bound_ / 2;
        bool const late = !done && (now - one.since > most || now - one.moved > stall);
        if (late)
            out.reads = pace::given_up;
        else if (done)
            out.reads = pace::following;
        return done || late;
    });
    return !behind_.empty();
}

}  // namespace netbasics::server
