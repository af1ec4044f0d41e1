#ifndef NETBASICS_ROOM_EVENT_HPP
#define NETBASICS_ROOM_EVENT_HPP

#include "netbasics/room/outgoing_queue.hpp"

#include <boost/json/fwd.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::room {

using moment = std::chrono::system_clock::time_point;

enum class event_kind {
    message,
    join,
    leave,
    rename,  ///< without a seq: that is how the reader himself is called
    notice,
    here,     ///< one who is here, or without `from` how many and who: the answer to /who
    current,  ///< the reader has everything up to seq, in a room that began at `time`
};

/// Something that was said or that happened, and the two forms in which members read it.
struct event {
    std::uint64_t seq = 0;  ///< 0: for one member alone, and not counted
    moment time;
    std::string from;  ///< empty: the room itself
    std::string text;  ///< valid UTF-8, not yet harmless
    event_kind kind = event_kind::notice;
    std::string token{};                ///< with the reader's own name: brings it back after a break
    std::string code{};                 ///< of a notice: which sentence it is; see notice.hpp
    std::vector<std::string> values{};  ///< and what stands in it

    shared_line plain() const;  ///< `from: text` or `* text`, harmless
    shared_line json() const;   ///< seq time from text event, and token, code and values where there are any
};

/// An event from a file or another server, as one from a member would be: its name is one that the room would
/// take, its text is one line of valid UTF-8, and it names nobody's token.
event cleaned(event what);

/// Reads what `json()` has written, with or without the line end; nothing where it is something else.
std::optional<event> event_from_json(std::string_view line);

/// The same, once it has been parsed as a part of something.
std::optional<event> event_from_value(boost::json::value const& value);

}  // namespace netbasics::room

#endif
