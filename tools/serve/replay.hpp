#ifndef NETBASICS_TOOLS_SERVE_REPLAY_HPP
#define NETBASICS_TOOLS_SERVE_REPLAY_HPP

#include "arguments.hpp"

namespace netbasics::tools {

/// `serve --replay FILE`: a room's record as text, each line behind its time.
exit_status replay(arguments const& given, streams io);

}  // namespace netbasics::tools

#endif
