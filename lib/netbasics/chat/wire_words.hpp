#ifndef NETBASICS_CHAT_WIRE_WORDS_HPP
#define NETBASICS_CHAT_WIRE_WORDS_HPP

#include <optional>
#include <string>
#include <string_view>

namespace netbasics::chat {

/// The last notice of a room that closes. It stands on the wire as it is, in every language.
constexpr char const* room_closed = "the room is closed; goodbye";

/** The reason in a line with which a server turns a caller away: `* SENTENCE`, one of those that serve
    writes. In the user's language; nothing where the line is something else. */
std::optional<std::string> refusal_in(std::string_view line);

/// The first line of a room for one who has come in: a notice that names `/nick`.
bool is_room_greeting(std::string_view line);

/** What a chat answers to a caller whose first bytes belong to another protocol: a hint in it, or a notice.
    Empty where they may be text. */
std::string answer_to_stranger(std::string_view first);

/// What a room says last, before it ends a connection that should not be made again.
enum class last_notice { none, closed, replaced, removed };

last_notice last_notice_in(std::string_view text);

}  // namespace netbasics::chat

#endif
