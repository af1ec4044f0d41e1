#include "serve/room.hpp"

#include "chat/access.hpp"
#include "chat/admission.hpp"
#include "chat/room_options.hpp"
#include "chat/talk.hpp"
#include "chat/terminal_signals.hpp"
#include "chat/user.hpp"
#include "installation.hpp"
#include "report.hpp"
#include "serve/door.hpp"
#include "serve/web.hpp"

#include "netbasics/journal/file_journal.hpp"
#include "netbasics/journal/jetstream_journal.hpp"
#include "netbasics/journal/memory_journal.hpp"
#include "netbasics/net/listener.hpp"
#include "netbasics/server/room_server.hpp"
#include "netbasics/server/tcp_channel.hpp"
#include "netbasics/server/tls_channel.hpp"
#include "netbasics/terminal/capability.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/timestamp.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <optional>
#include <random>
#include <unistd.h>

namespace netbasics::tools {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_unshown = std::size_t{1} << 20;  ///< bytes that wait for the operator's own output

/// 128 bits, in hexadecimal.
std::string new_token()
{
    std::random_device chance;
    constexpr char digits[] = "0123456789abcdef";
    std::string token;
    for (int i = 0; i < 32; ++i) token.push_back(digits[chance() % 16]);
    return token;
}

/// A room, its door, and the operator who sits at the server.
class host {
public:
    host(arguments const& given, streams io, room_options const& options, set::access_list access,
         server_security security)
        : given_(given), io_(io), options_(options), access_(std::move(access)),
          security_(std::move(security)), told_(given, io), room_(options.room, new_token),
          door_(context_.get_executor(), told_.explainer()), signals_(context_, SIGINT, SIGTERM, SIGHUP),
          terminal_signals_(context_), shown_(context_), leaving_(context_)
    {
        signals_.add(SIGQUIT);
        talk_.room = true;
        talk_.times = given.has("times");
        talk_.name = options.name;
    }

    exit_status run(net::host_port const& where)
    {
        auto const opened = door_.open(where);
        if (opened.has_error()) {
            told_.tell(why_not_listening(where, opened.error()));
            return failure;
        }
        if (auto const kept = open_journal(); kept.has_error()) {
            told_.tell(terminal::harmless(options_.record) + ": " + message(kept.error()));
            return failure;
        }
        server_.emplace(context_, room_, *journal_, options_.limits);
        server_->on_refusal([this](std::string const& line) {
            told_.tell(text::timestamp(std::chrono::system_clock::now()) + ' ' + line);
        });
        announce(door_, security_, told_);
        if (security_.secret) server_->require_secret(*security_.secret);
        if (options_.web && !open_web(where.host)) return failure;
        seat_operator();
        if (shared_) shared_->start();
        for (std::size_t i = 0; i < door_.sockets(); ++i) asio::co_spawn(context_, let_in(i), asio::detached);
        watch_signals();
        context_.run();
        user_.reset();  // the terminal is as it was before
        if (file_)
            if (auto const done = file_->close(); done.has_error()) {
                tell_of_record(done);
                status_ = failure;
            }
        return signal_ != 0 ? static_cast<exit_status>(128 + signal_) : status_;
    }

private:
    bool open_web(std::string const& where_room)
    {
        net::host_port const where{where_room, *options_.web};
        web_.emplace(context_, *server_, access_, security_, told_);
        auto const opened = web_->open(where, options_.web_origin);
        if (opened.has_error()) told_.tell(why_not_listening(where, opened.error()));
        return opened.has_value();
    }

