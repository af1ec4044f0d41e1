#ifndef NETBASICS_TOOLS_CHAT_ROOM_OPTIONS_HPP
#define NETBASICS_TOOLS_CHAT_ROOM_OPTIONS_HPP

#include "arguments.hpp"

#include "netbasics/chat/room_server.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace netbasics::tools {

/// What `serve --room` was told.
struct room_options {
    chat::room_limits limits{};
    std::string room{};
    std::string name{};  ///< the operator's
    std::size_t history = 20;
    std::string record{};  ///< path; empty: none
    chat::sync_policy sync = chat::sync_policy::batch;
    std::string nats{};                  ///< URL; empty: this machine alone
    std::string nats_credentials{};      ///< path
    std::string nats_authorities{};      ///< path
    std::optional<std::uint16_t> web{};  ///< the page's port; nothing: no page
};

void add_room_options(boost::program_options::options_description& options);

/// Fails with the sentence for the user.
boost::system::result<room_options, std::string> read_room_options(arguments const& given);

}  // namespace netbasics::tools

#endif
