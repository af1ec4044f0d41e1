#include "netbasics/chat/room_stream.hpp"

#include "netbasics/chat/name.hpp"
#include "netbasics/chat/wire_words.hpp"
#include "netbasics/text/utf8.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace netbasics::chat {

using boost::system::error_code;
using transport::batch;
using transport::message;

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

std::string without_end(shared_line const& line) { return line->substr(0, line->size() - 1); }

}  // namespace

room_stream::room_stream(transport::message_stream& lines, room_memory& memory, bool json,
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
    if (auto const name = safe_name(memory_.name)) memory_.names.push_back(*name);
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
            if (!std::exchange(silent_, false)) co_return got.error();
            now_ = state::plain;
            shown_ = std::exchange(held_, {});
            changed();
            continue;
        }
        if (got->empty()) {
            answer_.cancel();
            turned_away_ = now_ == state::asking;
            if (replaced_) co_return error(errc::replaced);
            shown_ = std::exchange(held_, {});
            if (shown_.empty()) co_return *got;
            break;
        }
        for (auto const& m : *got) take(m);
        if (current_) co_await go_on();
    }
    messages_.clear();
    for (auto const& line : shown_) messages_.push_back({line});
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
        if (auto const what = utterance_from_json(line)) {
            answer_.cancel();
            held_.clear();
            return take_json(line, *what);
        }
    }
    take_plain(line);
}

void room_stream::take_json(std::string_view line, utterance const& what)
{
    if (what.event == room_event::current) {
        current_ = what;
        if (json_) shown_.emplace_back(line);
        return;
    }
    if (what.event == room_event::here && !what.from.empty() && !json_)
        return;  // the sentence behind it has all
    if (what.seq == 0 && std::exchange(resuming_, false) && what.event == room_event::notice)
        return;  // the token is forgotten there; the name that was asked for behind it counts
    if (what.event == room_event::rename && what.seq == 0) return take_own_name(line, what);
    if (what.event == room_event::notice && is_last_notice(what.text))
        (what.seq == 0 ? replaced_ : closed_) = true;
    if (what.seq != 0) {
        if (what.seq <= memory_.last_seq || (asked_again_ && what.seq > *asked_again_)) return;
        asked_again_.reset();
        memory_.last_seq = what.seq;
    }
    if (what.event == room_event::message) return take_message(line, what);
    bool const own =
        (what.event == room_event::join || what.event == room_event::rename) && is_own(what.from);
    if (!own || what.seq == 0 || json_) show(line, what);
}

/// The token is between the room and its member, and stands in no output.
void room_stream::take_own_name(std::string_view line, utterance const& what)
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
void room_stream::take_message(std::string_view line, utterance const& what)
{
    bool receipt = false;
    if (is_own(what.from)) {
        auto& all = memory_.unconfirmed;
        auto const found = std::find(all.begin(), all.end(), what.text);
        receipt = found != all.end();
        if (receipt) all.erase(all.begin(), found + 1);  // those before it were refused
        changed();
    }
    if (!receipt || json_) show(line, what);
}

void room_stream::show(std::string_view line, utterance const& what)
{
    if (line.ends_with('\n')) line.remove_suffix(1);
    shown_.push_back(json_ ? std::string(line) : without_end(what.plain()));
}

/// Notices are for him at once; what was said comes again as JSON where the room knows that.
void room_stream::take_plain(std::string_view line)
{
    bool const is_notice = line.starts_with("* ");
    if (json_ && now_ != state::plain) {
        if (is_notice)
            shown_.push_back(without_end(
                utterance{0, std::chrono::system_clock::now(), {}, text::to_valid_utf8(line.substr(2))}
                    .json()));
    } else if (is_notice || now_ != state::asking) {
        shown_.emplace_back(line);
    } else if (held_.size() < most_held) {
        held_.emplace_back(line);
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
    co_await say(again);
    if (now_ == state::asking) now_ = state::ready;
    changed();
}

/// False: the connection is over.
asio::awaitable<bool> room_stream::asked()
{
    while (now_ == state::asking) co_await change_.async_wait(awaited);
    co_return now_ != state::closed;
}

asio::awaitable<result<void>> room_stream::write(batch messages)
{
    bool const asking = now_ == state::asking;
    for (auto const& m : messages) {
        if (m.whole() && m.text.starts_with("/nick ")) memory_.name = m.text.substr(6);
        if (auto told = m.whole() ? as_told(m.text) : std::string(); !told.empty() && now_ != state::plain)
            memory_.unconfirmed.push_back(std::move(told));
    }
    bool const is_open = co_await asked();
    if (!is_open) co_return error(error_code(asio::error::operation_aborted));
    // What was said while he was asking has gone out with the rest that had no receipt, but for commands.
    std::vector<message> rest;
    for (auto const& m : messages)
        if (!asking || now_ == state::plain || !m.whole() || as_told(m.text).empty()) rest.push_back(m);
    auto const sent = co_await lines_.write(rest);
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
