#include "netbasics/chat/room_stream.hpp"

#include "netbasics/chat/wire_words.hpp"
#include "netbasics/room/name.hpp"
#include "netbasics/room/notice.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace netbasics::chat {

using boost::system::error_code;
using net::batch;
using net::message;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t longest_line = std::size_t{1} << 20;  ///< bytes
constexpr std::size_t most_held = 256;                      ///< lines

/// What the room makes of a typed line; empty: it is a command, or nothing.
std::string as_told(std::string_view line)
{
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("//"))
        line.remove_prefix(1);
    else if (line.starts_with('/'))
        return {};
    return text::to_valid_utf8(line);
}

std::string without_end(room::shared_line const& line) { return line->substr(0, line->size() - 1); }

constexpr std::string_view ignore_command = "/ignore";
constexpr std::size_t most_people = 10'000;

}  // namespace

room_stream::room_stream(net::message_stream& lines, room_memory& memory, bool json,
                         asio::any_io_executor where)
    : lines_(lines), memory_(memory), json_(json), change_(where), answer_(where)
{
    change_.expires_at(asio::steady_timer::time_point::max());
}

asio::awaitable<result<void>> room_stream::greet()
{
    // A person who is called by mistake should not read commands: the room speaks first.
    answer_.expires_after(hearing);
    answer_.async_wait([this](error_code stopped) {
        if (stopped) return;
        silent_ = true;
        lines_.cancel_read();
    });
    first_ = co_await lines_.read();
    answer_.cancel();
    if (first_->has_error()) co_return std::exchange(silent_, false) ? error(errc::no_room) : first_->error();

    std::vector<std::string> first(1, "/json");
    if (!memory_.token.empty()) first.push_back("/resume " + memory_.token);
    resuming_ = !memory_.token.empty();
    // What was missed comes before the news that the member is here.
    first.push_back(memory_.began ? "/since " + std::to_string(memory_.last_seq) : "/since");
    if (!memory_.name.empty()) first.push_back("/nick " + memory_.name);
    if (auto const name = room::safe_name(memory_.name)) memory_.names.push_back(*name);
    answer_.expires_after(patience);
    answer_.async_wait([this](error_code stopped) {
        if (stopped || now_ != state::asking) return;
        silent_ = true;
        lines_.cancel_read();
    });
    co_await say(first);
    co_return result<void>();
}

asio::awaitable<void> room_stream::say(std::vector<std::string> const& lines)
{
    std::vector<message> all;
    for (auto const& line : lines) all.push_back({line});
    co_await lines_.write(all);
}

asio::awaitable<result<batch>> room_stream::read()
{
    shown_.clear();
    while (shown_.empty()) {
        auto const got = first_ ? *std::exchange(first_, std::nullopt) : co_await lines_.read();
        if (got.has_error()) {
            for (auto& notice : std::exchange(own_, {})) shown_.push_back({"* " + notice});
            if (!shown_.empty()) continue;
            if (!std::exchange(silent_, false)) co_return got.error();
            now_ = state::plain;
            shown_ = std::exchange(held_, {});
            changed();
            continue;
        }
        if (got->empty()) {
            answer_.cancel();
            turned_away_ = now_ == state::asking || last_ == last_notice::removed;
            if (last_ == last_notice::replaced) co_return error(errc::replaced);
            shown_ = std::exchange(held_, {});
            if (shown_.empty()) co_return *got;
            break;
        }
        for (auto const& m : *got) take(m);
        if (current_) co_await go_on();
    }
    messages_.clear();
    for (auto const& line : shown_) messages_.push_back({line.text, true, true, true, line.time});
    co_return batch(messages_);
}

void room_stream::take(message const& m)
{
    if (m.begins) partial_.clear();
    if (partial_.size() < longest_line) partial_.append(m.text);
    if (!m.ends) return;
    auto line = std::exchange(partial_, {});
    if (line.ends_with('\r')) line.pop_back();
    if (now_ != state::plain && line.starts_with('{')) {
        if (auto const what = room::event_from_json(line)) {
            answer_.cancel();
            held_.clear();
            return take_json(line, *what);
        }
    }
    take_plain(line);
}

