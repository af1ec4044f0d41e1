#include "netbasics/chat/room_server.hpp"

#include "netbasics/chat/failure_delays.hpp"
#include "netbasics/chat/pace.hpp"
#include "netbasics/chat/room_member.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <unordered_map>

namespace netbasics::chat {

using boost::system::error_code;
using room_clock = room_member::clock;
using phase = room_member::phase;

namespace {

constexpr auto goodbye_time = std::chrono::seconds(2);  ///< to take the last lines
constexpr auto slow_goodbye_time = std::chrono::seconds(10);
constexpr std::size_t most_refusals = 64;  ///< that are waited for at a time

moment present_time() { return std::chrono::system_clock::now(); }

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

class room_server::implementation : public member_owner, public std::enable_shared_from_this<implementation> {
public:
    implementation(asio::io_context& context, room& members, room_limits limits)
        : context_(context), room_(members), limits_(limits), timer_(context), pause_(context),
          pace_(limits.queue)
    {
    }

    void add(std::unique_ptr<member_channel> channel, asio::ip::address const& from)
    {
        auto const same = per_address_.find(from);
        if (limits_.members != 0 && present_ >= limits_.members)
            return refuse(std::move(channel), from,
                          substitute(tr("the room is full: {0} are here"), {std::to_string(present_)}));
        if (limits_.per_address != 0 && same != per_address_.end() && same->second >= limits_.per_address)
            return refuse(std::move(channel), from,
                          substitute(tr("{0} callers from your address are here, and that is the limit"),
                                     {std::to_string(same->second)}));
        auto const m = take(std::move(channel), from);
        m->id = ++last_id_;
        ++per_address_[m->address];
        ++present_;
        by_id_[m->id] = m;
        if (secret_ == nullptr) {
            deliver(room_.join(m->id, present_time()));
        } else {
            m->gate = std::make_unique<secret_gate>(*secret_);
            push(m, std::make_shared<std::string const>(m->gate->challenge()));
        }
        watch(m);
        m->channel->wait_read(m);
    }

    void refuse(std::unique_ptr<member_channel> channel, asio::ip::address const& from,
                std::string const& why)
    {
        if (refusals_ >= most_refusals) return;
        auto const m = take(std::move(channel), from);
        ++refusals_;
        m->refused = true;
        push(m, std::make_shared<std::string const>("* " + why + '\n'));
        end(m, goodbye_time);
        m->channel->wait_read(m);
    }

    member_id add_local(std::function<void(utterance const&)> told)
    {
        told_local_ = std::move(told);
        local_ = ++last_id_;
        room_.join(local_, present_time());
        room_.seat_operator(local_);
        return local_;
    }

    void hear_local(member_id who, std::string_view line) { deliver(room_.hear(who, line, present_time())); }

    void on_said(std::function<void(utterance const&)> told) { said_ = std::move(told); }

    void hear_elsewhere(utterance const& what)
    {
        auto const said = std::exchange(said_, nullptr);  // it comes from them
        deliver(room_.hear_elsewhere(what, present_time()));
        said_ = said;
    }

    void present_elsewhere(std::string const& server, std::vector<std::string> const& names, bool keeps)
    {
        deliver(room_.present_elsewhere(server, names, keeps, present_time()));
    }

    void require_secret(secret_keeper const& keeper) { secret_ = &keeper; }

    void tell_all(std::string const& text) { deliver({room_.tell_all(text, present_time())}); }

    void keep_record(record_keeper& keeper) { keeper_ = &keeper; }

    void close(std::string const& farewell, std::chrono::milliseconds most, std::function<void()> done)
    {
        deliver({room_.tell_all(farewell, present_time())});
        settle();
        closing_ = true;
        auto const all = list_;
        for (auto const& m : all)
            if (m->now == phase::present) end(m, goodbye_time);
        closed_ = std::move(done);
        if (list_.empty()) return finish_close();
        auto const late = std::make_shared<asio::steady_timer>(context_, most);
        late->async_wait([self = shared_from_this(), late](error_code) { self->finish_close(); });
    }

