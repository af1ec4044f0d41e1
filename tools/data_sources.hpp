#ifndef NETBASICS_TOOLS_DATA_SOURCES_HPP
#define NETBASICS_TOOLS_DATA_SOURCES_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace netbasics::tools {

/// A registry that is part of the program, or a list of the user's own.
struct data_source {
    std::string name;  ///< the path of the user's own
    std::string date;  ///< of the data, YYYY-MM-DD
    std::size_t entries;
};

std::vector<data_source> data_sources();

}  // namespace netbasics::tools

#endif