void room_stream::take_json(std::string_view line, room::event const& what)
{
    if (what.kind == room::event_kind::current) {
        current_ = what;
        if (json_) shown_.push_back({std::string(line)});
        return;
    }
    note_people(what);
    if (what.kind == room::event_kind::here && swallows_roster_ && !json_) {
        swallows_roster_ = !what.from.empty();
        return;
    }
    if (what.kind == room::event_kind::here && !what.from.empty() && !json_)
        return;  // the sentence behind it has all
    if (what.seq == 0 && std::exchange(resuming_, false) && what.kind == room::event_kind::notice)
        return;  // the token is forgotten there; the name that was asked for behind it counts
    if (what.kind == room::event_kind::rename && what.seq == 0) return take_own_name(line, what);
    if (what.kind == room::event_kind::notice && last_notice_in(what.text) != last_notice::none)
        last_ = last_notice_in(what.text);
    if (what.seq != 0) {
        if (what.seq <= memory_.last_seq || (asked_again_ && what.seq > *asked_again_)) return;
        asked_again_.reset();
        memory_.last_seq = what.seq;
    }
    if (what.kind == room::event_kind::message) return take_message(line, what);
    // Its author was told, and decides; to say it again after a break would surprise everybody.
    if (what.code == "not-kept" && what.values.size() == 2) {
        std::erase(memory_.unconfirmed, what.values[1]);
        changed();
    }
    bool const own =
        (what.kind == room::event_kind::join || what.kind == room::event_kind::rename) && is_own(what.from);
    if (!own || what.seq == 0 || json_) show(line, what);
}

/// The token is between the room and its member, and stands in no output.
void room_stream::take_own_name(std::string_view line, room::event const& what)
{
    if (memory_.names.size() < most_held) memory_.names.push_back(what.from);
    memory_.name = what.from;
    if (what.token.empty()) return show(line, what);
    bool const is_new = memory_.token.empty();
    memory_.token = what.token;
    auto without = what;
    without.token.clear();
    auto const asked_for = is_new && what.text.ends_with(' ' + what.from);
    if (json_ || !asked_for) show(*without.json(), without);
}

bool room_stream::is_own(std::string const& name) const
{
    return std::find(memory_.names.begin(), memory_.names.end(), name) != memory_.names.end();
}

/// His own comes back: that is the receipt.
void room_stream::take_message(std::string_view line, room::event const& what)
{
    bool receipt = false;
    if (is_own(what.from)) {
        auto& all = memory_.unconfirmed;
        auto const found = std::find(all.begin(), all.end(), what.text);
        receipt = found != all.end();
        if (receipt) all.erase(all.begin(), found + 1);  // those before it were refused
        changed();
    }
    if (is_ignored(what.from)) return;
    shown_before_ = shown_before_ || !was_current_;
    if (!receipt || json_) show(line, what);
}

void room_stream::note_people(room::event const& what)
{
    if (!memory_.keeps_people || what.from.empty()) return;
    if (what.kind == room::event_kind::leave)
        memory_.people.erase(what.from);
    else if (memory_.people.size() < most_people && !is_own(what.from))
        memory_.people.insert(what.from);
}

bool room_stream::is_ignored(std::string const& name) const
{
    auto const& all = memory_.ignored;
    return !all.empty() && std::find(all.begin(), all.end(), room::name_key(name)) != all.end();
}

/// `/ignore NAME` and once more: the member alone decides whom it hears, so the room knows nothing of it.
void room_stream::ignore(std::string_view name)
{
    auto& all = memory_.ignored;
    auto const safe = room::safe_name(name);
    if (!safe) {
        own_.emplace_back(tr("/ignore NAME: messages of NAME are not shown; once more, and they are"));
    } else if (auto const found = std::find(all.begin(), all.end(), room::name_key(*safe));
               found != all.end()) {
        all.erase(found);
        own_.push_back(substitute(tr("messages of {0} are shown again"), {*safe}));
    } else {
        all.push_back(room::name_key(*safe));
        own_.push_back(
            substitute(tr("messages of {0} are not shown; /ignore {0} shows them again"), {*safe}));
    }
    lines_.cancel_read();
}

void room_stream::show(std::string_view line, room::event const& what)
{
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (json_) {
        shown_.push_back({std::string(line), what.time});
        return;
    }
    // A notice is written in the reader's own language where its code is known here.
    auto localized = what;
    if (auto text = room::sentence(what.code, what.values); !text.empty()) localized.text = std::move(text);
    shown_.push_back({without_end(localized.plain()), what.time});
}