    void drop_all()
    {
        closed_ = nullptr;
        closing_ = true;
        timer_.cancel();
        pause_.cancel();
        while (!list_.empty()) drop(list_.back());
    }

    std::size_t connections() const { return list_.size(); }

private:
    member_ptr take(std::unique_ptr<member_channel> channel, asio::ip::address const& from)
    {
        auto m = std::make_shared<room_member>(*this, std::move(channel), from, limits_.input);
        m->place = static_cast<std::uint32_t>(list_.size());
        list_.push_back(m);
        return m;
    }

    // --- what is said goes out -------------------------------------------------------------------------

    /// What the room keeps is told at the end of the turn, once the record has it.
    void deliver(deliveries const& all)
    {
        if (keeper_ == nullptr) {
            for (auto const& d : all) distribute(d);
            return;
        }
        for (auto const& d : all) {
            if (d.whom != delivery::to::one) keeper_->append(*d.what);
            pending_.push_back(d);
        }
        if (!pending_.empty()) flush_later();
    }

    /// What is on the record goes out. What cannot be kept is shown to nobody, and its author is told.
    void settle()
    {
        if (pending_.empty()) return;
        auto const done = keeper_->settle();
        for (auto const& d : std::exchange(pending_, {})) {
            if (done.has_value() || d.whom == delivery::to::one)
                distribute(d);
            else if (d.what->event == room_event::message)
                distribute(
                    room_.tell(d.who,
                               substitute(tr("your line could not be recorded ({0}) and was not sent: {1}"),
                                          {message(done.error()), d.what->text}),
                               present_time()));
        }
    }

    void distribute(delivery const& d)
    {
        shared_line plain;
        shared_line json;
        auto const give = [&](member_ptr const& m) {
            auto& form = m->json ? json : plain;
            if (!form) form = m->json ? d.what->json() : d.what->plain();
            push(m, form);
        };
        if (d.whom == delivery::to::one) {
            if (d.who == local_) {
                if (told_local_) told_local_(*d.what);
            } else if (auto const found = by_id_.find(d.who); found != by_id_.end()) {
                give(found->second);
            }
            return;
        }
        room_.keep(d.what);
        bool const all_of_them = d.whom == delivery::to::all;
        if (said_ && d.what->event != room_event::notice) said_(*d.what);
        if (told_local_ && (all_of_them || d.who != local_)) told_local_(*d.what);
        for (auto const& m : list_) {
            if (m->id == 0 || m->gate || m->catching_up || !(all_of_them || m->id != d.who || m->json))
                continue;
            if (!m->started) start(m, d.what->seq);
            give(m);
        }
    }

    // --- what was said before ----------------------------------------------------------------------------

    void give(member_ptr const& m, utterance const& what) { push(m, m->json ? what.json() : what.plain()); }

    /// The last messages before `seq`.
    void start(member_ptr const& m, std::uint64_t seq)
    {
        m->started = true;
        for (auto const& past : room_.history())
            if (past->seq < seq) give(m, *past);
    }

    /// He hears what was said behind `seq`, and from then on everything.
    void catch_up(member_ptr const& m, std::uint64_t seq)
    {
        // What is settled now is in the past that it is about to read.
        m->started = true;
        m->catching_up = std::make_unique<room_member::reading>(room_member::reading{{}, seq});
        settle();
        bool const last_messages = seq == room::npos;
        if (last_messages || keeper_ == nullptr) {
            m->catching_up.reset();
            auto const& kept = room_.history();
            if (!last_messages && seq < room_.last_seq() && (kept.empty() || kept.front()->seq > seq + 1))
                deliver({room_.tell(m->id, tr("older lines are not kept here"), present_time())});
            for (auto const& past : kept)
                if (last_messages || past->seq > seq) give(m, *past);
            return tell_current(m);
        }
        m->catching_up->where = keeper_->kept().after(seq);
        read_on(m);
    }