    /// Where the room's events are kept. After a restart the room continues from there.
    result<void> open_journal()
    {
        auto const kept = std::max<std::size_t>(options_.limits.history, 1000);
        if (!options_.nats.empty()) {
            journal_ = share_room(kept);
            return result<void>();
        }
        if (options_.record.empty()) {
            journal_ = std::make_unique<journal::memory_journal>(kept);
            return result<void>();
        }
        auto opened = journal::record_parts::open(options_.record);
        if (opened.has_error()) return opened.error();
        if (auto const& torn = opened->current().torn(); !torn.empty())
            told_.tell(substitute(tr("{0}: the last line was not whole and has been removed: '{1}'"),
                                  {terminal::harmless(options_.record), terminal::harmless(torn)}));
        auto made = std::make_unique<journal::file_journal>(
            context_, std::move(*opened),
            journal::file_journal::settings{options_.sync, options_.record_size, kept},
            [this](result<void> const& state) { tell_of_record(state); });
        file_ = made.get();
        journal_ = std::move(made);
        return result<void>();
    }

    /// The room is the same on other machines.
    std::unique_ptr<journal::journal> share_room(std::size_t kept)
    {
        journal::engine_opening opening{.urls = options_.nats,
                                        .room = options_.room,
                                        .credentials = options_.nats_credentials,
                                        .authorities = options_.nats_authorities,
                                        .history = kept,
                                        .replicas = options_.nats_replicas,
                                        .keep = options_.nats_keep};
        journal::jetstream_journal::observer told;
        told.present = [this](std::string const& server, std::vector<std::string> const& names, bool keeps) {
            server_->present_elsewhere(server, names, keeps);
        };
        told.silent = [this](std::string const& server) { server_->nobody_elsewhere(server); };
        told.changed = [this](bool reached, std::string const& why) { tell_of_others(reached, why); };
        auto made = std::make_unique<journal::jetstream_journal>(
            context_, companion_program("netbasics-nats"), std::move(opening), kept, std::move(told),
            [this] { return room_.names(); });
        shared_ = made.get();
        return made;
    }

    void tell_of_others(bool reached, std::string const& why)
    {
        std::string sentence(
            reached ? tr("the room's other servers can be reached")
                    : tr("the room's other servers cannot be reached; what is said here waits for them"));
        if (!why.empty()) sentence.append(": ").append(terminal::harmless(why));
        told_.tell(sentence);
        server_->tell_all(sentence);
    }

    void tell_of_record(result<void> const& state)
    {
        told_.tell(state.has_error()
                       ? substitute(tr("the record cannot be written: {0}; what is said is not shown"),
                                    {message(state.error())})
                       : std::string(tr("the record is written again")));
    }

    asio::awaitable<void> let_in(std::size_t which)
    {
        for (;;) {
            auto came = co_await door_.accept(which);
            if (came.has_error() && closing_) co_return;
            if (came.has_error()) {
                told_.tell(
                    substitute(tr("no caller can be taken: {0}; trying again"), {message(came.error())}));
                asio::steady_timer pause(context_, std::chrono::seconds(1));
                co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
                if (closing_) co_return;
                continue;
            }
            auto const from = came->from.address();
            auto socket = server::member_socket(context_, std::move(came->socket), came->from);
            if (!socket.is_open()) continue;
            auto channel = channel_over(std::move(socket));
            auto const why = reason_to_turn_away(access_, from);
            if (why.empty())
                server_->add(std::move(channel), from);
            else
                server_->refuse(std::move(channel), from, why);
        }
    }

    std::unique_ptr<server::member_channel> channel_over(server::small_socket socket)
    {
        if (security_.context)
            return std::make_unique<server::tls_channel>(std::move(socket), security_.context);
        return std::make_unique<server::tcp_channel>(std::move(socket));
    }

    void seat_operator()
    {
        user_ = make_user(context_.get_executor(), given_, io_, talk_, "", told_);
        me_ = server_->add_local([this](room::event const& what) { show(what); });
        server_->hear_local(me_, "/nick " + (talk_.name.empty() ? std::string(tr("operator")) : talk_.name));
        shown_.expires_at(asio::steady_timer::time_point::max());
        asio::co_spawn(context_, speak(), asio::detached);
        asio::co_spawn(context_, show_all(), asio::detached);
        terminal_signals_.watch(*user_);
        user_->completes([this] { return room_.names(); });
    }

