#include "serve/serve.hpp"

#include "chat/access.hpp"
#include "chat/room_options.hpp"
#include "chat/standard_descriptors.hpp"
#include "chat/talk.hpp"
#include "chat/talk_options.hpp"
#include "report.hpp"
#include "serve/door.hpp"
#include "serve/make_secret.hpp"
#include "serve/replay.hpp"
#include "serve/room.hpp"

#include "netbasics/net/tcp_stream.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>

namespace netbasics::tools {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_candidates = 64;  ///< who show at a time that they may come

/// Waits for one caller at all addresses of the host.
class waiting : public meeting {
public:
    waiting(arguments const& given, streams io, net::host_port where, set::access_list access,
            server_security security)
        : given_(given), io_(io), where_(std::move(where)), access_(std::move(access)),
          security_(std::move(security)), keep_(given.has("keep")), most_(read_timeout(given))
    {
    }

    asio::awaitable<result<reached>> reach(net::framing how, notices& told, std::string& /*reason*/) override
    {
        using clock = asio::steady_timer::clock_type;
        auto const here = co_await asio::this_coro::executor;
        came_.reset();
        if (!listener_ || !listener_->is_open()) {
            listener_.emplace(here, told.explainer());
            auto const opened = listener_->open(where_);
            if (opened.has_error()) co_return opened.error();
            announce(*listener_, security_, told);
        }
        change_.emplace(here);
        auto const deadline = most_ ? clock::now() + *most_ : clock::time_point::max();
        change_->expires_at(deadline);
        running_ = listener_->sockets();
        for (std::size_t i = 0; i < listener_->sockets(); ++i)
            asio::co_spawn(here, accept_at(i, how, told), asio::detached);
        while (running_ > 0 || !came_) {
            co_await change_->async_wait(asio::as_tuple(asio::use_awaitable));
            if (!came_ && clock::now() >= deadline)
                finish(error(boost::system::error_code(asio::error::timed_out)));
        }
        co_return std::move(*came_);
    }

    exit_status failed(error const& why, std::string const& /*reason*/, notices& told) override
    {
        if (most_ && why.system == asio::error::timed_out) {
            told.tell(substitute(tr("nobody has called for {0} s"), {std::to_string(most_->count())}));
            return no;
        }
        told.tell(why_not_listening(where_, why));
        return failure;
    }

    bool goes_on() const override { return keep_; }

    bool read_again(notices& told) override
    {
        if (!security_.context) return false;
        if (read_certificate_again(given_, io_, security_)) tell_of_certificate(security_, told);
        return true;
    }

private:
    /// The first who may come is the one; with --keep the next ones wait, else nobody can call then. A caller
    /// that takes its time to show that it may come holds nobody up.
    asio::awaitable<void> accept_at(std::size_t which, net::framing how, notices& told)
    {
        while (!came_) {
            auto who = co_await listener_->accept(which);
            if (who.has_error()) {
                if (!came_) finish(who.error());
                break;
            }
            if (turned_away(*who, told)) continue;
            if (candidates_ >= most_candidates) continue;
            ++candidates_;
            asio::co_spawn(change_->get_executor(), let_in(std::move(*who), how, told), asio::detached);
            // Without a handshake it is in at once, and the door is closed behind it.
            if (!security_.context && !security_.secret) break;
        }
        --running_;
        change_->cancel();
    }

    asio::awaitable<void> let_in(net::caller who, net::framing how, notices& told)
    {
        auto const peer = who.from;
        auto lines = co_await admit(std::move(who), security_, delays_, how, told);
        --candidates_;
        if (lines.has_error()) {
            if (came_) co_return;
            told.tell(substitute(tr("{0} was not let in: {1}"),
                                 {net::to_string(peer), reason_text(lines.error())}));
        } else if (came_) {
            net::message const busy{"* another caller is being served; try again later"};
            co_await (*lines)->write(net::batch(&busy, 1));
            co_await (*lines)->end_output();
        } else {
            finish(reached{std::move(*lines), peer});
        }
    }

    void finish(result<reached> came)
    {
        came_.emplace(std::move(came));
        if (keep_ && came_->has_value())
            listener_->pause();
        else
            listener_->close();
        change_->cancel();
    }

    /// True when he may not come; he is told why.
    bool turned_away(net::caller& who, notices& told) const
    {
        auto const why = reason_to_turn_away(access_, who.from.address());
        if (why.empty()) return false;
        boost::system::error_code ignored;
        who.socket.non_blocking(true, ignored);
        who.socket.write_some(asio::buffer("* " + why + '\n'), ignored);
        who.socket.shutdown(asio::socket_base::shutdown_send, ignored);
        // What he has said already is read: to close with input unread would reset what he is told.
        for (char bytes[4096]; who.socket.read_some(asio::buffer(bytes), ignored) > 0 && !ignored;) continue;
        told.tell(substitute(tr("turned away: {0}"), {why}));
        return true;
    }

    arguments const& given_;
    streams io_;
    net::host_port where_;
    set::access_list access_;
    server_security security_;
    chat::auth_backoff delays_;
    std::optional<net::listener> listener_;
    std::optional<result<reached>> came_;
    std::optional<asio::steady_timer> change_;
    bool keep_;
    std::optional<std::chrono::seconds> most_;
    std::size_t running_ = 0;
    std::size_t candidates_ = 0;
};

std::unique_ptr<meeting> wait_at(arguments const& given, streams io, net::host_port const& where)
{
    auto access = read_access(given, io);
    if (!access) return nullptr;
    auto security = read_server_security(given, io);
    if (!security) return nullptr;
    return std::make_unique<waiting>(given, io, where, std::move(*access), std::move(*security));
}

constexpr option_row rows[] = {
    {.name = "keep",
     .conflicts = "room",
     .summary = translatable("take the next caller after a conversation, one at a time")},
    {.name = "timeout",
     .value = "SECONDS",
     .conflicts = "room",
     .summary = translatable("give up waiting for a caller after that time")},
};
constexpr option_group groups[] = {
    {translatable("Conversation:"), talk_rows}, {nullptr, rows},
    {translatable("Callers:"), access_rows},    {translatable("Security:"), server_security_rows},
    {translatable("Room:"), room_rows},         {translatable("Limits of a room:"), room_limit_rows},
};
constinit option_table const options = groups;

exit_status run(arguments const& given, streams io)
{
    if (given.has("replay")) return replay(given, io);
    if (auto const* file = given.value("make-secret")) return make_secret(given, io, *file);
    if (auto const* seconds = given.value("timeout")) {
        auto const read = read_number(*seconds, 1, longest_timeout);
        if (!read) return complain(given.title(), io, *seconds, read.error());
    }
    fill_standard_descriptors();
    return given.has("room") ? serve_room(given, io) : talk(given, io, true, wait_at);
}

constexpr verb verbs[] = {
    {"", "[[HOST:]PORT]", translatable("wait for one caller, or for many, and talk"), &options, run},
};

}  // namespace

constinit command const serve_command{"serve", serve_summary, verbs, serve_examples};

}  // namespace netbasics::tools
