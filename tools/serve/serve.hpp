#ifndef NETBASICS_TOOLS_SERVE_SERVE_HPP
#define NETBASICS_TOOLS_SERVE_SERVE_HPP

#include "command.hpp"

namespace netbasics::tools {

extern command const serve_command;

}  // namespace netbasics::tools

#endif
