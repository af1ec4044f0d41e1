#ifndef NETBASICS_SERVER_ROLL_HPP
#define NETBASICS_SERVER_ROLL_HPP

#include "netbasics/server/session.hpp"

#include <unordered_map>
#include <vector>

namespace netbasics::server {

/// All sessions, and those with a member's number by it. Adding and removing are O(1); removing reorders.
class roll {
public:
    void add(session_ptr const& s)
    {
        s->place = static_cast<std::uint32_t>(all_.size());
        all_.push_back(s);
    }

    void number(session_ptr const& s)
    {
        s->id = next_number();
        by_id_[s->id] = s.get();
    }

    room::member_id next_number() { return ++last_id_; }

    void remove(session_ptr const& s)
    {
        auto const last = all_.back();
        all_[s->place] = last;
        last->place = s->place;
        all_.pop_back();
        if (s->id != 0) by_id_.erase(s->id);
    }

    session_ptr find(room::member_id id) const
    {
        auto const found = by_id_.find(id);
        return found == by_id_.end() ? nullptr : found->second->shared_from_this();
    }

    std::vector<session_ptr> const& all() const { return all_; }

private:
    std::vector<session_ptr> all_;
    std::unordered_map<room::member_id, session*> by_id_;  ///< all of them in `all_` too
    room::member_id last_id_ = 0;
};

}  // namespace netbasics::server

#endif
