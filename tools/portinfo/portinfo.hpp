#ifndef NETBASICS_TOOLS_PORTINFO_PORTINFO_HPP
#define NETBASICS_TOOLS_PORTINFO_PORTINFO_HPP

#include "command.hpp"

namespace netbasics::tools {

extern command const portinfo_command;

}  // namespace netbasics::tools

#endif