    /// As much of the record as he may leave waiting for a while.
    void read_on(member_ptr const& m)
    {
        constexpr std::size_t at_once = 65'536;
        auto& reading = *m->catching_up;
        auto const text = keeper_->kept().read(reading.where, at_once);
        for (std::string_view rest = text; !rest.empty();) {
            auto const line = rest.substr(0, rest.find('\n') + 1);
            rest.remove_prefix(line.size());
            auto const what = utterance_from_json(line);
            if (!what || what->seq <= reading.seq) continue;
            reading.seq = what->seq;
            if (m->json)
                push(m, std::make_shared<std::string const>(line));
            else if (what->event != room_event::message || what->from != room_.name_of(m->id))
                push(m, what->plain());
        }
        if (!text.empty()) return mark_dirty(m);  // the rest when this is on its way
        m->catching_up.reset();
        tell_current(m);
    }

    void tell_current(member_ptr const& m)
    {
        auto const seq = room_.last_seq();
        auto const began = keeper_ != nullptr ? keeper_->kept().began() : began_;
        give(m, {seq,
                 began.value_or(began_),
                 {},
                 substitute(tr("you have everything up to line {0}"), {std::to_string(seq)}),
                 room_event::current});
    }

    // --- and goes out ------------------------------------------------------------------------------------

    void push(member_ptr const& m, shared_line line)
    {
        if (m->now != phase::present || m->overflowed) return;
        m->queue.push(std::move(line));
        // Much may have come in this turn: it is too much only where the kernel takes none of it.
        if (m->queue.bytes() > limits_.queue && !m->blocked && m->channel->send(m->queue) == EAGAIN)
            wait_write(m);
        pace_.grown(m);
        if (m->queue.bytes() > limits_.queue) overflow(m);
        mark_dirty(m);
    }

    void mark_dirty(member_ptr const& m)
    {
        if (m->dirty || m->blocked) return;
        m->dirty = true;
        dirty_.push_back(m);
        flush_later();
    }

    void overflow(member_ptr const& m)
    {
        if (limits_.slow == room_limits::slow_policy::drop_oldest) {
            m->queue.drop_oldest(limits_.queue / 2, [](std::size_t count) {
                return std::make_shared<std::string const>(
                    "* " +
                    substitute(tr("you read too slowly: {0} lines are left out here"),
                               {std::to_string(count)}) +
                    '\n');
            });
            return;
        }
        auto const waiting = m->queue.bytes();
        m->queue.clear();
        m->queue.push(std::make_shared<std::string const>(
            "* " +
            substitute(tr("you read too slowly: {0} bytes were waiting for you, and that is the end"),
                       {std::to_string(waiting)}) +
            '\n'));
        m->overflowed = true;
        overflowed_.push_back(m);
        flush_later();
    }

    void flush_later()
    {
        if (flushing_) return;
        flushing_ = true;
        asio::post(context_, [self = shared_from_this()] { self->flush_all(); });
    }

    /// Once a turn of the loop: whoever has overflowed leaves, and what was said in the turn goes to the
    /// kernel.
    void flush_all()
    {
        flushing_ = false;
        settle();
        auto const slow = std::exchange(overflowed_, {});
        for (auto const& m : slow) {
            if (m->now != phase::present) continue;
            end(m, slow_goodbye_time);
            leave(m, tr("reads too slowly"), true);
        }
        auto const now = std::exchange(dirty_, {});
        for (auto const& m : now) {
            m->dirty = false;
            if (!m->blocked) flush(m);
        }
    }

