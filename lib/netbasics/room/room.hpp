#ifndef NETBASICS_ROOM_ROOM_HPP
#define NETBASICS_ROOM_ROOM_HPP

#include "netbasics/room/event.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace netbasics::room {

using member_id = std::uint32_t;

/// An event and who gets it.
struct delivery {
    enum class to {
        one,     ///< `who`
        others,  ///< everybody but `who`; him too where he reads JSON: that is his receipt
        all,
    };
    to whom;
    member_id who;
    std::shared_ptr<event> what;
};

using deliveries = std::vector<delivery>;

/** Who is in a room and what each must be told. Pure state: no socket, clock or thread.
    The caller numbers the members, gives the time, and carries out the deliveries in order. */
class room {
public:
    /// The operator: nobody else may have a name that looks like its own, or like the word.
    void seat_operator(member_id who) { operator_ = who; }

    /// How long the name of a member whose connection was lost is kept for it.
    static constexpr std::chrono::minutes name_is_kept{2};

    /// `new_token` makes words that nobody can guess; without it members that come back are new.
    explicit room(std::string name, std::function<std::string()> new_token = {})
        : name_(std::move(name)), new_token_(std::move(new_token))
    {
    }

    deliveries join(member_id who, moment time);
    /// `lost`: the member may come back with its token, and its name is kept for a while.
    deliveries leave(member_id who, std::string_view why, moment time, bool lost = false);

    /// What a member has typed: something to say, or a command.
    deliveries hear(member_id who, std::string_view line, moment time);

    /** Who is at another server. Names are unique across all: where both have one, that server keeps it if
        `keeps`, and the member here gets another. */
    deliveries present_elsewhere(std::string const& server, std::vector<std::string> const& names, bool keeps,
                                 moment time);

    /// That server is gone, and with it those who were there.
    deliveries nobody_elsewhere(std::string const& server, moment time);

    std::vector<std::string> names() const;  ///< of those who are here

    /// A notice to one member alone, or to all.
    static delivery tell(member_id who, std::string_view code, std::vector<std::string> values, moment time);
    static delivery tell_all(std::string_view code, std::vector<std::string> values, moment time);
    static delivery tell_all(std::string text, moment time);

    /** Some who came or left in a crowd have not been announced yet: `settle_crowd` does it for all of them
        at once. */
    bool has_crowd() const { return !came_.empty() || !left_.empty(); }

    deliveries settle_crowd(moment time);

    /// In a large room nobody is told who comes and goes.
    bool announces() const;

    /// The member of this name.
    std::optional<member_id> find(std::string_view name) const;

    /// `/json`, `/since` and `/quit` change what the caller does for a member.
    bool reads_json(member_id who) const { return members_.at(who).json; }

    bool has_quit(member_id who) const { return members_.at(who).quit; }

    bool is_operator(member_id who) const { return who == operator_ && operator_ != 0; }

    /// The seq behind which he wants to read, once; npos: the last messages.
    std::optional<std::uint64_t> take_since(member_id who)
    {
        auto const [asker, since] = std::exchange(since_, {});
        return asker == who ? std::optional(since) : std::nullopt;
    }

    /// The connection that another one of the same member has taken the place of, once.
    std::optional<member_id> take_replaced() { return std::exchange(replaced_, {}); }

    static constexpr std::uint64_t npos = ~std::uint64_t{0};

    /// Empty until the member has a name: with his first line, or `/nick`.
    std::string const& name_of(member_id who) const { return members_.at(who).name; }

    std::size_t size() const { return members_.size(); }

private:
    struct member {
        std::string name;
        bool json = false;
        bool quit = false;
        std::unique_ptr<std::string> token{};  ///< most members have none
    };

    /// A member that may come back.
    struct absent {
        std::string name;
        moment until;
    };

    void command(member_id who, std::string_view line, moment time, deliveries& out);
    void rename(member_id who, std::string_view wanted, moment time, deliveries& out);
    std::string unique(std::string const& name);
    bool is_taken(std::string const& key) const;
    void take_name(member_id who, std::string const& name);
    void ask_since(member_id who, std::string_view seq, moment time, deliveries& out);
    void resume_member(member_id who, std::string_view token, moment time, deliveries& out);
    delivery tell_name(member_id who, std::string_view code, std::vector<std::string> values, moment time);
    void announce(member_id who, event_kind kind, std::string const& name, std::string_view why, moment time,
                  deliveries& out);
    bool may_announce(moment time);
    void forget_absent(moment time);
    void forget_absent_name(std::string const& name);
    bool has_number_of(std::string const& old, std::string const& wanted) const;
    bool passes_for_operator(member_id who, std::string_view name) const;
    void ensure_name(member_id who, moment time, deliveries& out);
    void tell_roster(member_id who, moment time, deliveries& out) const;
    std::vector<std::string> first_names() const;

    /// Joins and leaves that are announced one by one; what exceeds them is told as one.
    struct announcing {
        double tokens = 20;
        moment refilled{};
    };

    std::string name_;
    std::unordered_map<member_id, member> members_;
    std::map<std::string, member_id> names_;                               ///< by key
    std::map<std::string, std::map<std::string, std::string>> elsewhere_;  ///< names by key, by server
    std::function<std::string()> new_token_;
    std::unordered_map<std::string, member_id> tokens_;  ///< of those who are here
    std::map<std::string, absent> absent_;               ///< by token
    std::map<std::string, std::size_t> absent_names_;    ///< by key
    std::optional<member_id> replaced_;
    std::pair<member_id, std::uint64_t> since_{};  ///< who has asked last for what was said, and behind what
    announcing announcing_;
    std::vector<std::string> came_;  ///< not announced yet
    std::vector<std::string> left_;
    std::map<std::string, std::uint64_t> suffixes_;  ///< the last number given, by the name's key
    std::uint64_t guests_ = 0;
    member_id operator_ = 0;
};

}  // namespace netbasics::room

#endif
