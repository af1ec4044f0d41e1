#include "chat/user.hpp"

#include "netbasics/render/field_list.hpp"
#include "netbasics/terminal/capability.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/terminal/paragraph.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/net/readiness.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cerrno>
#include <unistd.h>
#include <utility>

namespace netbasics::tools {

namespace asio = boost::asio;
using net::batch;
using net::message;

namespace {

constexpr std::size_t most_waiting =
    256;  ///< lines typed or pasted that are not sent yet; then the keyboard waits

class terminal_user : public user {
public:
    terminal_user(asio::any_io_executor where, arguments const& given, streams io,
                  talk_options const& options, std::string const& peer, notices& told)
        : editor_(io.in, io.out.descriptor()),
          keyboard_(where, io.in, net::readiness::direction::readable), change_(where), told_(told),
          room_(options.room), name_(options.name),
          peer_(options.peer_name.empty() ? peer : options.peer_name), is_named_(!options.peer_name.empty()),
          color_(terminal::wants_color(io.out.descriptor(), given.color())), times_(options.times),
          out_(io.out.descriptor())
    {
        change_.expires_at(asio::steady_timer::time_point::max());
        show_prompt(">");
        editor_.resume();
        told_.use(&editor_);
        asio::co_spawn(where, type(), asio::detached);
    }

    ~terminal_user() override { told_.use(nullptr); }

    asio::awaitable<result<batch>> read() override
    {
        stopped_ = closed_;
        while (typed_.empty() && !ended_ && !stopped_)
            co_await change_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (std::exchange(stopped_, closed_))
            co_return error(boost::system::error_code(asio::error::operation_aborted));
        given_.swap(typed_);
        typed_.clear();
        change_.cancel();
        messages_.clear();
        for (auto const& line : given_) messages_.push_back({line});
        co_return batch(messages_);
    }

    asio::awaitable<result<void>> write(batch said) override
    {
        std::string lines;
        for (auto const& m : said) append(lines, m);
        if (!lines.empty()) editor_.print(lines);
        co_return result<void>();
    }

    asio::awaitable<result<void>> end_output() override { co_return result<void>(); }

    void cancel_read() override
    {
        stopped_ = true;
        change_.cancel();
    }

    void close() override
    {
        closed_ = true;
        keyboard_.cancel();
        cancel_read();
    }

    bool at_terminal() const override { return true; }

    asio::awaitable<result<void>> connected(std::string const& peer) override
    {
        if (!is_named_) peer_ = peer;
        co_return result<void>();
    }

    void completes(std::function<std::vector<std::string>()> names) override
    {
        editor_.completes(std::move(names));
    }

    void suspend() override { editor_.suspend(); }

    void resume() override { editor_.resume(); }

    void resized() override { editor_.resized(); }

    void turn(bool mine) override { show_prompt(mine ? ">" : "…"); }

    void nothing_to_send() override
    {
        told_.tell(tr("an empty line cannot be sent here; it is still your turn"));
    }

    void raw_found() override
    {
        told_.tell(tr("the other side sends without line ends: from now on you take turns"));
    }

    void input_ended() override { told_.tell(tr("you say no more; the other side may still speak")); }

private:
    void show_prompt(std::string_view sign)
    {
        editor_.prompt((name_.empty() ? std::string() : name_) + std::string(sign) + ' ');
    }

    /// Each line of the message, the first one behind its sender; no row but the first begins in the first
    /// column.
    void append(std::string& lines, message const& m)
    {
        if (room_) return append_room_line(lines, m);
        auto rest = m.text;
        bool first = m.begins;
        do {
            auto const line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            auto const name = first ? peer_ + ':' : std::string();
            auto const text =
                terminal::harmless(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
            append_rows(lines, m, name, terminal::begin(terminal::style::accent), ' ' + text);
            first = false;
        } while (!rest.empty());
    }

    /// `name: text` with the name in a colour of its own, `* text` faint.
    void append_room_line(std::string& lines, message const& m)
    {
        auto const text = terminal::harmless(m.text);
        auto const colon = text.find(": ");
        if (text.starts_with("* ") && m.begins) {
            append_rows(lines, m, text, terminal::begin(terminal::style::faint), {});
        } else if (!m.begins || colon == text.npos) {
            append_rows(lines, m, {}, {}, text);
        } else {
            auto const name = text.substr(0, colon + 1);
            append_rows(lines, m, name, terminal::name_color(name), text.substr(colon + 1));
        }
    }

    /// `head` in a style, the rest plain.
    void append_rows(std::string& lines, message const& m, std::string const& head, std::string_view style,
                     std::string_view rest)
    {
        auto const stamp = times_ && m.begins ? time_of_day(m.time) + ' ' : std::string();
        auto const columns = terminal::columns(out_);
        auto rows = terminal::hanging(stamp + head + std::string(rest), columns);
        if (!m.begins) rows.insert(0, "  ");
        if (color_ && !head.empty()) {
            // The head may go over several rows, which have become longer by their indentation.
            auto const end = rest.empty() ? rows.size() : stamp.size() + head.size();
            if (rest.empty() || rows.compare(stamp.size(), head.size(), head) == 0) {
                rows.insert(end, terminal::end(terminal::style::accent));
                rows.insert(stamp.size(), style);
            }
        }
        lines.append(rows).push_back('\n');
    }

    asio::awaitable<void> type()
    {
        while (!ended_) {
            while (typed_.size() >= most_waiting && !closed_)
                co_await change_.async_wait(asio::as_tuple(asio::use_awaitable));
            auto const ready = co_await keyboard_.wait();
            if (ready.has_error()) co_return;
            char bytes[1024];
            auto const got = ::read(keyboard_.descriptor(), bytes, sizeof bytes);
            if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            ended_ = got <= 0 || !editor_.feed({bytes, static_cast<std::size_t>(got)}, typed_);
            if (ended_ || !typed_.empty()) change_.cancel();
        }
    }

    terminal::line_editor editor_;
    net::readiness keyboard_;
    asio::steady_timer change_;
    notices& told_;
    bool room_;
    std::string name_;
    std::string peer_;
    bool is_named_;  ///< peer_ is what the user calls it
    bool color_;
    bool times_;
    int out_;
    bool ended_ = false;
    bool stopped_ = false;
    bool closed_ = false;
    std::vector<std::string> typed_;
    std::vector<std::string> given_;
    std::vector<message> messages_;
};

}  // namespace

std::unique_ptr<user> make_terminal_user(asio::any_io_executor where, arguments const& given, streams io,
                                         talk_options const& options, std::string const& peer, notices& told)
{
    return std::make_unique<terminal_user>(where, given, io, options, peer, told);
}

}  // namespace netbasics::tools
