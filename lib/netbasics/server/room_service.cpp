// What the room says, what the journal answers, and what goes out.

#include "netbasics/server/room_service.hpp"

#include "netbasics/room/notice.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>

namespace netbasics::server {

using room::delivery;

namespace {

/// Whom an event is for, and its author, as a journal's tag: never 0.
std::uint64_t tag_of(room::delivery const& d)
{
    return std::uint64_t{1} << 40 | static_cast<std::uint64_t>(d.whom) << 32 | d.who;
}

room::delivery::to whom_of(std::uint64_t tag)
{
    return tag == 0 ? room::delivery::to::all : static_cast<room::delivery::to>(tag >> 32 & 0xFF);
}

}  // namespace

room_server::implementation::implementation(asio::io_context& context, room::room& members,
                                            journal::journal& events, room_limits const& limits)
    : room_(members), journal_(events), limits_(limits), door_{admission(limits)}, turns_(context),
      out_(limits, [this] { end_turn_later(); }), past_(members, events, out_, limits.history),
      deadlines_(context, [this](session_ptr const& s) { return check(s); })
{
    journal_.answer_to(*this);
}

room::member_id room_server::implementation::add_local(std::function<void(room::event const&)> told)
{
    operator_ = {roll_.next_number(), std::move(told)};
    room_.join(operator_.id, present_time());
    room_.seat_operator(operator_.id);
    return operator_.id;
}

void room_server::implementation::hear_local(room::member_id who, std::string_view line)
{
    operator_desk desk(room_, roll_, door_.seats,
                       [this](session_ptr const& s) { part_with(s, "kicked", "removed-why"); });
    auto const time = present_time();
    if (auto const answer = desk.hear(who, line, time)) return deliver({*answer});
    deliver(room_.hear(who, line, time));
    if (line == "/who") deliver({desk.addresses(who, time)});
}

/// What is for one goes out at once; the rest once the journal has it.
void room_server::implementation::deliver(room::deliveries const& all)
{
    for (auto const& d : all) {
        if (d.whom == room::delivery::to::one) {
            give_one(d);
            continue;
        }
        if (auto const author = roll_.find(d.who)) ++author->out.unanswered;
        journal_.append(d.what, tag_of(d));
        end_turn_later();
    }
    if (room_.has_crowd() && !turns_.crowd_waits) announce_crowd();
}

void room_server::implementation::announce_crowd()
{
    turns_.crowd_waits = true;
    turns_.crowd.expires_after(std::chrono::seconds(1));
    turns_.crowd.async_wait([self = shared_from_this()](boost::system::error_code stopped) {
        if (stopped) return;
        self->turns_.crowd_waits = false;
        self->deliver(self->room_.settle_crowd(present_time()));
        if (self->door_.log) self->door_.log->settle(session_clock::now());
    });
}

void room_server::implementation::give_one(room::delivery const& d)
{
    if (d.who == operator_.id) {
        if (operator_.told) operator_.told(*d.what);
    } else if (auto const s = roll_.find(d.who)) {
        out_.push(s, s->json ? d.what->json() : d.what->plain());
    }
}

void room_server::implementation::show(room::deliveries const& all)
{
    for (auto const& d : all) {
        if (d.whom == room::delivery::to::one)
            give_one(d);
        else
            distribute(d.what, d.whom, d.who);
    }
}

// --- the journal's answers -----------------------------------------------------------------------------

void room_server::implementation::committed(journal::entry const& what, std::uint64_t tag)
{
    auto const who = static_cast<room::member_id>(tag);
    bool const is_shown = tag != 0 || what->kind == room::event_kind::message || room_.announces();
    if (is_shown) distribute(what, whom_of(tag), who);
    answered(who);
    if (what.get() == closing_.farewell) end_all();
}

void room_server::implementation::failed(journal::entry const& what, std::uint64_t tag,
                                         std::string const& why)
{
    auto const who = static_cast<room::member_id>(tag);
    if (what->kind == room::event_kind::message)
        give_one(room::room::tell(who, "not-kept", {why, what->text}, present_time()));
    answered(who);
    if (what.get() != closing_.farewell) return;
    distribute(what, room::delivery::to::all, 0);  // nobody needs it later
    end_all();
}

void room_server::implementation::delayed(journal::entry const& what, std::uint64_t tag)
{
    if (what->kind == room::event_kind::message)
        give_one(room::room::tell(static_cast<room::member_id>(tag), "waits", {}, present_time()));
}

void room_server::implementation::answered(room::member_id who)
{
    auto const author = roll_.find(who);
    if (!author) return;
    --author->out.unanswered;
    if (author->is<state::leaving>()) out_.mark(author);
}

void room_server::implementation::distribute(journal::entry const& what, room::delivery::to whom,
                                             room::member_id who)
{
    room::shared_line plain;
    room::shared_line json;
    auto const give = [&](session_ptr const& s) {
        auto& form = s->json ? json : plain;
        if (!form) form = s->json ? what->json() : what->plain();
        out_.push(s, form);
    };
    bool const for_all = whom == room::delivery::to::all;
    if (operator_.told && (for_all || who != operator_.id)) operator_.told(*what);
    auto const before = what->seq != 0 ? what->seq : journal_.last_seq() + 1;
    for (auto const& s : roll_.all()) {
        bool const is_author = s->id == who && who != 0;
        if (is_author && !for_all && !s->json) continue;
        if (s->is<state::arriving>()) past_.start(s, before);
        if (s->is<state::present>() || (is_author && s->is<state::leaving>())) give(s);
    }
}

// --- the end of a turn ---------------------------------------------------------------------------------

void room_server::implementation::end_turn_later()
{
    if (std::exchange(turns_.posted, true)) return;
    asio::post(turns_.context, [self = weak_from_this()] {
        if (auto const me = self.lock()) me->end_turn();
    });
}

/// What was said in the turn is committed, whoever has overflowed leaves, and what waits is sent.
void room_server::implementation::end_turn()
{
    turns_.posted = false;
    journal_.commit();
    for (auto const& s : out_.take_overflowed())
        if (s->is_open()) part(s, room::sentence("slow-why", {}), slow_goodbye_time, true);
    for (auto const& s : out_.take_marked())
        if (!s->out.blocked) flush(s);
}

void room_server::implementation::flush(session_ptr const& s)
{
    if (s->is<state::gone>() || s->is<state::lingering>()) return;
    auto const sent = out_.send(s);
    if (sent.now == sending::state::blocked) return;
    if (sent.now == sending::state::lost) return lose(s, sent.problem);
    if (s->is<state::catching_up>()) return past_.read_on(s);
    if (!s->is<state::leaving>() || s->out.unanswered > 0) return;
    auto const until = std::get<state::leaving>(s->now).until;
    s->now = state::lingering{until};
    s->channel->end_output();
    if (s->in.ended) drop(s);
}

}  // namespace netbasics::server
