#include "data_sources.hpp"

namespace netbasics::tools {

std::vector<data_source> data_sources() { return {}; }

} // namespace netbasics::tools
