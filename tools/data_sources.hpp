#ifndef NETBASICS_TOOLS_DATA_SOURCES_HPP
#define NETBASICS_TOOLS_DATA_SOURCES_HPP

#include <cstddef>
#include <string_view>
#include <vector>

namespace netbasics::tools {

/// A registry that is part of the program.
struct data_source {
    std::string_view name;
    std::string_view date;  ///< of the data, YYYY-MM-DD
    std::size_t entries;
};

std::vector<data_source> data_sources();

}  // namespace netbasics::tools

#endif
