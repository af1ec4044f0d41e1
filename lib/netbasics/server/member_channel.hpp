#ifndef NETBASICS_SERVER_MEMBER_CHANNEL_HPP
#define NETBASICS_SERVER_MEMBER_CHANNEL_HPP

#include "netbasics/room/outgoing_queue.hpp"

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace netbasics::server {

/// Who waits for a channel. What waits keeps him alive; an error says that the wait was cut short.
class channel_user {
public:
    virtual ~channel_user() = default;
    virtual void readable(boost::system::error_code problem) = 0;
    virtual void writable(boost::system::error_code problem) = 0;
};

/** A room member's connection: bytes in, gathered lines out, and nothing that blocks.
    Plain TCP, TLS, a browser's WebSocket and memory in tests stand behind it. One thread. */
class member_channel {
public:
    virtual ~member_channel() = default;

    /// Takes lines from the front. 0: all are on their way; EAGAIN: `wait_write` tells when to go on; else
    /// the errno value of what is lost.
    virtual int send(room::outgoing_queue& lines) = 0;

    /// Bytes received; 0: the other side has ended; less: an errno value, negated. -EAGAIN: `wait_read` tells
    /// when to go on.
    virtual std::ptrdiff_t receive(std::span<char> space) = 0;

    /// One of each may wait.
    virtual void wait_read(std::shared_ptr<channel_user> who) = 0;
    virtual void wait_write(std::shared_ptr<channel_user> who) = 0;

    /// The other side sees the end once it has read what was sent.
    virtual void end_output() = 0;

    /// All that waits ends with an error.
    virtual void close() = 0;

    /// What only the two ends of this connection know; empty where anybody between them does.
    virtual std::string binding() const { return {}; }
};

}  // namespace netbasics::server

#endif
