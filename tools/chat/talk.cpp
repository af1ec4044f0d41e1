#include "chat/talk.hpp"

#include "chat/peer_watch.hpp"
#include "chat/terminal_signals.hpp"
#include "chat/user.hpp"
#include "report.hpp"

#include "netbasics/chat/room_stream.hpp"
#include "netbasics/chat/session.hpp"
#include "netbasics/terminal/capability.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/net/tcp_stream.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <optional>
#include <random>

namespace netbasics::tools {

namespace asio = boost::asio;

namespace {

/// One conversation, from the first socket call to the last.
class talker {
public:
    talker(arguments const& given, streams io, talk_options options, std::unique_ptr<meeting> way)
        : given_(given), io_(io), options_(std::move(options)), told_(given, io),
          signals_(context_, SIGINT, SIGTERM, SIGHUP), terminal_signals_(context_), way_(std::move(way))
    {
    }

    exit_status run()
    {
        memory_.name = options_.name;
        signals_.add(SIGQUIT);
        watch_signals();
        asio::co_spawn(context_, hold(), [this](std::exception_ptr problem) {
            context_.stop();
            if (problem) std::rethrow_exception(problem);
        });
        context_.run();
        user_.reset();  // the terminal is as it was before
        if (signal_ != 0) return static_cast<exit_status>(128 + signal_);
        return ended_ ? tell_end() : status_;
    }

private:
    /// One conversation; with a room, also those after the connection was lost.
    asio::awaitable<void> hold()
    {
        co_await meet();
        while (way_->goes_on() && signal_ == 0 && ended_ && !is_my_end()) {
            tell_end();
            co_await meet();
        }
        unsigned failures = 0;
        while (options_.room && signal_ == 0 && met_ && is_lost()) {
            asio::steady_timer pause(context_, pause_before(failures++));
            told_.tell(substitute(tr("the connection to the room is lost; calling again in {0} s"),
                                  {std::to_string(std::chrono::ceil<std::chrono::seconds>(
                                                      pause.expiry() - std::chrono::steady_clock::now())
                                                      .count())}));
            co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
            met_now_ = false;
            co_await meet();
            if (met_now_) failures = 0;
        }
    }

    /// I cannot hold another conversation.
    bool is_my_end() const
    {
        using cause = chat::ending::cause;
        return ended_->how == cause::stopped || ended_->how == cause::input_failed ||
               ended_->how == cause::reader_left || ended_->how == cause::output_failed;
    }

