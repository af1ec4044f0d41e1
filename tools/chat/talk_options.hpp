#ifndef NETBASICS_TOOLS_CHAT_TALK_OPTIONS_HPP
#define NETBASICS_TOOLS_CHAT_TALK_OPTIONS_HPP

#include "arguments.hpp"

#include "netbasics/chat/conversation.hpp"

#include <string>

namespace netbasics::tools {

/// What `serve` and `connect` were told about the conversation.
struct talk_options {
    chat::rules agreed{};
    transport::framing framing = transport::framing::automatic;
    bool room = false;        ///< the other side is a room: its lines say who speaks
    std::string name{};       ///< harmless; empty: none
    std::string peer_name{};  ///< harmless; empty: the peer's address
};

void add_talk_options(boost::program_options::options_description& options);

/// Fails with the sentence for the user.
boost::system::result<talk_options, std::string> read_talk_options(arguments const& given, bool server);

}  // namespace netbasics::tools

#endif