    void flush(member_ptr const& m)
    {
        if (m->now == phase::gone || m->now == phase::lingering) return;
        auto const problem = m->channel->send(m->queue);
        if (problem == EAGAIN) return wait_write(m);
        if (problem != 0) return lose(m, problem);
        pace::caught_up(m);
        if (m->catching_up && m->now == phase::present) return read_on(m);
        if (m->now == phase::leaving) linger(m);
    }

    void wait_write(member_ptr const& m)
    {
        m->blocked = true;
        m->channel->wait_write(m);
    }

    void unblocked(member_ptr const& m) override { flush(m); }

    // --- what members send comes in --------------------------------------------------------------------

    /// One receive, then the others have their turn.
    void receive(member_ptr const& m) override
    {
        if (m->now == phase::present && pace_.must_wait()) return receive_later(m);
        auto const got = m->channel->receive(block_);
        if (got == 0) return peer_ended(m);
        if (got < 0 && got != -EAGAIN) return lose(m, static_cast<int>(-got));
        if (got > 0 && m->now == phase::present) {
            m->intake.add({block_.data(), static_cast<std::size_t>(got)});
            take_lines(m);
        }
        if (m->now != phase::gone && !m->throttled) m->channel->wait_read(m);
    }

    void receive_later(member_ptr const& m)
    {
        waiting_.push_back(m);
        if (waiting_.size() > 1) return;
        pause_.expires_after(std::chrono::milliseconds(1));
        pause_.async_wait([self = shared_from_this()](error_code stopped) {
            if (stopped) return;
            for (auto const& one : std::exchange(self->waiting_, {}))
                if (one->now != phase::gone) self->receive(one);
        });
    }

    /// His last line counts without a line end too; then he leaves.
    void peer_ended(member_ptr const& m)
    {
        if (m->now == phase::lingering) return drop(m);
        if (m->now == phase::present) {
            if (auto const rest = m->intake.take_rest(); !rest.empty()) hear(m, rest);
            settle();
            if (m->now == phase::present) {
                end(m, goodbye_time);
                leave(m, {});
            }
        }
        m->input_ended = true;
    }

    void take_lines(member_ptr const& m)
    {
        using found = line_intake::found;
        auto const time = room_clock::now();
        std::string_view line;
        while (m->now == phase::present && m->refusal == nullptr) {
            auto const what = m->intake.next(line, limits_.input, time);
            m->throttled = what == found::throttled;
            if (what == found::throttled || what == found::nothing) break;
            m->since = time;
            if (what == found::line)
                hear(m, line);
            else
                too_long(m);
        }
        if (m->now == phase::present && m->refusal == nullptr && m->intake.has_rest()) {
            if (!m->begun) m->since = time;
            watch(m);
        }
        m->begun = m->intake.has_rest();
    }

    void too_long(member_ptr const& m)
    {
        deliver({room_.tell(m->id,
                            substitute(tr("that line was longer than {0} bytes: it is left out"),
                                       {std::to_string(limits_.input.line)}),
                            present_time())});
    }

    void hear(member_ptr const& m, std::string_view line)
    {
        m->silent = false;
        std::string cleaned;
        if (std::memchr(line.data(), 0xFF, line.size()) != nullptr) {
            cleaned = line;
            remove_telnet_commands(cleaned);
            line = cleaned;
        }
        if (m->gate) return judge(m, line);
        if (!m->started && !says_what_to_read(line)) start(m, room::npos);
        deliver(room_.hear(m->id, line, present_time()));
        if (line.starts_with('/')) {
            m->json = room_.reads_json(m->id);
            if (auto const stale = room_.take_replaced()) replace(*stale);
            if (auto const seq = room_.take_since(m->id)) catch_up(m, *seq);
            if (room_.has_quit(m->id)) {
                settle();  // the receipts for what was said before
                end(m, goodbye_time);
                leave(m, {});
            }
        }
    }