/// Notices are for him at once; what was said comes again as JSON where the room knows that.
void room_stream::take_plain(std::string_view line)
{
    bool const is_notice = line.starts_with("* ");
    if (json_ && now_ != state::plain) {
        if (is_notice)
            shown_.push_back({without_end(
                room::event{0, std::chrono::system_clock::now(), {}, text::to_valid_utf8(line.substr(2))}
                    .json())});
    } else if (is_notice || now_ != state::asking) {
        shown_.push_back({std::string(line)});
    } else if (held_.size() < most_held) {
        held_.push_back({std::string(line)});
    }
}

/// He has what was missed. A room that has begun anew counts from the beginning: then he asks again.
asio::awaitable<void> room_stream::go_on()
{
    auto const what = *std::exchange(current_, std::nullopt);
    bool const another = memory_.began && *memory_.began != what.time;
    memory_.began = what.time;
    asked_again_.reset();
    if (another) {
        memory_.last_seq = 0;
        if (what.seq > 0) asked_again_ = what.seq;
        std::vector<std::string> const from_the_beginning(1, "/since 0");
        co_await say(from_the_beginning);
        co_return;
    }
    memory_.last_seq = std::max(memory_.last_seq, what.seq);
    if (now_ != state::asking) co_return;
    std::vector<std::string> again;
    for (auto const& line : memory_.unconfirmed) again.push_back(line.starts_with('/') ? '/' + line : line);
    if (memory_.keeps_people) {
        again.emplace_back("/who");
        swallows_roster_ = true;
    }
    co_await say(again);
    if (!std::exchange(was_current_, true) && shown_before_ && memory_.marks_history && !json_)
        shown_.push_back({"* " + std::string(tr("what stands above was said before you came"))});
    if (now_ == state::asking) now_ = state::ready;
    changed();
}

/// False: the connection is over.
asio::awaitable<bool> room_stream::asked()
{
    while (now_ == state::asking) co_await change_.async_wait(awaited);
    co_return now_ != state::closed;
}

/// What goes to the room: `/ignore` does not, and `/me waves` is `*waves*`, as every program can show it.
std::vector<message> room_stream::for_the_room(batch messages)
{
    std::vector<message> all;
    changed_words_.clear();
    for (auto m : messages) {
        auto text = m.whole() ? m.text : std::string_view();
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (text == ignore_command || text.starts_with("/ignore ")) {
            ignore(text.substr(std::min(text.size(), ignore_command.size() + 1)));
            continue;
        }
        if (text.starts_with("/me ")) {
            changed_words_.push_back('*' + std::string(text.substr(4)) + '*');
            m.text = changed_words_.back();
        }
        all.push_back(m);
    }
    return all;
}

asio::awaitable<result<void>> room_stream::write(batch typed)
{
    bool const asking = now_ == state::asking;
    auto const messages = for_the_room(typed);
    for (auto const& m : messages) {
        if (m.whole() && m.text.starts_with("/nick ")) memory_.name = m.text.substr(6);
        if (auto told = m.whole() ? as_told(m.text) : std::string(); !told.empty() && now_ != state::plain)
            memory_.unconfirmed.push_back(std::move(told));
    }
    bool const is_open = co_await asked();
    if (!is_open) co_return error(error_code(asio::error::operation_aborted));
    // What was said while it was asking has gone out with the rest that had no receipt, but for commands.
    std::vector<message> rest;
    for (auto const& m : messages)
        if (!asking || now_ == state::plain || !m.whole() || as_told(m.text).empty()) rest.push_back(m);
    auto const sent = rest.empty() ? result<void>() : co_await lines_.write(rest);
    if (now_ == state::plain) memory_.unconfirmed.clear();
    while (sent.has_value() && now_ == state::ready && memory_.unconfirmed.size() >= most_unconfirmed)
        co_await change_.async_wait(awaited);
    if (now_ == state::closed) co_return error(error_code(asio::error::operation_aborted));
    co_return sent;
}

asio::awaitable<result<void>> room_stream::end_output()
{
    bool const is_open = co_await asked();
    if (!is_open) co_return result<void>();
    co_return co_await lines_.end_output();
}

void room_stream::close()
{
    now_ = state::closed;
    answer_.cancel();
    changed();
    lines_.close();
}

}  // namespace netbasics::chat
