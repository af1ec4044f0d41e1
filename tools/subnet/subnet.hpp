#ifndef NETBASICS_TOOLS_SUBNET_SUBNET_HPP
#define NETBASICS_TOOLS_SUBNET_SUBNET_HPP

#include "command.hpp"

namespace netbasics::tools {

extern command const subnet_command;

}  // namespace netbasics::tools

#endif