    /// The operator's own lines; the room lives on when his input ends.
    asio::awaitable<void> speak()
    {
        for (;;) {
            auto const lines = co_await user_->read();
            if (lines.has_error() || lines->empty()) co_return;
            for (auto const& m : *lines) {
                if (m.text == "/quit") co_return close();
                server_->hear_local(me_, m.text);
            }
        }
    }

    void show(room::event const& what)
    {
        if (unshown_.size() > most_unshown) {
            ++left_out_;
            return;
        }
        unshown_.append(given_.json() ? *what.json() : *what.plain());
        shown_.cancel();
    }

    asio::awaitable<void> show_all()
    {
        for (;;) {
            while (unshown_.empty()) co_await shown_.async_wait(asio::as_tuple(asio::use_awaitable));
            auto const text = std::exchange(unshown_, {});
            std::vector<net::message> lines;
            for (std::string_view rest = text; !rest.empty();) {
                lines.push_back({rest.substr(0, rest.find('\n'))});
                rest.remove_prefix(lines.back().text.size() + 1);
            }
            auto const done = co_await user_->write(lines);
            if (done.has_error() && done.error().system != boost::system::errc::broken_pipe) {
                told_.tell(substitute(tr("standard output: {0}"), {message(done.error())}));
                status_ = failure;
                co_return close();
            }
            if (done.has_error()) co_return;
            if (auto const count = std::exchange(left_out_, 0); count > 0)
                told_.tell(substitute(tr("your output is read too slowly: {0} lines are left out"),
                                      {std::to_string(count)}));
        }
    }

    /// Goodbye to all; nobody comes in any more.
    void close()
    {
        constexpr auto most = std::chrono::seconds(2);
        if (closing_) return context_.stop();
        closing_ = true;
        door_.close();
        if (web_) web_->close();
        server_->close(most, [this] { leave_others(40); });
    }

    /// What was said last is waited for, for `rounds` of 50 ms at most.
    void leave_others(int rounds)
    {
        if (!shared_ || !shared_->has_waiting() || rounds == 0) return context_.stop();
        leaving_.expires_after(std::chrono::milliseconds(50));
        leaving_.async_wait([this, rounds](boost::system::error_code) { leave_others(rounds - 1); });
    }

    void watch_signals()
    {
        signals_.async_wait([this](boost::system::error_code problem, int number) {
            if (problem) return;
            if (number == SIGHUP && !user_->at_terminal() && (security_.context || file_ != nullptr)) {
                // Without a terminal to hang up: the record was moved away, or there is a new certificate.
                if (file_ != nullptr) file_->reopen();
                if (security_.context && read_certificate_again(given_, io_, security_))
                    tell_of_certificate(security_, told_);
                return watch_signals();
            }
            signal_ = number;
            close();
            watch_signals();
        });
    }

    arguments const& given_;
    streams io_;
    room_options const& options_;
    set::access_list access_;
    server_security security_;
    notices told_;
    talk_options talk_;
    asio::io_context context_{1};
    room::room room_;
    std::unique_ptr<journal::journal> journal_;
    journal::file_journal* file_ = nullptr;  ///< where it is one
    journal::jetstream_journal* shared_ = nullptr;
    std::optional<server::room_server> server_;
    net::listener door_;
    std::optional<web_door> web_;
    asio::signal_set signals_;
    terminal_signals terminal_signals_;
    asio::steady_timer shown_;
    asio::steady_timer leaving_;
    std::unique_ptr<user> user_;
    room::member_id me_ = 0;
    std::string unshown_;
    std::size_t left_out_ = 0;
    bool closing_ = false;
    exit_status status_ = success;
    int signal_ = 0;
};

}  // namespace

exit_status serve_room(arguments const& given, streams io)
{
    auto const options = read_room_options(given);
    if (!options) return complain_usage(given.title(), io, options.error());
    auto const where = read_operand(given, io);
    if (!where) return failure;
    auto access = read_access(given, io);
    if (!access) return failure;
    auto security = read_server_security(given, io);
    if (!security) return failure;
    return host(given, io, *options, std::move(*access), std::move(*security)).run(*where);
}

}  // namespace netbasics::tools