    /// His first line has to show that he knows the secret. A wrong one is answered late; nobody else waits.
    void judge(member_ptr const& m, std::string_view line)
    {
        auto const verdict = m->gate->judge(line, m->channel->binding());
        if (!verdict.passed) {
            m->throttled = true;
            m->since = room_clock::now() + delays_.next(m->address, room_clock::now());
            m->refusal = verdict.refusal();
            return watch(m);
        }
        m->gate.reset();
        if (!verdict.answer.empty()) push(m, std::make_shared<std::string const>(verdict.answer));
        deliver(room_.join(m->id, present_time()));
    }

    // --- who goes ---------------------------------------------------------------------------------------

    /// The same member is here over another connection.
    void replace(member_id stale)
    {
        auto const found = by_id_.find(stale);
        if (found == by_id_.end()) return;
        auto const m = found->second;
        auto const line = "* " + std::string(tr("you are here over another connection now")) + '\n';
        push(
            m,
            m->json
                ? utterance{0, present_time(), {}, line.substr(2, line.size() - 3), room_event::notice}.json()
                : std::make_shared<std::string const>(line));
        end(m, goodbye_time);
        leave(m, {});
    }

    /// He is no member any more. `lost`: and may come back.
    void leave(member_ptr const& m, std::string_view why, bool lost = false)
    {
        if (m->id == 0 || by_id_.erase(m->id) == 0) return;
        --present_;
        auto const same = per_address_.find(m->address);
        if (--same->second == 0) per_address_.erase(same);
        if (!closing_) deliver(room_.leave(m->id, why, present_time(), lost));
        m->id = 0;
    }

    /// What he still has to get is sent, then his connection ends.
    void end(member_ptr const& m, room_clock::duration most)
    {
        m->now = phase::leaving;
        m->throttled = false;
        m->intake.clear();
        m->since = room_clock::now() + most;  // the end, from here on
        watch(m);
        mark_dirty(m);
    }

    void linger(member_ptr const& m)
    {
        m->now = phase::lingering;
        m->channel->end_output();
        if (m->input_ended) drop(m);
    }

    void lose(member_ptr const& m, int why)
    {
        error_code const problem(why, boost::system::system_category());
        drop(m, m->now == phase::present ? problem.message() : std::string());
    }

    void drop(member_ptr m, std::string_view why = {})
    {
        if (m->now == phase::gone) return;
        m->now = phase::gone;
        if (m->refused) --refusals_;
        m->channel->close();
        auto const last = list_.back();
        list_[m->place] = last;
        last->place = m->place;
        list_.pop_back();
        leave(m, why, !why.empty());
        if (list_.empty() && closed_) finish_close();
    }

    void finish_close()
    {
        if (auto const done = std::exchange(closed_, nullptr)) asio::post(context_, done);
    }

    // --- what takes too long ----------------------------------------------------------------------------

    void watch(member_ptr const& m)
    {
        if (!m->watched) {
            m->watched = true;
            watched_.push_back(m);
        }
        auto const due = room_clock::now() + (!m->started && !m->gate ? limits_.ear
                                              : m->throttled          ? std::chrono::milliseconds(50)
                                                                      : std::chrono::milliseconds(500));
        if (ticking_ && due >= timer_.expiry()) return;
        ticking_ = true;
        timer_.expires_at(due);
        timer_.async_wait([self = shared_from_this()](error_code stopped) {
            if (!stopped) self->tick();
        });
    }

    void tick()
    {
        ticking_ = false;
        auto const all = std::exchange(watched_, {});
        for (auto const& m : all) {
            m->watched = false;
            if (m->now != phase::gone && check(m)) watch(m);
        }
    }