    /// Doubles up to half a minute; each caller waits a different part of it, so that they do not all come at
    /// once.
    static std::chrono::milliseconds pause_before(unsigned failures)
    {
        std::random_device chance;
        auto const most = std::min(30'000u, 500u << std::min(failures, 6u));
        return std::chrono::milliseconds(most / 2 + chance() % (most / 2));
    }

    bool is_lost() const
    {
        using cause = chat::ending::cause;
        if (final_ || (ended_ && ended_->how == cause::lost && is_final(ended_->why))) return false;
        return !ended_ || ended_->how == cause::lost || ended_->how == cause::peer_ended;
    }

    asio::awaitable<void> meet()
    {
        reason_.clear();
        auto reached = co_await way_->reach(options_.framing, told_, reason_);
        if (reached.has_error()) {
            ended_.reset();
            final_ = is_final(reached.error());
            status_ = way_->failed(reached.error(), reason_, told_);
            co_return;
        }
        met_ = met_now_ = true;
        peer_name_ = net::to_string(reached->peer);
        told_.tell(substitute(tr("connected with {0}"), {peer_name_}));
        seat_user();
        auto const shown = co_await user_->connected(peer_name_);
        if (shown.has_error()) {
            ended_ = chat::ending{chat::ending::cause::output_failed, shown.error()};
            co_return;
        }
        options_.agreed.ends_with_peer = options_.room || terminal::is_terminal(io_.in);
        if (options_.agreed.server) {
            co_await talk_with(*reached->lines);
            co_return;
        }
        peer_watch peer(*reached->lines,
                        options_.room ? peer_watch::expects::room : peer_watch::expects::person, reason_);
        if (options_.room)
            co_await join(peer);
        else
            co_await talk_with(peer);
    }

    asio::awaitable<void> join(net::message_stream& peer)
    {
        chat::room_stream room(peer, memory_, given_.json(), context_.get_executor());
        auto const greeted = co_await room.greet();
        if (greeted.has_error()) {
            ended_ = chat::ending{chat::ending::cause::lost, greeted.error()};
            peer.close();
            co_return;
        }
        co_await talk_with(room);
        closed_ = room.was_closed();
        final_ = closed_ || room.was_turned_away();
    }

    asio::awaitable<void> talk_with(net::message_stream& peer)
    {
        session_.emplace(*user_, peer, options_.agreed, *user_, context_.get_executor());
        ended_ = co_await session_->run();
        session_.reset();
        peer.close();
    }

    void seat_user()
    {
        if (user_) return;
        user_ = make_user(context_.get_executor(), given_, io_, options_, peer_name_, told_);
        terminal_signals_.watch(*user_);
        memory_.keeps_people = memory_.marks_history = user_->at_terminal();
        if (options_.room)
            user_->completes([this] { return std::vector(memory_.people.begin(), memory_.people.end()); });
    }

    void watch_signals()
    {
        signals_.async_wait([this](boost::system::error_code problem, int number) {
            if (problem) return;
            if (number == SIGHUP && !(user_ && user_->at_terminal()) && way_->read_again(told_))
                return watch_signals();
            bool const again = signal_ != 0;
            signal_ = number;
            if (session_ && !again)
                session_->stop();
            else
                context_.stop();
            watch_signals();
        });
    }

    exit_status tell_end();

    arguments const& given_;
    streams io_;
    talk_options options_;
    notices told_;
    asio::io_context context_{1};
    asio::signal_set signals_;
    terminal_signals terminal_signals_;
    std::unique_ptr<meeting> way_;
    std::unique_ptr<user> user_;
    std::optional<chat::session> session_;
    std::optional<chat::ending> ended_;
    std::string peer_name_;
    std::string reason_;  ///< for which the other side has turned this one away
    chat::room_memory memory_;
    bool met_ = false;
    bool met_now_ = false;
    bool closed_ = false;  ///< the room has said goodbye
    bool final_ = false;   ///< to call again would end the same way
    exit_status status_ = success;
    int signal_ = 0;
};

exit_status talker::tell_end()
{
    using cause = chat::ending::cause;
    auto status = success;
    switch (ended_->how) {
    case cause::my_farewell:
    case cause::stopped:
    case cause::reader_left:
        break;
    case cause::their_farewell:
        told_.tell(substitute(tr("{0} said farewell"), {peer_name_}));
        break;
    case cause::both_ended:
    case cause::peer_ended:
        told_.tell(substitute(tr("the conversation with {0} is over"), {peer_name_}));
        break;
    case cause::lost:
        told_.tell(substitute(tr("{0}: {1}"), {peer_name_, reason_text(ended_->why, reason_)}));
        status = no;
        break;
    case cause::input_failed:
        told_.tell(substitute(tr("standard input: {0}"), {message(ended_->why)}));
        return failure;
    case cause::output_failed:
        told_.tell(substitute(tr("standard output: {0}"), {message(ended_->why)}));
        return failure;
    }
    if (options_.room && !closed_ && ended_->how == cause::peer_ended) status = no;
    if (ended_->input_left) {
        told_.tell(tr("the input that was left has not been sent"));
        status = no;
    }
    return status;
}

}  // namespace

std::optional<net::host_port> read_operand(arguments const& given, streams io)
{
    auto const& operands = given.operands();
    if (operands.empty()) return net::host_port();
    if (operands.size() > 2) {
        complain_usage(given.title(), io, tr("one address is enough"));
        return std::nullopt;
    }
    auto where = net::read_host_port(operands.front());
    if (!where) {
        complain(given.title(), io, operands.front(), where.error());
        return std::nullopt;
    }
    if (operands.size() == 1) return *where;
    auto const port = read_number(operands.back(), 0, 65'535);
    if (!port) {
        complain(given.title(), io, operands.back(), port.error());
        return std::nullopt;
    }
    if (net::names_port(operands.front())) {
        complain_usage(given.title(), io,
                       substitute(tr("'{0}' names a port already"), {terminal::harmless(operands.front())}));
        return std::nullopt;
    }
    where->port = static_cast<std::uint16_t>(*port);
    return *where;
}

exit_status talk(arguments const& given, streams io, bool server, make_meeting make)
{
    auto const options = read_talk_options(given, server);
    if (!options) return complain_usage(given.title(), io, options.error());
    auto const where = read_operand(given, io);
    if (!where) return failure;
    auto way = make(given, io, *where);
    return way ? talker(given, io, *options, std::move(way)).run() : failure;
}

}  // namespace netbasics::tools
