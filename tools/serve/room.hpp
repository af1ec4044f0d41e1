#ifndef NETBASICS_TOOLS_SERVE_ROOM_HPP
#define NETBASICS_TOOLS_SERVE_ROOM_HPP

#include "arguments.hpp"

namespace netbasics::tools {

/// `serve --room`: many callers, one conversation.
exit_status serve_room(arguments const& given, streams io);

}  // namespace netbasics::tools

#endif
