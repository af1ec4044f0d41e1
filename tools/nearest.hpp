#ifndef NETBASICS_TOOLS_NEAREST_HPP
#define NETBASICS_TOOLS_NEAREST_HPP

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

/// The name that `typed` was most likely meant to be; empty where none is near.
std::string nearest(std::string_view typed, std::vector<std::string> const& names);

}  // namespace netbasics::tools

#endif
