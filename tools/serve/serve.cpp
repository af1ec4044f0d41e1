#include "serve/serve.hpp"

#include "chat/access.hpp"
#include "chat/room_options.hpp"
#include "chat/standard_descriptors.hpp"
#include "chat/talk.hpp"
#include "chat/talk_options.hpp"
#include "report.hpp"
#include "serve/door.hpp"
#include "serve/replay.hpp"
#include "serve/room.hpp"

#include "netbasics/text/translate.hpp"
#include "netbasics/transport/tcp_stream.hpp"

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
    waiting(transport::host_port where, set::access_list access, server_security security)
        : where_(std::move(where)), access_(std::move(access)), security_(std::move(security))
    {
    }

    asio::awaitable<result<reached>> reach(transport::framing how, notices& told) override
    {
        auto const here = co_await asio::this_coro::executor;
        listener_.emplace(here, told.explainer());
        auto const opened = listener_->open(where_);
        if (opened.has_error()) co_return opened.error();
        announce(*listener_, security_, told);
        asio::steady_timer first(here, asio::steady_timer::time_point::max());
        running_ = listener_->sockets();
        for (std::size_t i = 0; i < listener_->sockets(); ++i)
            asio::co_spawn(here, accept_at(i, how, first, told), asio::detached);
        while (running_ > 0 || !came_) co_await first.async_wait(asio::as_tuple(asio::use_awaitable));
        co_return std::move(*came_);
    }

    exit_status failed(error const& why, notices& told) override
    {
        told.tell(why_not_listening(where_, why));
        return failure;
    }

private:
    /// The first who may come is the one; nobody else can call then. Who takes his time to show that he may
    /// holds nobody up.
    asio::awaitable<void> accept_at(std::size_t which, transport::framing how, asio::steady_timer& first,
                                    notices& told)
    {
        while (!came_) {
            auto who = co_await listener_->accept(which);
            if (who.has_error()) {
                if (!came_) finish(who.error(), first);
                break;
            }
            if (turned_away(*who, told)) continue;
            if (candidates_ >= most_candidates) continue;
            ++candidates_;
            asio::co_spawn(first.get_executor(), let_in(std::move(*who), how, first, told), asio::detached);
            // Without a handshake he is in at once, and the door is closed behind him.
            if (!security_.context && !security_.secret) break;
        }
        --running_;
        first.cancel();
    }

    asio::awaitable<void> let_in(transport::caller who, transport::framing how, asio::steady_timer& first,
                                 notices& told)
    {
        auto const peer = who.from;
        auto lines = co_await admit(std::move(who), security_, delays_, how, told);
        --candidates_;
        if (came_) co_return;
        if (lines.has_value())
            finish(reached{std::move(*lines), peer}, first);
        else
            told.tell(substitute(tr("{0} was not let in: {1}"),
                                 {transport::to_string(peer), reason_text(lines.error())}));
    }

    void finish(result<reached> came, asio::steady_timer& first)
    {
        came_.emplace(std::move(came));
        listener_->close();
        first.cancel();
    }

    /// True when he may not come; he is told why.
    bool turned_away(transport::caller& who, notices& told) const
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

    transport::host_port where_;
    set::access_list access_;
    server_security security_;
    chat::failure_delays delays_;
    std::optional<transport::listener> listener_;
    std::optional<result<reached>> came_;
    std::size_t running_ = 0;
    std::size_t candidates_ = 0;
};

std::unique_ptr<meeting> wait_at(arguments const& given, streams io, transport::host_port const& where)
{
    auto access = read_access(given, io);
    if (!access) return nullptr;
    auto security = read_server_security(given, io);
    if (!security) return nullptr;
    return std::make_unique<waiting>(where, std::move(*access), std::move(*security));
}

constexpr option_group groups[] = {
    {translatable("Conversation:"), talk_rows},           {translatable("Callers:"), access_rows},
    {translatable("Security:"), server_security_rows},    {translatable("Room:"), room_rows},
    {translatable("Limits of a room:"), room_limit_rows},
};
constinit option_table const options = groups;

exit_status run(arguments const& given, streams io)
{
    if (given.has("replay")) return replay(given, io);
    fill_standard_descriptors();
    return given.has("room") ? serve_room(given, io) : talk(given, io, true, wait_at);
}

constexpr verb verbs[] = {
    {"", "[[HOST:]PORT]", translatable("wait for one caller, or for many, and talk"), &options, run},
};

}  // namespace

constinit command const serve_command{"serve", serve_summary, verbs, serve_examples};

}  // namespace netbasics::tools
