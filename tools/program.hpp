#ifndef NETBASICS_TOOLS_PROGRAM_HPP
#define NETBASICS_TOOLS_PROGRAM_HPP

#include "command.hpp"

namespace netbasics::tools {

/// main() of a program with these commands: language, signals, standard streams, and the one `catch`.
int run_program(command_table commands, int count, char** words);

}  // namespace netbasics::tools

#endif
