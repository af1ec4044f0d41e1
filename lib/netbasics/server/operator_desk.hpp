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
    operator_desk(chat::room& members, roll const& sessions, admission& door,
                  std::function<void(session_ptr const&)> remove)
        : room_(members), roll_(sessions), door_(door), remove_(std::move(remove))
    {
    }

    /// The answer for the operator; nothing: the room has to hear the line.
    std::optional<chat::delivery> hear(chat::member_id who, std::string_view line, chat::moment time);

    /// Who is where, as an answer beside the room's own to /who.
    chat::delivery addresses(chat::member_id who, chat::moment time) const;

private:
    session_ptr named(std::string_view name) const;
    chat::delivery kick(chat::member_id who, std::string_view name, chat::moment time);
    chat::delivery ban(chat::member_id who, std::string_view whom, chat::moment time);
    chat::delivery unban(chat::member_id who, std::string_view where, chat::moment time);

    chat::room& room_;
    roll const& roll_;
    admission& door_;
    std::function<void(session_ptr const&)> remove_;
};

}  // namespace netbasics::server

#endif
