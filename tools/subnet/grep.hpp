#ifndef NETBASICS_TOOLS_SUBNET_GREP_HPP
#define NETBASICS_TOOLS_SUBNET_GREP_HPP

#include "arguments.hpp"

namespace netbasics::tools {

/// `subnet grep`: the lines that hold an address of a set.
exit_status grep(arguments const& given, streams io);
void add_grep_options(boost::program_options::options_description& all);

} // namespace netbasics::tools

#endif
