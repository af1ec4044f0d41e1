#ifndef NETBASICS_TOOLS_CONNECT_CONNECT_HPP
#define NETBASICS_TOOLS_CONNECT_CONNECT_HPP

#include "command.hpp"

namespace netbasics::tools {

extern command const connect_command;

}  // namespace netbasics::tools

#endif
