#ifndef NETBASICS_SERVER_SESSION_HPP
#define NETBASICS_SERVER_SESSION_HPP

#include "netbasics/chat/secret.hpp"
#include "netbasics/journal/journal.hpp"
#include "netbasics/room/room.hpp"
#include "netbasics/server/admission.hpp"
#include "netbasics/server/line_intake.hpp"
#include "netbasics/server/member_channel.hpp"

#include <boost/asio/ip/address.hpp>

#include <variant>

namespace netbasics::server {

class session;
using session_ptr = std::shared_ptr<session>;

/// Whom a session's channel wakes.
class session_owner {
public:
    virtual ~session_owner() = default;
    virtual void receive(session_ptr const& who) = 0;
    virtual void unblocked(session_ptr const& who) = 0;
};

using session_clock = server::line_intake::clock;

/// Where a session is; each state has its own deadline.
namespace state {

using time = session_clock::time_point;

/// Has to show that it knows the secret.
struct proving {
    std::unique_ptr<chat::secret_gate> gate;
};

/// Has not shown it; the answer comes late.
struct rejected {
    char const* why;  ///< to be translated
    time answer_at;
};

/// In the room, and may still say what it wants to read before the last messages are sent.
struct arriving {
    time until;
};

/// In the room, and reads the past; what is said meanwhile it finds there.
struct catching_up {
    enum class wants : std::uint8_t {
        last_messages,
        last_messages_and_end,  ///< and where they end: a program asked
        everything,             ///< and where it ends
    };

    std::unique_ptr<journal::place>
        where;  ///< few read the past at a time, and every member pays for a state
    wants what;
};

/// In the room.
struct present {};

/// What it still has to get is sent, then its connection ends.
struct leaving {
    time until;
};

/// All is sent; its own end is awaited, so that nothing it sends is answered with a reset.
struct lingering {
    time until;
};

struct gone {};

}  // namespace state

/// What comes from a caller.
struct session_input {
    enum class waits_for : std::uint8_t { first_line, nothing, line_end, tokens };

    server::line_intake lines;
    session_clock::time_point since;  ///< it waits so long
    waits_for what = waits_for::first_line;
    bool ended = false;
};

/// What goes to it. `pace` is the server's view of how it reads.
struct session_output {
    enum class pace : std::uint8_t { following, behind, given_up };

    room::outgoing_queue queue;
    std::uint32_t unanswered = 0;  ///< its events that the journal has not answered yet
    pace reads = pace::following;
    bool dirty = false;    ///< something was queued in this turn
    bool blocked = false;  ///< the kernel takes no more for now
    bool full = false;     ///< the queue has overflowed: nothing is added to it
};

/// A connection and what the server knows of it. Kept small: there may be ten thousand.
class session : public server::channel_user, public std::enable_shared_from_this<session> {
public:
    session(session_owner& owner, std::unique_ptr<server::member_channel> c,
            boost::asio::ip::address const& from, server::intake_limits const& limits)
        : channel(std::move(c)),
          address(from), in{server::line_intake(limits, session_clock::now()), session_clock::now()},
          owner_(owner)
    {
    }

    // The owner is alive as long as the session is not gone.
    void readable(boost::system::error_code problem) override
    {
        if (!problem && !is<state::gone>()) owner_.receive(shared_from_this());
    }

    void writable(boost::system::error_code problem) override
    {
        out.blocked = false;
        if (!problem && !is<state::gone>()) owner_.unblocked(shared_from_this());
    }

    template <class State>
    bool is() const noexcept
    {
        return std::holds_alternative<State>(now);
    }

    bool is_in_room() const noexcept
    {
        return is<state::arriving>() || is<state::catching_up>() || is<state::present>();
    }

    /// Its lines are still heard.
    bool is_heard() const noexcept { return is_in_room() || is<state::proving>(); }

    bool is_open() const noexcept { return is_heard() || is<state::rejected>(); }

    std::unique_ptr<server::member_channel> channel;
    boost::asio::ip::address address;
    room::member_id id = 0;
    std::uint32_t place = 0;  ///< in the server's list
    seat sits = seat::none;
    bool json = false;
    bool watched = false;  ///< by the timer
    std::variant<state::proving, state::rejected, state::arriving, state::catching_up, state::present,
                 state::leaving, state::lingering, state::gone>
        now = state::present();
    session_input in;
    session_output out;

private:
    session_owner& owner_;
};

}  // namespace netbasics::server

#endif
