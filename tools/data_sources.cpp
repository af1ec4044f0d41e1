#include "data_sources.hpp"

#include "netbasics/registry/special_purpose_registry.hpp"

namespace netbasics::tools {

std::vector<data_source> data_sources()
{
    return {
        {"IANA Special-Purpose Address Registries", registry::special_purpose_date,
         registry::special_purpose_registry().size()},
    };
}

} // namespace netbasics::tools
