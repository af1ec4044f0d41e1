#ifndef NETBASICS_NET_MESSAGE_HPP
#define NETBASICS_NET_MESSAGE_HPP

#include <chrono>
#include <optional>
#include <span>
#include <string_view>

namespace netbasics::net {

/** A message, or a piece of one that is longer than its reader's bound.
    The bytes are as they came, a line's CR too; only the terminator is taken off. */
struct message {
    std::string_view text;
    bool begins = true;      ///< false: goes on where the piece before it ended
    bool ends = true;        ///< false: to be continued
    bool terminated = true;  ///< false: the input ended in the middle of a line

    /// When it was said, where the peer tells that; nothing: now.
    std::optional<std::chrono::system_clock::time_point> time{};

    bool whole() const noexcept { return begins && ends; }
};

/// Messages in order; the texts live until their source is asked again.
using batch = std::span<message const>;

/// Where a byte stream's messages end.
enum class framing {
    line,       ///< at LF
    raw,        ///< where a receive ends: what one send carries, when nothing else is on its way
    automatic,  ///< line, unless the first bytes come without a line end and nothing follows them
};

}  // namespace netbasics::net

#endif