    /// True when he has to be looked at again.
    bool check(member_ptr const& m)
    {
        auto const now = room_clock::now();
        if (m->now != phase::present) {
            if (now < m->since) return true;
            drop(m);
            return false;
        }
        if (m->refusal != nullptr) {
            if (now < m->since) return true;
            push(m, std::make_shared<std::string const>("* " + std::string(tr(m->refusal)) + '\n'));
            end(m, goodbye_time);
            m->channel->wait_read(m);
            return true;
        }
        if (!m->started && !m->refused && !m->gate) {
            if (now - m->since < limits_.ear) return true;
            start(m, room::npos);
        }
        if (m->throttled) {
            take_lines(m);
            if (m->now == phase::present && !m->throttled) m->channel->wait_read(m);
            return m->now != phase::gone && (m->throttled || m->intake.has_rest());
        }
        bool const mute = m->silent && limits_.first_line.count() != 0;
        bool const unfinished = m->intake.has_rest() && limits_.unfinished.count() != 0;
        if (!mute && !unfinished) return false;
        if (now - m->since < (unfinished ? limits_.unfinished : limits_.first_line)) return true;
        auto const why = unfinished ? tr("a line was begun and not ended") : tr("nothing was said");
        deliver(
            {room_.tell(m->id, substitute(tr("{0} for too long: that is the end"), {why}), present_time())});
        settle();
        end(m, goodbye_time);
        leave(m, why);
        return true;
    }

    asio::io_context& context_;
    room& room_;
    room_limits limits_;
    asio::steady_timer timer_;
    asio::steady_timer pause_;  ///< before those are read who wait for another's pace
    pace pace_;
    secret_keeper const* secret_ = nullptr;
    failure_delays delays_;
    record_keeper* keeper_ = nullptr;
    std::function<void(utterance const&)> said_;
    moment began_ = present_time();
    bool closing_ = false;
    bool ticking_ = false;
    bool flushing_ = false;
    deliveries pending_;  ///< what was said in this turn, until the record has it
    std::vector<member_ptr> list_;
    std::unordered_map<member_id, member_ptr> by_id_;
    std::map<asio::ip::address, std::size_t> per_address_;
    std::vector<member_ptr> dirty_;
    std::vector<member_ptr> overflowed_;
    std::vector<member_ptr> watched_;
    std::vector<member_ptr> waiting_;
    std::size_t present_ = 0;
    std::size_t refusals_ = 0;
    member_id last_id_ = 0;
    member_id local_ = 0;
    std::function<void(utterance const&)> told_local_;
    std::function<void()> closed_;
    std::array<char, 32768> block_;
};

room_server::room_server(asio::io_context& context, room& members, room_limits limits)
    : me_(std::make_shared<implementation>(context, members, limits))
{
}

room_server::~room_server() { me_->drop_all(); }

void room_server::add(std::unique_ptr<member_channel> channel, asio::ip::address const& from)
{
    me_->add(std::move(channel), from);
}

void room_server::refuse(std::unique_ptr<member_channel> channel, asio::ip::address const& from,
                         std::string const& why)
{
    me_->refuse(std::move(channel), from, why);
}

member_id room_server::add_local(std::function<void(utterance const&)> told)
{
    return me_->add_local(std::move(told));
}

void room_server::hear_local(member_id who, std::string_view line) { me_->hear_local(who, line); }

void room_server::on_said(std::function<void(utterance const&)> told) { me_->on_said(std::move(told)); }

void room_server::hear_elsewhere(utterance const& what) { me_->hear_elsewhere(what); }

void room_server::present_elsewhere(std::string const& server, std::vector<std::string> const& names,
                                    bool keeps)
{
    me_->present_elsewhere(server, names, keeps);
}

void room_server::tell_all(std::string const& text) { me_->tell_all(text); }

void room_server::require_secret(secret_keeper const& keeper) { me_->require_secret(keeper); }

void room_server::keep_record(record_keeper& keeper) { me_->keep_record(keeper); }

void room_server::close(std::string const& farewell, std::chrono::milliseconds most,
                        std::function<void()> done)
{
    me_->close(farewell, most, std::move(done));
}

std::size_t room_server::connections() const { return me_->connections(); }

}  // namespace netbasics::chat
