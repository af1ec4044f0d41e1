#ifndef NETBASICS_TOOLS_HELP_HPP
#define NETBASICS_TOOLS_HELP_HPP

#include "command.hpp"

#include <string>

namespace netbasics::tools {

/// What `netbasics --help` prints.
std::string overview(command_table commands);

/// What `netbasics COMMAND --help` prints: usage, options of every verb, examples.
std::string help_of(command const& c);

/// What `netbasics --version` prints: the program's version and the date of each registry in it.
std::string version_text();
std::string version_json();

}  // namespace netbasics::tools

#endif
