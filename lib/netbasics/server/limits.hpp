#ifndef NETBASICS_SERVER_LIMITS_HPP
#define NETBASICS_SERVER_LIMITS_HPP

#include "netbasics/server/line_intake.hpp"

#include <chrono>

namespace netbasics::server {

/// What each caller may cost the others. Zero: no limit.
struct room_limits {
    enum class slow_policy {
        disconnect,   ///< with a last line that says why
        drop_oldest,  ///< and a line that says how many
    };
    server::intake_limits input;
    std::size_t queue = std::size_t{1} << 20;  ///< bytes that wait for a member that does not read
    slow_policy slow = slow_policy::disconnect;
    std::chrono::seconds first_line{60};  ///< to say something, a name or a word
    std::chrono::seconds unfinished{30};  ///< to end a line that was begun
    /// For a program to say what it wants to read, before the last messages.
    std::chrono::milliseconds ear{200};
    std::size_t members = 1000;
    std::size_t per_address = 128;  ///< callers from one IPv4 address, or one IPv6 /64
    std::size_t waiting = 256;      ///< callers that have said nothing yet; they take no member's place
    std::size_t history = 20;       ///< messages that a new member is shown
};

}  // namespace netbasics::server

#endif
