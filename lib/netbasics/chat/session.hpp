#ifndef NETBASICS_CHAT_SESSION_HPP
#define NETBASICS_CHAT_SESSION_HPP

#include "netbasics/chat/conversation.hpp"
#include "netbasics/net/message_stream.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>

namespace netbasics::chat {

namespace asio = boost::asio;

/// How a conversation ended.
struct ending {
    enum class cause {
        my_farewell,
        their_farewell,
        both_ended,     ///< nobody has more to say
        peer_ended,     ///< the peer has ended, and with that it is over
        stopped,        ///< by `stop()`
        lost,           ///< the connection failed: `why`
        input_failed,   ///< what I have to say could not be read: `why`
        reader_left,    ///< nobody takes what the peer says: my output is closed
        output_failed,  ///< what the peer says could not be written: `why`
    };
    cause how = cause::both_ended;
    error why{};
    bool input_left = false;  ///< I had more to say, and it was not sent
};

/// Is told what happens beside the messages. Does nothing by itself.
class session_observer {
public:
    virtual ~session_observer() = default;

    virtual void turn(bool /*mine*/) {}

    virtual void nothing_to_send() {}  ///< an empty line where an empty message is nothing

    virtual void raw_found() {}  ///< automatic framing has become raw

    virtual void input_ended() {}  ///< mine; the peer may still speak

    virtual void peer_ended() {}  ///< his; I may still speak
};

/** A conversation between `mine`, where the user sits, and `peer`.
    What one side says is written to the other before more is asked for, so each direction holds one batch:
    who talks faster than the other listens waits, and nothing is dropped. */
class session {
public:
    static constexpr std::chrono::seconds patience{2};     ///< for the other side to close after a farewell
    static constexpr std::chrono::milliseconds look{500};  ///< between two looks at a peer that has ended
    static constexpr std::chrono::milliseconds ear{
        300};  ///< automatic framing: a caller listens that long before he speaks

    session(net::message_stream& mine, net::message_stream& peer, rules agreed,
            session_observer& observer, asio::any_io_executor where);

    asio::awaitable<ending> run();

    /// Ends `run()` soon: a signal came.
    void stop();

private:
    asio::awaitable<void> speak();
    asio::awaitable<bool> say(net::batch lines);
    asio::awaitable<void> listen();
    asio::awaitable<void> hear_first();
    asio::awaitable<void> confirm();
    asio::awaitable<void> watch_peer();
    void lose(error const& why);
    asio::awaitable<void> my_turn();
    void changed();
    void finish();
    void find_framing();
    ending result_of() const;

    net::message_stream& mine_;
    net::message_stream& peer_;
    conversation conversation_;
    session_observer& observer_;
    asio::steady_timer change_;
    asio::steady_timer deadline_;
    asio::steady_timer look_;
    bool server_;
    bool heard_anything_ = false;
    bool raw_ = false;
    bool finishing_ = false;
    bool listening_ = true;
    bool stopped_ = false;
    bool input_left_ = false;
    bool peer_failed_ = false;
    bool input_failed_ = false;
    bool output_failed_ = false;
    error why_{};
};

}  // namespace netbasics::chat

#endif
