#ifndef NETBASICS_TOOLS_NEAREST_HPP
#define NETBASICS_TOOLS_NEAREST_HPP

#include "command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

/// The name that `typed` was most likely meant to be; empty where none is near.
std::string nearest(std::string_view typed, std::vector<std::string> const& names);

/// The same for the verbs of a command.
std::string nearest_verb(command const& c, std::string_view typed);

}  // namespace netbasics::tools

#endif
