#ifndef NETBASICS_CHAT_CONVERSATION_HPP
#define NETBASICS_CHAT_CONVERSATION_HPP

#include "netbasics/chat/farewell.hpp"
#include "netbasics/net/message.hpp"

#include <cstddef>

namespace netbasics::chat {

/// What was agreed before the first word.
struct rules {
    farewell bye{};
    bool turns = false;             ///< strict turns, the server first
    bool server = false;            ///< I am the one who was called
    bool empty_is_nothing = false;  ///< a message without a byte cannot be sent
    bool ends_with_peer = false;    ///< over when the peer's input ends, whatever I still have
};

/** Who may speak, and when it is over, between two. Pure state: no socket, clock or thread.
    I say and hear messages in batches; pieces of a long one belong together. */
class conversation {
public:
    explicit conversation(rules agreed) : rules_(std::move(agreed)), my_turn_(rules_.server) {}

    /// How much of a batch goes out now.
    struct permitted {
        std::size_t count = 0;  ///< messages from the front of the batch
        bool nothing =
            false;  ///< they cannot be sent: empty where an empty message is nothing; it is still my turn
        bool farewell = false;  ///< the last of them is it
    };

    /// I want to say these, at least one. Zero are permitted while it is not my turn.
    permitted say(net::batch wanted);

    /// The peer said these; how many of them count (none behind a farewell).
    std::size_t hear(net::batch said);

    /// The peer's framing turned out to be raw: turns from now on, and the next is mine where he has spoken.
    void becomes_raw();

    void my_input_ended() { my_input_ended_ = true; }

    void peer_input_ended() { peer_ended_ = true; }

    bool may_speak() const { return !rules_.turns || my_turn_ || peer_ended_; }

    bool over() const
    {
        return said_bye_ || heard_bye_ || (peer_ended_ && (my_input_ended_ || rules_.ends_with_peer));
    }

    bool said_bye() const { return said_bye_; }

    bool heard_bye() const { return heard_bye_; }

    bool my_input_has_ended() const { return my_input_ended_; }

    bool peer_ended() const { return peer_ended_; }

    bool turns() const { return rules_.turns; }

private:
    bool is_farewell(net::message const& m) const { return m.whole() && rules_.bye.is(m.text); }

    rules rules_;
    bool my_turn_;
    bool my_input_ended_ = false;
    bool peer_ended_ = false;
    bool said_bye_ = false;
    bool heard_bye_ = false;
};

}  // namespace netbasics::chat

#endif
