#ifndef NETBASICS_TOOLS_MAC_MAC_HPP
#define NETBASICS_TOOLS_MAC_MAC_HPP

#include "command.hpp"

namespace netbasics::tools {

extern command const mac_command;

}  // namespace netbasics::tools

#endif
