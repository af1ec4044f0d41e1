#ifndef NETBASICS_CHAT_ROOM_MEMBER_HPP
#define NETBASICS_CHAT_ROOM_MEMBER_HPP

#include "netbasics/chat/line_intake.hpp"
#include "netbasics/chat/member_channel.hpp"
#include "netbasics/chat/record.hpp"
#include "netbasics/chat/room.hpp"
#include "netbasics/chat/secret.hpp"

#include <boost/asio/ip/address.hpp>

namespace netbasics::chat {

class room_member;
using member_ptr = std::shared_ptr<room_member>;

/// Whom a member's channel wakes.
class member_owner {
public:
    virtual ~member_owner() = default;
    virtual void receive(member_ptr const& who) = 0;
    virtual void unblocked(member_ptr const& who) = 0;
};

/// A connection and what the server knows of it. Kept small: there may be ten thousand.
class room_member : public channel_user, public std::enable_shared_from_this<room_member> {
public:
    using clock = line_intake::clock;

    enum class phase : std::uint8_t {
        present,
        leaving,    ///< his queue is flushed, then his connection ends
        lingering,  ///< all is sent; his own end is waited for, so that nothing is thrown away
        gone,
    };

    room_member(member_owner& owner, std::unique_ptr<member_channel> c, boost::asio::ip::address const& from,
                intake_limits const& limits)
        : channel(std::move(c)), address(from), since(clock::now()), intake(limits, since), owner_(owner)
    {
    }

    // The owner is alive as long as the member is not gone.
    void readable(boost::system::error_code problem) override
    {
        if (!problem && now != phase::gone) owner_.receive(shared_from_this());
    }

    void writable(boost::system::error_code problem) override
    {
        blocked = false;
        if (!problem && now != phase::gone) owner_.unblocked(shared_from_this());
    }

    std::unique_ptr<member_channel> channel;
    boost::asio::ip::address address;
    member_id id = 0;
    std::uint32_t place = 0;  ///< in the server's list
    phase now = phase::present;
    bool dirty = false;      ///< something was queued in this turn
    bool blocked = false;    ///< the kernel takes no more for now
    bool watched = false;    ///< by the timer
    bool silent = true;      ///< has not finished a line
    bool begun = false;      ///< a line that has not ended
    bool throttled = false;  ///< is read again when he has tokens
    bool overflowed = false;
    bool refused = false;
    bool input_ended = false;
    bool behind = false;    ///< more than half his queue waits
    bool given_up = false;  ///< was behind for too long: nobody waits for him
    bool json = false;
    bool started = false;           ///< has been given the last messages, or has asked for others
    char const* refusal = nullptr;  ///< of his secret, which he waits for; to be translated
    clock::time_point since;        ///< of what the timer watches
    line_intake intake;
    outgoing_queue queue;

    std::unique_ptr<secret_gate> gate;  ///< not passed yet: he hears and says nothing

    /// Where he reads in the record; what is said meanwhile he finds there. Null: he hears it at once.
    struct reading {
        record::place where;
        std::uint64_t seq;  ///< he has everything up to it
    };

    std::unique_ptr<reading> catching_up;

private:
    member_owner& owner_;
};

}  // namespace netbasics::chat

#endif
