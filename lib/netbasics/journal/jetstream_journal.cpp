#include "netbasics/journal/jetstream_journal.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <random>

namespace netbasics::journal {

namespace json = boost::json;

namespace {

constexpr std::size_t most_others = 1000;    ///< servers
constexpr std::size_t most_names = 100'000;  ///< at one of them

std::string new_id()
{
    std::random_device chance;
    constexpr char digits[] = "0123456789abcdef";
    std::string id;
    for (int i = 0; i < 16; ++i) id.push_back(digits[chance() % 16]);
    return id;
}

json::object object_from(std::string_view payload)
{
    json::error_code problem;
    auto value = json::parse(payload, problem);
    return problem || !value.is_object() ? json::object() : std::move(value.get_object());
}

std::string text_of(json::object const& from, char const* key)
{
    auto const* const found = from.if_contains(key);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

}  // namespace

jetstream_journal::jetstream_journal(asio::io_context& context, std::string program, engine_opening opening,
                                     std::size_t kept, observer told,
                                     std::function<std::vector<std::string>()> names)
    : journal(std::max<std::size_t>(kept, 10'000)), opening_(std::move(opening)),
      engine_(context, std::move(program),
              {[this] {
                   opening_.behind = last_seq();
                   return opening_;
               },
               [this] {
                   sent_ = 0;
                   send_more();
                   tell_names();
               },
               [this](engine_line const& line) { take(line); },
               [this](std::string const& why) { say(false, why); }}),
      told_(std::move(told)), names_(std::move(names)), tick_(context)
{
    opening_.server = new_id();
    own_ = "{\"server\":\"" + opening_.server + "\",\"n\":";
}

void jetstream_journal::start()
{
    engine_.launch();
    tick();
}

void jetstream_journal::append(std::shared_ptr<room::event> what, std::uint64_t tag)
{
    if (what->kind == room::event_kind::notice) {
        notices_.push_back(std::move(what));  // this server's own affairs
        return;
    }
    waiting_bytes_ += what->text.size() + what->from.size();
    waiting_.emplace(++last_n_, waiting{std::move(what), tag});
}

void jetstream_journal::commit()
{
    for (auto const& what : std::exchange(notices_, {})) commit_one(what, 0);
    if (reached_ == false)
        for (auto one = waiting_.upper_bound(told_late_); one != waiting_.end(); ++one)
            delay_one(one->second.what, one->second.tag);
    told_late_ = last_n_;
    send_more();
}

/// What is not on its way yet, as far as the window allows.
void jetstream_journal::send_more()
{
    if (waiting_.empty()) return;
    std::string lines;
    auto const most = waiting_.begin()->first + window;
    for (auto one = waiting_.upper_bound(sent_); one != waiting_.end() && one->first < most; ++one) {
        auto line = *one->second.what->json();
        line.pop_back();  // its end
        lines += to_line({'P', one->first, line});
        sent_ = one->first;
    }
    if (!lines.empty()) engine_.write(lines);
}

void jetstream_journal::tell_names()
{
    json::array all;
    for (auto const& name : names_()) all.emplace_back(name);
    engine_.write(to_line({'R', 0, json::serialize(all)}));
}

void jetstream_journal::take(engine_line const& line)
{
    switch (line.kind) {
    case 'E':
        return take_event(line.number, line.text);
    case 'F':
        return take_failure(line.number, line.text);
    case 'R':
        return take_roster(line.text);
    case 'U':
        return take_up(line.text);
    case 'D':
        return say(false, std::string(line.text));
    default:
        return;
    }
}

/// The stream has brought an event back. What was shown already is not shown again.
void jetstream_journal::take_event(std::uint64_t at, std::string_view payload)
{
    if (at <= last_seq()) return;
    if (payload.starts_with(own_)) {
        std::uint64_t n = 0;
        std::from_chars(payload.data() + own_.size(), payload.data() + payload.size(), n);
        auto const mine = waiting_.find(n);
        if (mine == waiting_.end()) return;
        auto const [what, tag] = mine->second;
        waiting_bytes_ -= what->text.size() + what->from.size();
        waiting_.erase(mine);
        what->seq = at;
        commit_one(what, tag);
        if (what->kind != room::event_kind::message) tell_names();
        return send_more();
    }
    auto const object = object_from(payload);
    auto const* const found = object.if_contains("event");
    auto what = found != nullptr ? room::event_from_value(*found) : std::nullopt;
    if (!what || what->kind >= room::event_kind::notice) return;
    auto made = std::make_shared<room::event>(room::cleaned(std::move(*what)));
    made->seq = at;
    commit_one(made, 0);
}

void jetstream_journal::take_failure(std::uint64_t n, std::string_view why)
{
    auto const mine = waiting_.find(n);
    if (mine == waiting_.end()) return;
    auto const [what, tag] = mine->second;
    waiting_bytes_ -= what->text.size() + what->from.size();
    waiting_.erase(mine);
    fail_one(what, tag, std::string(why));
    send_more();
}

void jetstream_journal::take_roster(std::string_view payload)
{
    auto const object = object_from(payload);
    auto const from = text_of(object, "server");
    if (from.empty() || from == opening_.server) return;
    if (others_.size() >= most_others && !others_.contains(from)) return;
    auto const* const names = object.if_contains("roster");
    if (names == nullptr || !names->is_array()) return;
    if (!others_.contains(from)) tell_names();  // it has just come
    auto& sender = others_[from];
    sender.heard = std::chrono::steady_clock::now();
    std::vector<std::string> all;
    for (auto const& one : names->get_array())
        if (one.is_string() && all.size() < most_names) all.emplace_back(one.get_string());
    told_.present(from, all, from < opening_.server);
}

/// A stream that was made anew counts from the beginning.
void jetstream_journal::take_up(std::string_view created)
{
    std::int64_t nanoseconds = 0;
    std::from_chars(created.data(), created.data() + created.size(), nanoseconds);
    auto const when = room::moment(std::chrono::duration_cast<room::moment::duration>(
        std::chrono::milliseconds(nanoseconds / 1'000'000)));
    if (began() && *began() != when) forget();
    set_began(when);
    say(true, {});
    tell_names();
}

void jetstream_journal::say(bool reached, std::string const& why)
{
    if (std::exchange(reached_, reached) != reached) told_.changed(reached, why);
}

void jetstream_journal::tick()
{
    auto const now = std::chrono::steady_clock::now();
    for (auto one = others_.begin(); one != others_.end();) {
        bool const is_gone = now - one->second.heard >= lost_after;
        auto const server = one->first;
        one = is_gone ? others_.erase(one) : std::next(one);
        if (is_gone) told_.silent(server);
    }
    tell_names();
    tick_.expires_after(roster_every);
    tick_.async_wait([this](boost::system::error_code stopped) {
        if (!stopped) tick();
    });
}

}  // namespace netbasics::journal
