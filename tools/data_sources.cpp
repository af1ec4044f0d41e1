#include "data_sources.hpp"

#include "netbasics/registry/oui_registry.hpp"
#include "netbasics/registry/service_registry.hpp"
#include "netbasics/registry/special_purpose_registry.hpp"

namespace netbasics::tools {

std::vector<data_source> data_sources()
{
    std::vector<data_source> all{
        {"IANA Special-Purpose Address Registries", registry::special_purpose_date,
         registry::special_purpose_registry().size()},
        {"IANA Service Name and Port Number Registry", registry::service_registry_date(),
         registry::registered_name_count()},
    };
    for (auto const& source : registry::oui_registry().sources())
        all.push_back({source.name, source.date, source.blocks});
    return all;
}

}  // namespace netbasics::tools
