#ifndef NETBASICS_SERVER_OPERATOR_DESK_HPP
#define NETBASICS_SERVER_OPERATOR_DESK_HPP

#include "netbasics/server/roll.hpp"

#include <functional>
#include <optional>

namespace netbasics::server {

/// What the operator alone can do: /kick, /ban, /unban, and see addresses with /who.
class operator_desk {
public:
    /// `remove` ends a session and tells the room.
    operator_desk(room::room& members, roll const& sessions, admission& door,
                  std::function<void(session_ptr const&)> remove)
        : room_(members), roll_(sessions), door_(door), remove_(std::move(remove))
    {
    }

    /// The answer for the operator; nothing: the room has to hear the line.
    std::optional<room::delivery> hear(room::member_id who, std::string_view line, room::moment time);

    /// Who is where, as an answer beside the room's own to /who.
    room::delivery addresses(room::member_id who, room::moment time) const;

private:
    session_ptr named(std::string_view name) const;
    room::delivery kick(room::member_id who, std::string_view name, room::moment time);
    room::delivery ban(room::member_id who, std::string_view whom, room::moment time);
    room::delivery unban(room::member_id who, std::string_view where, room::moment time);

    room::room& room_;
    roll const& roll_;
    admission& door_;
    std::function<void(session_ptr const&)> remove_;
};

}  // namespace netbasics::server

#endif
