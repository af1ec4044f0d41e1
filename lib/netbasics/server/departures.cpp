// Who goes, and what takes too long.

#include "netbasics/room/notice.hpp"
#include "netbasics/server/room_service.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/asio/post.hpp>

namespace netbasics::server {

using boost::system::error_code;
using waits_for = session_input::waits_for;

/// It is no member any more; what it still has to get is sent, then its connection ends. `lost`: it may come
/// back.
void room_server::implementation::part(session_ptr const& s, std::string_view why,
                                       session_clock::duration most, bool lost)
{
    bool const was_in_room = s->is_in_room();
    s->now = state::leaving{session_clock::now() + most};
    s->in.lines.clear();
    if (s->sits != seat::refusal) door_.seats.take(s->sits, seat::none, s->address);
    if (was_in_room && closing_.now != closing::phase::ending)
        deliver(room_.leave(s->id, why, present_time(), lost));
    // Nobody reads it while it waits for tokens, and its end has to be seen.
    if (s->in.what == waits_for::tokens) {
        s->in.what = waits_for::nothing;
        s->channel->wait_read(s);
    }
    watch(s);
    out_.mark(s);
}

/// With a last line that says why.
void room_server::implementation::part_with(session_ptr const& s, std::string_view code, std::string_view why)
{
    if (!s->is_open()) return;
    bool const unread = s->is<state::rejected>();
    out_.push(s, notice_line(*s, code, {}));
    part(s, why.empty() ? std::string() : room::sentence(why, {}), goodbye_time);
    if (unread) s->channel->wait_read(s);
}

/// The same member is here over another connection.
void room_server::implementation::replace(room::member_id stale)
{
    if (auto const s = roll_.find(stale)) part_with(s, "replaced", {});
}

void room_server::implementation::lose(session_ptr const& s, int problem)
{
    error_code const why(problem, boost::system::system_category());
    drop(s, s->is_open() ? why.message() : std::string());
}

void room_server::implementation::drop(session_ptr s, std::string_view why)
{
    if (s->is<state::gone>()) return;
    bool const was_in_room = s->is_in_room();
    s->now = state::gone();
    s->channel->close();
    door_.seats.take(s->sits, seat::none, s->address);
    roll_.remove(s);
    if (was_in_room && closing_.now != closing::phase::ending)
        deliver(room_.leave(s->id, why, present_time(), !why.empty()));
    if (roll_.all().empty() && closing_.now == closing::phase::ending) finish_close();
}

void room_server::implementation::close(std::chrono::milliseconds most, std::function<void()> done)
{
    closing_.now = closing::phase::goodbye;
    closing_.done = std::move(done);
    auto const farewell = room::room::tell_all("closed", {}, present_time());
    closing_.farewell = farewell.what.get();
    deliver({farewell});
    auto const late = std::make_shared<asio::steady_timer>(turns_.context, most);
    late->async_wait([self = shared_from_this(), late](error_code) { self->finish_close(); });
}

void room_server::implementation::end_all()
{
    closing_.now = closing::phase::ending;
    auto const all = roll_.all();
    for (auto const& s : all)
        if (s->is_open()) part(s, {}, goodbye_time);
    if (all.empty()) finish_close();
}

void room_server::implementation::finish_close()
{
    if (auto const done = std::exchange(closing_.done, nullptr)) asio::post(turns_.context, done);
}

void room_server::implementation::drop_all()
{
    closing_ = {closing::phase::ending};
    deadlines_.stop();
    turns_.pause.cancel();
    turns_.crowd.cancel();
    turns_.unread.clear();
    while (!roll_.all().empty()) drop(roll_.all().back());
    out_.clear();
}

// --- what takes too long -------------------------------------------------------------------------------

void room_server::implementation::watch(session_ptr const& s)
{
    using std::chrono::milliseconds;
    deadlines_.watch(s, s->is<state::arriving>()          ? limits_.ear
                        : s->in.what == waits_for::tokens ? milliseconds(50)
                                                          : milliseconds(500));
}

/// True when it has to be looked at again.
bool room_server::implementation::check(session_ptr const& s)
{
    auto const now = session_clock::now();
    auto const* const leaving = std::get_if<state::leaving>(&s->now);
    auto const* const lingering = std::get_if<state::lingering>(&s->now);
    if (leaving != nullptr || lingering != nullptr) {
        if (now < (leaving != nullptr ? leaving->until : lingering->until)) return true;
        drop(s);
        return false;
    }
    if (auto const* const rejected = std::get_if<state::rejected>(&s->now)) {
        if (now < rejected->answer_at) return true;
        out_.push(s, std::make_shared<std::string const>("* " + std::string(tr(rejected->why)) + '\n'));
        part(s, {}, goodbye_time);
        s->channel->wait_read(s);
        return true;
    }
    if (auto const* const arriving = std::get_if<state::arriving>(&s->now)) {
        if (now < arriving->until) return true;
        past_.start(s, ~std::uint64_t{0});
    }
    return check_input(s, now);
}

bool room_server::implementation::check_input(session_ptr const& s, session_clock::time_point now)
{
    auto const waited = now - s->in.since;
    switch (s->in.what) {
    case waits_for::tokens:
        take_lines(s);
        if (s->is_heard() && s->in.what != waits_for::tokens) s->channel->wait_read(s);
        if (s->in.what == waits_for::tokens) watch(s);
        return !s->is<state::gone>() && s->in.what != waits_for::nothing;
    case waits_for::first_line:
        if (limits_.first_line.count() == 0) return false;
        if (waited >= limits_.first_line) part_with(s, "silent", "silent-why");
        return true;
    case waits_for::line_end:
        if (limits_.unfinished.count() == 0) return false;
        if (waited >= limits_.unfinished) part_with(s, "unfinished", "unfinished-why");
        return true;
    case waits_for::nothing:
        break;
    }
    return false;
}

// --- the server as others see it -----------------------------------------------------------------------

room_server::room_server(asio::io_context& context, room::room& members, journal::journal& events,
                         room_limits limits)
    : me_(std::make_shared<implementation>(context, members, events, limits))
{
}

room_server::~room_server() { me_->drop_all(); }

void room_server::require_secret(chat::secret_keeper const& keeper) { me_->require_secret(keeper); }

void room_server::on_refusal(std::function<void(std::string const&)> told)
{
    me_->on_refusal(std::move(told));
}

void room_server::add(std::unique_ptr<server::member_channel> channel, asio::ip::address const& from)
{
    me_->add(std::move(channel), from);
}

void room_server::refuse(std::unique_ptr<server::member_channel> channel, asio::ip::address const& from,
                         std::string const& why)
{
    me_->turn_away(std::move(channel), from, why);
}

room::member_id room_server::add_local(std::function<void(room::event const&)> told)
{
    return me_->add_local(std::move(told));
}

void room_server::hear_local(room::member_id who, std::string_view line) { me_->hear_local(who, line); }

void room_server::present_elsewhere(std::string const& server, std::vector<std::string> const& names,
                                    bool keeps)
{
    me_->deliver(me_->members().present_elsewhere(server, names, keeps, present_time()));
}

void room_server::nobody_elsewhere(std::string const& server)
{
    me_->show(me_->members().nobody_elsewhere(server, present_time()));
}

void room_server::tell_all(std::string const& text)
{
    me_->deliver({room::room::tell_all(text, present_time())});
}

void room_server::close(std::chrono::milliseconds most, std::function<void()> done)
{
    me_->close(most, std::move(done));
}

std::size_t room_server::connections() const { return me_->connections(); }

}  // namespace netbasics::server
