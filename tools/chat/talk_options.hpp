#ifndef NETBASICS_TOOLS_CHAT_TALK_OPTIONS_HPP
#define NETBASICS_TOOLS_CHAT_TALK_OPTIONS_HPP

#include "arguments.hpp"

#include "netbasics/chat/conversation.hpp"
#include "netbasics/text/translate.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace netbasics::tools {

/// What `serve` and `connect` were told about the conversation.
struct talk_options {
    chat::rules agreed{};
    net::framing framing = net::framing::automatic;
    bool room = false;        ///< the other side is a room: its lines say who speaks
    bool times = false;       ///< each message with its time
    std::string name{};       ///< harmless; empty: none
    std::string peer_name{};  ///< harmless; empty: the peer's address
};

/// The options of both commands about a conversation.
inline constexpr option_row talk_rows[] = {
    {.name = "framing",
     .value = "HOW",
     .choices = "line raw auto",
     .conflicts = "room",
     .summary = translatable("where a message ends: line, raw or auto")},
    {.name = "turns", .conflicts = "room", .summary = translatable("strict turns, the server first")},
    {.name = "bye",
     .value = "WORD",
     .repeats = true,
     .conflicts = "room no-bye",
     .summary = translatable("the farewell, instead of 拜拜 and bye; may be repeated")},
    {.name = "no-bye", .conflicts = "room", .summary = translatable("no word ends the conversation")},
    {.name = "times", .conflicts = "json", .summary = translatable("show when each message was said")},
    {.name = "name", .value = "WORD", .summary = translatable("what stands before my own line")},
    {.name = "peer-name",
     .value = "WORD",
     .conflicts = "room",
     .summary = translatable("what stands before the other side's lines")},
};

constexpr std::uint64_t longest_timeout = 86'400;  ///< seconds

/// `--timeout`, which has been looked at.
std::optional<std::chrono::seconds> read_timeout(arguments const& given);

/// Fails with the sentence for the user.
boost::system::result<talk_options, std::string> read_talk_options(arguments const& given, bool server);

}  // namespace netbasics::tools

#endif
