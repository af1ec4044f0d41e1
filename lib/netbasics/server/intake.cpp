// What comes from callers.

#include "netbasics/server/room_service.hpp"

#include <cerrno>
#include <cstring>

namespace netbasics::server {
namespace {

using waits_for = session_input::waits_for;

/// Telnet commands are three bytes from 0xFF, which UTF-8 never has.
void remove_telnet_commands(std::string& line)
{
    constexpr char iac = '\xff';
    for (auto at = line.find(iac); at != line.npos; at = line.find(iac, at)) {
        bool const option = at + 1 < line.size() && static_cast<unsigned char>(line[at + 1]) >= 0xFB;
        bool const command = at + 1 < line.size() && static_cast<unsigned char>(line[at + 1]) >= 0xF0;
        if (!command) break;
        line.erase(at, option ? 3 : 2);
    }
}

/// A program names itself and says what it wants to read before it is given anything.
bool says_what_to_read(std::string_view line)
{
    return line.starts_with("/json") || line.starts_with("/nick") || line.starts_with("/since") ||
           line.starts_with("/resume");
}

}  // namespace

/// One receive, then the others have their turn.
void room_server::implementation::receive(session_ptr const& s)
{
    if (s->is_heard() && (!journal_.accepts() || out_.must_wait())) return receive_later(s);
    auto const got = s->channel->receive(block_);
    if (got == 0) return peer_ended(s);
    if (got < 0 && got != -EAGAIN) return lose(s, static_cast<int>(-got));
    if (got > 0 && s->is_heard()) {
        s->in.lines.add({block_.data(), static_cast<std::size_t>(got)});
        take_lines(s);
    }
    if (!s->is<state::gone>() && !s->is<state::rejected>() && s->in.what != waits_for::tokens)
        s->channel->wait_read(s);
}

void room_server::implementation::receive_later(session_ptr const& s)
{
    turns_.unread.push_back(s);
    if (turns_.unread.size() > 1) return;
    turns_.pause.expires_after(std::chrono::milliseconds(1));
    turns_.pause.async_wait([self = shared_from_this()](boost::system::error_code stopped) {
        if (stopped) return;
        for (auto const& one : std::exchange(self->turns_.unread, {}))
            if (!one->is<state::gone>()) self->receive(one);
    });
}

/// The last line counts without a line end too; then the caller leaves.
void room_server::implementation::peer_ended(session_ptr const& s)
{
    s->in.ended = true;
    if (s->is<state::lingering>()) return drop(s);
    if (!s->is_heard()) return;
    if (auto const rest = s->in.lines.take_rest(); !rest.empty()) hear(s, rest);
    if (s->is_heard()) part(s, {}, goodbye_time);
}

void room_server::implementation::take_lines(session_ptr const& s)
{
    using found = server::line_intake::found;
    auto const time = session_clock::now();
    auto& in = s->in;
    std::string_view line;
    while (s->is_heard()) {
        auto const what = in.lines.next(line, limits_.input, time);
        bool const throttled = what == found::throttled;
        if (throttled || what == found::nothing) {
            bool const has_begun = in.lines.has_rest();
            auto const next = throttled                          ? waits_for::tokens
                              : has_begun                        ? waits_for::line_end
                              : in.what == waits_for::first_line ? waits_for::first_line
                                                                 : waits_for::nothing;
            if (in.what != next) in.since = time;
            in.what = next;
            if (throttled || has_begun) watch(s);
            return;
        }
        in.what = waits_for::nothing;
        if (what == found::line)
            hear(s, line);
        else
            deliver(
                {room::room::tell(s->id, "too-long", {std::to_string(limits_.input.line)}, present_time())});
    }
}

void room_server::implementation::hear(session_ptr const& s, std::string_view line)
{
    std::string cleaned;
    if (std::memchr(line.data(), 0xFF, line.size()) != nullptr) {
        cleaned = line;
        remove_telnet_commands(cleaned);
        line = cleaned;
    }
    if (s->is<state::proving>()) return judge(s, line);
    if (!take_member_seat(s)) return;
    if (s->is<state::arriving>() && !says_what_to_read(line)) past_.start(s, ~std::uint64_t{0});
    deliver(room_.hear(s->id, line, present_time()));
    if (line.starts_with('/')) obey(s);
}

/// What a command changes for the connection.
void room_server::implementation::obey(session_ptr const& s)
{
    s->json = room_.reads_json(s->id);
    if (auto const stale = room_.take_replaced()) replace(*stale);
    if (auto const seq = room_.take_since(s->id)) past_.catch_up(s, *seq);
    if (room_.has_quit(s->id)) part(s, {}, goodbye_time);
}

}  // namespace netbasics::server
