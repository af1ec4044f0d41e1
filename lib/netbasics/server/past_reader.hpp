#ifndef NETBASICS_SERVER_PAST_READER_HPP
#define NETBASICS_SERVER_PAST_READER_HPP

#include "netbasics/server/outboxes.hpp"

namespace netbasics::server {

/** Gives sessions what was said before, a piece at a time: the next one when the last is on its way. What is
    said meanwhile a session finds where it reads. */
class past_reader {
public:
    past_reader(room::room const& members, journal::journal const& kept, outboxes& out, std::size_t history)
        : room_(members), journal_(kept), out_(out), history_(history)
    {
    }

    /// The last messages before `seq`, for one that has just arrived.
    void start(session_ptr const& s, std::uint64_t before);

    /// Everything behind `seq`, or the last messages for npos, and then that this was everything.
    void catch_up(session_ptr const& s, std::uint64_t seq);

    /// The next piece; the session is present once there is none.
    void read_on(session_ptr const& s, std::uint64_t before = ~std::uint64_t{0});

private:
    void give(session_ptr const& s, journal::entry const& what, bool asked);
    void tell_current(session_ptr const& s);

    room::room const& room_;
    journal::journal const& journal_;
    outboxes& out_;
    std::size_t history_;
    room::moment began_ = std::chrono::system_clock::now();
};

}  // namespace netbasics::server

#endif
