#include "netbasics/server/past_reader.hpp"

#include "netbasics/room/notice.hpp"

namespace netbasics::server {
namespace {

using wants = state::catching_up::wants;

constexpr std::size_t at_once = 65'536;  ///< bytes

state::catching_up reading(journal::place const& from, wants what)
{
    return {std::make_unique<journal::place>(from), what};
}

}  // namespace

void past_reader::start(session_ptr const& s, std::uint64_t before)
{
    s->now = reading(journal_.before_last(history_), wants::last_messages);
    read_on(s, before);
}

void past_reader::catch_up(session_ptr const& s, std::uint64_t seq)
{
    if (seq == room::room::npos)
        s->now = reading(journal_.before_last(history_), wants::last_messages_and_end);
    else
        s->now = reading(journal_.after(seq), wants::everything);
    read_on(s);
}

void past_reader::read_on(session_ptr const& s, std::uint64_t before)
{
    auto const wanted = std::get<state::catching_up>(s->now).what;
    auto& where = *std::get<state::catching_up>(s->now).where;
    bool const from_journal = wanted == wants::everything && journal_.keeps_everything();
    if (!from_journal && journal_.has_lost_after(where.seq)) out_.push(s, notice_line(*s, "older-lost", {}));
    for (bool ended = false; !ended;) {
        auto const more = from_journal ? journal_.read(where, at_once) : journal_.recent(where, at_once);
        ended = more.empty() || more.back()->seq >= before;
        for (auto const& what : more)
            if (what->seq < before) give(s, what, wanted == wants::everything);
        // The rest once this is on its way; a short past goes out at once.
        if (!ended && s->out.queue.bytes() >= at_once) return out_.mark(s);
    }
    s->now = state::present();
    if (wanted != wants::last_messages) tell_current(s);
}

void past_reader::give(session_ptr const& s, journal::entry const& what, bool asked)
{
    bool const is_message = what->kind == room::event_kind::message;
    if (!asked && !is_message) return;
    if (s->json) return out_.push(s, what->json());
    if (!asked || !is_message || what->from != room_.name_of(s->id)) out_.push(s, what->plain());
}

void past_reader::tell_current(session_ptr const& s)
{
    auto const seq = journal_.last_seq();
    room::event const current{seq,
                              journal_.began().value_or(began_),
                              {},
                              room::sentence("everything", {std::to_string(seq)}),
                              room::event_kind::current,
                              {},
                              "everything",
                              {std::to_string(seq)}};
    out_.push(s, s->json ? current.json() : current.plain());
}

}  // namespace netbasics::server
