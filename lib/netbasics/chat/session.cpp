#include "netbasics/chat/session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace netbasics::chat {

using net::batch;
using net::framing;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

bool is_cancelled(error const& e) { return e.system == asio::error::operation_aborted; }

bool says_something(batch lines)
{
    return std::any_of(lines.begin(), lines.end(), [](auto const& m) { return !m.text.empty(); });
}

}  // namespace

session::session(net::message_stream& mine, net::message_stream& peer, rules agreed,
                 session_observer& observer, asio::any_io_executor where)
    : mine_(mine), peer_(peer), conversation_(agreed), observer_(observer), change_(where), deadline_(where),
      look_(where), server_(agreed.server)
{
    change_.expires_at(asio::steady_timer::time_point::max());
}

asio::awaitable<ending> session::run()
{
    using namespace asio::experimental::awaitable_operators;
    find_framing();
    if (conversation_.turns()) observer_.turn(conversation_.may_speak());
    co_await (speak() && listen() && watch_peer());
    deadline_.cancel();
    co_await confirm();
    co_return result_of();
}

/// Both have ended; the last of what I said may still have met a closed door.
asio::awaitable<void> session::confirm()
{
    if (stopped_ || peer_failed_ || conversation_.heard_bye()) co_return;
    auto const arrived = co_await peer_.delivered();
    if (arrived.has_error()) lose(arrived.error());
}

/// While I say nothing, nothing comes back that tells of a peer that has gone for good.
asio::awaitable<void> session::watch_peer()
{
    while (listening_) co_await change_.async_wait(awaited);
    while (!finishing_ && !stopped_ && !peer_failed_ && !conversation_.my_input_has_ended()) {
        if (peer_.peer_has_closed()) {
            lose(errc::peer_left);
            finish();
            break;
        }
        look_.expires_after(look);
        co_await look_.async_wait(awaited);
    }
}

void session::lose(error const& why)
{
    if (std::exchange(peer_failed_, true)) return;
    why_ = why;
}

void session::stop()
{
    stopped_ = true;
    mine_.close();
    peer_.close();
    look_.cancel();
    changed();
}

void session::changed() { change_.cancel(); }

/// No more is said. The other side gets some time to take what it has been sent and to close.
void session::finish()
{
    if (finishing_) return;
    finishing_ = true;
    mine_.cancel_read();
    look_.cancel();
    changed();
    deadline_.expires_after(patience);
    deadline_.async_wait([this](boost::system::error_code stopped) {
        if (!stopped) peer_.close();
    });
}

void session::find_framing()
{
    if (raw_ || peer_.how() != framing::raw) return;
    raw_ = true;
    conversation_.becomes_raw();
    if (heard_anything_) observer_.raw_found();
}

asio::awaitable<void> session::my_turn()
{
    while (!conversation_.may_speak() && !conversation_.over() && listening_ && !stopped_ && !peer_failed_)
        co_await change_.async_wait(awaited);
}

/// A plain socket server greets first and without a line end; what I sent before that as lines would
/// come to it as one lump. So a caller listens before he speaks.
asio::awaitable<void> session::hear_first()
{
    if (server_ || peer_.how() != framing::automatic) co_return;
    asio::steady_timer quiet(change_.get_executor(), ear);
    quiet.async_wait([this](boost::system::error_code stopped) {
        if (!stopped && !heard_anything_) changed();
    });
    auto const until = quiet.expiry();
    bool waiting = true;
    while (waiting && peer_.how() == framing::automatic && listening_ && !stopped_) {
        co_await change_.async_wait(awaited);
        waiting = peer_.undecided() || asio::steady_timer::clock_type::now() < until;
    }
}

asio::awaitable<void> session::speak()
{
    co_await hear_first();
    while (!conversation_.over() && !finishing_ && !stopped_ && !peer_failed_) {
        co_await my_turn();
        if (conversation_.over() || finishing_ || stopped_ || peer_failed_) break;
        auto const lines = co_await mine_.read();
        if (lines.has_error() && is_cancelled(lines.error())) break;
        if (lines.has_error()) {
            input_failed_ = true;
            why_ = lines.error();
            break;
        }
        if (lines->empty()) {
            conversation_.my_input_ended();
            look_.cancel();
            if (!conversation_.peer_ended()) observer_.input_ended();
            co_await peer_.end_output();
            co_return;
        }
        bool const all = co_await say(*lines);
        if (!all) break;
    }
    input_left_ = input_left_ || mine_.has_input();
    if (!stopped_) co_await peer_.end_output();
    finish();
}

/// False when it is over and no more is to be said.
asio::awaitable<bool> session::say(batch lines)
{
    while (!lines.empty()) {
        co_await my_turn();
        auto const now = conversation_.say(lines);
        if (now.count == 0) {
            input_left_ = input_left_ || says_something(lines);
            co_return false;
        }
        auto const part = lines.first(now.count);
        lines = lines.subspan(now.count);
        if (now.nothing) {
            observer_.nothing_to_send();
            continue;
        }
        if (conversation_.turns() && !conversation_.may_speak()) observer_.turn(false);
        auto const sent = co_await peer_.write(part);
        if (sent.has_error()) {
            if (!is_cancelled(sent.error())) lose(sent.error());
            input_left_ = true;
            co_return false;
        }
        if (now.farewell) {
            input_left_ = input_left_ || says_something(lines);
            co_return false;
        }
    }
    co_return true;
}

asio::awaitable<void> session::listen()
{
    for (;;) {
        auto const heard = co_await peer_.read();
        if (heard.has_error()) {
            // A farewell that nobody has read is none; but not everyone who has read it ends in good order.
            bool const thrown_away = heard.error().system == asio::error::connection_reset;
            bool const after_all = stopped_ || is_cancelled(heard.error()) || conversation_.heard_bye() ||
                                   ((finishing_ || conversation_.over()) && !thrown_away);
            if (!after_all) lose(heard.error());
            break;
        }
        if (heard->empty()) {
            conversation_.peer_input_ended();
            if (!conversation_.over()) observer_.peer_ended();
            break;
        }
        heard_anything_ = true;
        find_framing();
        bool const had_turn = conversation_.may_speak();
        auto const count = conversation_.hear(*heard);
        auto const shown = co_await mine_.write(heard->first(count));
        if (shown.has_error()) {
            output_failed_ = true;
            why_ = shown.error();
            break;
        }
        if (conversation_.turns() && !had_turn && conversation_.may_speak() && !conversation_.over())
            observer_.turn(true);
        // The rest is read and dropped: to close with input unread would reset what is still on its way.
        if (conversation_.heard_bye()) finish();
        changed();
    }
    listening_ = false;
    changed();
    if (conversation_.over() || output_failed_ || stopped_ || peer_failed_) finish();
}

ending session::result_of() const
{
    using cause = ending::cause;
    ending e;
    e.input_left = input_left_;
    e.why = why_;
    if (stopped_)
        e.how = cause::stopped;
    else if (input_failed_)
        e.how = cause::input_failed;
    else if (output_failed_)
        e.how = why_.system == boost::system::errc::broken_pipe ? cause::reader_left : cause::output_failed;
    else if (conversation_.heard_bye())
        e.how = cause::their_farewell;
    else if (peer_failed_)
        e.how = cause::lost;
    else if (conversation_.said_bye())
        e.how = cause::my_farewell;
    else if (conversation_.peer_ended() && !conversation_.my_input_has_ended())
        e.how = cause::peer_ended;
    else
        e.how = cause::both_ended;
    return e;
}

}  // namespace netbasics::chat
