// Who comes: seats, the secret, and those who are turned away.

#include "netbasics/room/notice.hpp"
#include "netbasics/server/room_service.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::server {

void room_server::implementation::add(std::unique_ptr<server::member_channel> channel,
                                      asio::ip::address const& from)
{
    auto const now = session_clock::now();
    if (auto const why = door_.seats.at_door(from, now))
        return turn_away(std::move(channel), from, room::sentence(why->code, why->values));
    auto const s = std::make_shared<session>(*this, std::move(channel), from, limits_.input);
    roll_.add(s);
    bool const waits = door_.secret != nullptr || limits_.first_line.count() != 0;
    door_.seats.take(s->sits, waits ? seat::waiting : seat::member, from);
    if (door_.secret == nullptr) {
        enter_room(s);
    } else {
        auto gate = std::make_unique<chat::secret_gate>(*door_.secret);
        out_.push(s, std::make_shared<std::string const>(gate->challenge()));
        s->now = state::proving{std::move(gate)};
    }
    if (door_.seats.is_crowded()) make_room();
    watch(s);
    s->channel->wait_read(s);
}

void room_server::implementation::turn_away(std::unique_ptr<server::member_channel> channel,
                                            asio::ip::address const& from, std::string const& why)
{
    log_refusal(from, why);
    if (!door_.seats.may_refuse()) return;
    auto const s = std::make_shared<session>(*this, std::move(channel), from, limits_.input);
    roll_.add(s);
    door_.seats.take(s->sits, seat::refusal, from);
    out_.push(s, std::make_shared<std::string const>("* " + why + '\n'));
    s->now = state::leaving{session_clock::now() + goodbye_time};
    out_.mark(s);
    watch(s);
    s->channel->wait_read(s);
}

void room_server::implementation::log_refusal(asio::ip::address const& from, std::string const& why)
{
    if (door_.log) door_.log->note(from.to_string() + ": " + why, session_clock::now());
}

void room_server::implementation::enter_room(session_ptr const& s)
{
    s->now = state::arriving{session_clock::now() + limits_.ear};
    roll_.number(s);
    deliver(room_.join(s->id, present_time()));
}

/// With its first line a caller becomes a member. False: the room is full.
bool room_server::implementation::take_member_seat(session_ptr const& s)
{
    if (s->sits != seat::waiting || !s->is_in_room()) return true;
    if (auto const why = door_.seats.at_entry()) {
        auto const text = room::sentence(why->code, why->values);
        log_refusal(s->address, text);
        out_.push(s, notice_line(*s, why->code, why->values));
        part(s, text, goodbye_time);
        return false;
    }
    door_.seats.take(s->sits, seat::member, s->address);
    return true;
}

/// Whoever has waited longest without a word makes room for others.
void room_server::implementation::make_room()
{
    session_ptr oldest;
    for (auto const& s : roll_.all())
        if (s->sits == seat::waiting && s->is_open() && (!oldest || s->in.since < oldest->in.since))
            oldest = s;
    if (!oldest) return;
    log_refusal(oldest->address, room::sentence("made-room", {}));
    part_with(oldest, "made-room", {});
}

/// The first line has to show that the caller knows the secret. A wrong one is answered late; nobody else
/// waits.
void room_server::implementation::judge(session_ptr const& s, std::string_view line)
{
    auto const verdict = std::get<state::proving>(s->now).gate->judge(line, s->channel->binding());
    auto const now = session_clock::now();
    if (!verdict.passed) {
        log_refusal(s->address, tr(verdict.refusal()));
        s->now = state::rejected{verdict.refusal(), now + door_.seats.delays().next(s->address, now)};
        return watch(s);
    }
    if (!verdict.answer.empty()) out_.push(s, std::make_shared<std::string const>(verdict.answer));
    enter_room(s);
    take_member_seat(s);
}

}  // namespace netbasics::server
