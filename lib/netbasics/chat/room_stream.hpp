#ifndef NETBASICS_CHAT_ROOM_STREAM_HPP
#define NETBASICS_CHAT_ROOM_STREAM_HPP

#include "netbasics/chat/wire_words.hpp"
#include "netbasics/net/message_stream.hpp"
#include "netbasics/room/event.hpp"

#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <set>
#include <string>
#include <vector>

namespace netbasics::chat {

namespace asio = boost::asio;

/// What a member remembers while his connection comes and goes.
struct room_memory {
    std::string name;                     ///< asked for, then the room's; empty: the room finds one
    std::string token;                    ///< brings the name back; empty: none yet
    std::uint64_t last_seq = 0;           ///< he has everything up to it
    std::optional<room::moment> began;    ///< of the room that counts so
    std::deque<std::string> unconfirmed;  ///< what he said and has no receipt for, oldest first
    std::vector<std::string> names;       ///< that it has had
    std::vector<std::string> ignored{};   ///< keys of names whose messages are not shown
    bool keeps_people = false;            ///< asks who is here, for `people`
    std::set<std::string> people{};       ///< who is here, as far as it is known
    bool marks_history = false;           ///< a line stands between what was said before and what is said now
};

/** A member's end of a room, over its lines: reads the room's JSON feed and gives lines as a person reads
   them, or the feed itself. When he comes back it asks for what was said meanwhile, and says again what has
   no receipt: nothing is lost, nothing comes twice. A room that knows no `/json` is read line by line as it
   is. */
class room_stream : public net::message_stream {
public:
    static constexpr std::size_t most_unconfirmed = 1000;  ///< lines; then he who speaks waits for receipts
    static constexpr std::chrono::seconds hearing{5};      ///< for the room's first line
    static constexpr std::chrono::seconds patience{2};     ///< for the first line of JSON

    /// Both outlive it. `json`: give the feed itself.
    room_stream(net::message_stream& lines, room_memory& memory, bool json, asio::any_io_executor where);

    /** Before anything else: hears the room's first line, then says who is there and what is to be read.
        Fails with no_room where nobody speaks within `hearing`, or as reading does. */
    asio::awaitable<result<void>> greet();

    asio::awaitable<result<net::batch>> read() override;
    asio::awaitable<result<void>> write(net::batch messages) override;
    asio::awaitable<result<void>> end_output() override;

    void cancel_read() override { lines_.cancel_read(); }

    void close() override;

    bool has_input() const override { return lines_.has_input(); }

    /// The room has ended the connection before it let the member in, or removed it.
    bool was_turned_away() const { return turned_away_; }

    /// The room has said that it closes.
    bool was_closed() const { return last_ == last_notice::closed; }

private:
    enum class state {
        asking,  ///< for what was missed; who speaks waits
        ready,
        plain,  ///< the other side knows no JSON
        closed,
    };

    std::vector<net::message> for_the_room(net::batch messages);
    void take(net::message const& m);
    void take_json(std::string_view line, room::event const& what);
    void take_plain(std::string_view line);
    void take_message(std::string_view line, room::event const& what);
    bool is_ignored(std::string const& name) const;
    void ignore(std::string_view name);
    void note_people(room::event const& what);
    void take_own_name(std::string_view line, room::event const& what);
    bool is_own(std::string const& name) const;
    void show(std::string_view line, room::event const& what);
    asio::awaitable<void> go_on();
    asio::awaitable<void> say(std::vector<std::string> const& lines);
    asio::awaitable<bool> asked();

    void changed() { change_.cancel(); }

    net::message_stream& lines_;
    room_memory& memory_;
    bool json_;
    state now_ = state::asking;
    std::optional<result<net::batch>> first_;  ///< has been heard, and is read next
    std::optional<room::event> current_;       ///< has come, and something must be said because of it
    std::optional<std::uint64_t>
        asked_again_;      ///< for all up to it: what is later comes once more behind that
    std::string partial_;  ///< of a long line

    /// A line for the user, and when it was said.
    struct shown_line {
        std::string text;
        std::optional<room::moment> time{};
    };

    std::vector<shown_line> held_;  ///< came before it was known how the room speaks
    std::vector<shown_line> shown_;
    std::deque<std::string> changed_words_;  ///< of messages that are being written
    std::vector<std::string> own_;           ///< notices to the user that do not come from the room
    std::vector<net::message> messages_;
    asio::steady_timer change_;
    asio::steady_timer answer_;
    bool silent_ = false;  ///< no JSON came
    bool turned_away_ = false;
    bool swallows_roster_ = false;  ///< the answer to a question of ours
    bool shown_before_ = false;     ///< messages, before it was current
    bool was_current_ = false;
    bool resuming_ = false;  ///< the answer to /resume has not come
    last_notice last_ = last_notice::none;
};

}  // namespace netbasics::chat

#endif
