#include "chat/user.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/terminal/capability.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/timestamp.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"
#include "netbasics/net/descriptor_stream.hpp"
#include "netbasics/net/framed_stream.hpp"

#include <chrono>
#include <ctime>

namespace netbasics::tools {

namespace asio = boost::asio;
using net::batch;
using net::message;

namespace {

class pipe_user : public user {
public:
    pipe_user(asio::any_io_executor where, arguments const& given, streams io, talk_options const& options,
              std::string const& peer, notices& told)
        : stream_(std::make_unique<net::descriptor_stream>(where, io.in, io.out.descriptor()),
                  net::framing::line),
          told_(told), name_(options.name), peer_(options.peer_name.empty() ? peer : options.peer_name),
          is_named_(!options.peer_name.empty()), json_(given.json()), room_(options.room),
          quiet_(given.quiet()), at_terminal_(terminal::is_terminal(io.out.descriptor())),
          times_(options.times && !given.json())
    {
    }

    asio::awaitable<result<void>> connected(std::string const& peer) override
    {
        if (!is_named_) peer_ = peer;
        if (!json_ || room_ || quiet_) co_return result<void>();
        append_event(peer, peer_, "connected");
        co_return co_await write({});
    }

    asio::awaitable<result<batch>> read() override { return stream_.read(); }

    asio::awaitable<result<void>> write(batch messages) override
    {
        if (quiet_) co_return result<void>();
        if (!(json_ && !room_) && !at_terminal_ && !times_) co_return co_await stream_.write(messages);
        for (auto const& m : messages) append(m);
        message const lines{lines_, true, true, false};
        auto const done = co_await stream_.write(batch(&lines, 1));
        lines_.clear();
        co_return done;
    }

    asio::awaitable<result<void>> end_output() override { return stream_.end_output(); }

    void cancel_read() override { stream_.cancel_read(); }

    void close() override { stream_.close(); }

    bool has_input() const override { return stream_.has_input(); }

    void nothing_to_send() override { told_.tell(tr("an empty line cannot be sent here: it is left out")); }

private:
    void append(message const& m)
    {
        if (json_ && !room_) {
            append_event(m.text, peer_, m.ends ? "message" : "part");
            return;
        }
        auto text = m.text;
        if (times_ && m.begins) lines_.append(time_of_day(m.time)).push_back(' ');
        if (at_terminal_) {
            if (text.ends_with('\r')) text.remove_suffix(1);
            lines_.append(terminal::harmless(text));
        } else {
            lines_.append(text);
        }
        if (m.ends) lines_.push_back('\n');
    }

    void append_event(std::string_view text, std::string_view from, std::string_view event)
    {
        if (text.ends_with('\r')) text.remove_suffix(1);
        render::append_json_line(lines_, {{"time", text::timestamp(std::chrono::system_clock::now())},
                                          {"from", from},
                                          {"text", text::to_valid_utf8(text)},
                                          {"event", event}});
    }

    net::framed_stream stream_;
    notices& told_;
    std::string name_;
    std::string peer_;
    bool is_named_;  ///< peer_ is what the user calls it
    bool json_;
    bool room_;  ///< writes JSON itself where it is asked for
    bool quiet_;
    bool at_terminal_;
    bool times_;
    std::string lines_;
};

}  // namespace

std::string time_of_day(std::optional<std::chrono::system_clock::time_point> when)
{
    auto const now = std::chrono::system_clock::now();
    auto const local = [](std::chrono::system_clock::time_point t) {
        auto const seconds = std::chrono::system_clock::to_time_t(t);
        std::tm parts{};
        ::localtime_r(&seconds, &parts);
        return parts;
    };
    auto const then = local(when.value_or(now));
    auto const today = local(now);
    bool const is_today = then.tm_year == today.tm_year && then.tm_yday == today.tm_yday;
    char text[32];
    auto const size = std::strftime(text, sizeof text, is_today ? "%H:%M" : "%Y-%m-%d %H:%M", &then);
    return {text, size};
}

std::unique_ptr<user> make_pipe_user(asio::any_io_executor where, arguments const& given, streams io,
                                     talk_options const& options, std::string const& peer, notices& told)
{
    return std::make_unique<pipe_user>(where, given, io, options, peer, told);
}

std::unique_ptr<user> make_user(asio::any_io_executor where, arguments const& given, streams io,
                                talk_options const& options, std::string const& peer, notices& told)
{
    bool const terminal = terminal::is_terminal(io.in) && terminal::is_terminal(io.out.descriptor());
    auto const make = terminal && !given.json() && !given.quiet() ? make_terminal_user : make_pipe_user;
    return make(where, given, io, options, peer, told);
}

}  // namespace netbasics::tools
