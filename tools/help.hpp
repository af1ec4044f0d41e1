#ifndef NETBASICS_TOOLS_HELP_HPP
#define NETBASICS_TOOLS_HELP_HPP

#include "command.hpp"

#include <string>

namespace netbasics::tools {

// Help is wrapped to `width` columns.

/// What `netbasics --help` prints.
std::string overview(command_table commands, unsigned width);

/// What `netbasics COMMAND --help` prints: usage, verbs, the options of the bare form, examples.
std::string help_of(command const& c, unsigned width);

/// What `netbasics COMMAND VERB --help` prints.
std::string help_of(command const& c, verb const& v, unsigned width);

/// What `netbasics --version` prints: the program's version and the date of each registry in it.
std::string version_text();
std::string version_json();

}  // namespace netbasics::tools

#endif
