#ifndef NETBASICS_CHAT_ROOM_HPP
#define NETBASICS_CHAT_ROOM_HPP

#include "netbasics/chat/outgoing_queue.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace netbasics::chat {

using member_id = std::uint32_t;
using moment = std::chrono::system_clock::time_point;

enum class room_event { message, join, leave, rename, notice };

/// Something that was said or that happened, and the two forms in which members read it.
struct utterance {
    std::uint64_t seq = 0;  ///< 0: for one member alone, and not counted
    moment time;
    std::string from;  ///< empty: the room itself
    std::string text;  ///< valid UTF-8, not yet harmless
    room_event event = room_event::notice;

    shared_line plain() const;  ///< `from: text` or `* text`, harmless
    shared_line json() const;   ///< seq time from text event
};

/// An utterance and who gets it.
struct delivery {
    enum class to {
        one,     ///< `who`
        others,  ///< everybody but `who`; him too where he reads JSON: that is his receipt
        all,
    };
    to whom;
    member_id who;
    std::shared_ptr<utterance const> what;
};

using deliveries = std::vector<delivery>;

/** Who is in a room and what each must be told. Pure state: no socket, clock or thread.
    The caller numbers the members, gives the time, and carries out the deliveries in order. */
class room {
public:
    /// `history`: lines that a new member is shown.
    room(std::string name, std::size_t history) : name_(std::move(name)), history_size_(history) {}

    deliveries join(member_id who, moment time);
    deliveries leave(member_id who, std::string_view why, moment time);

    /// What a member has typed: something to say, or a command.
    deliveries hear(member_id who, std::string_view line, moment time);

    /// A notice to one member alone.
    delivery tell(member_id who, std::string text, moment time) const;
    delivery tell_all(std::string text, moment time);

    /// `/json` and `/quit` change what the caller does for a member.
    bool reads_json(member_id who) const { return members_.at(who).json; }

    bool has_quit(member_id who) const { return members_.at(who).quit; }

    /// Empty until the member has a name: with his first line, or `/nick`.
    std::string const& name_of(member_id who) const { return members_.at(who).name; }

    std::size_t size() const { return members_.size(); }

private:
    struct member {
        std::string name;
        bool json = false;
        bool quit = false;
    };

    void command(member_id who, std::string_view line, moment time, deliveries& out);
    void rename(member_id who, std::string_view wanted, moment time, deliveries& out);
    std::string unique(std::string const& name) const;
    void take_name(member_id who, std::string const& name);
    void ensure_name(member_id who, moment time, deliveries& out);
    std::string roster() const;
    std::shared_ptr<utterance const> made(room_event event, std::string from, std::string text, moment time);

    std::string name_;
    std::size_t history_size_;
    std::unordered_map<member_id, member> members_;
    std::map<std::string, member_id> names_;  ///< by key
    std::deque<std::shared_ptr<utterance const>> history_;
    std::uint64_t seq_ = 0;
    std::uint64_t guests_ = 0;
};

}  // namespace netbasics::chat

#endif
