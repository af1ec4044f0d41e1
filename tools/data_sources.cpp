#include "data_sources.hpp"

#include "own_registries.hpp"

#include "netbasics/registry/oui_registry.hpp"
#include "netbasics/registry/service_registry.hpp"
#include "netbasics/registry/special_purpose_registry.hpp"

#include <ctime>
#include <sys/stat.h>

namespace netbasics::tools {
namespace {

/// When a file was written last, YYYY-MM-DD in UTC; empty where that is not known.
std::string date_of(std::string const& path)
{
    struct stat about {};

    std::tm parts{};
    char text[16];
    if (::stat(path.c_str(), &about) != 0 || ::gmtime_r(&about.st_mtime, &parts) == nullptr) return {};
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts)};
}

}  // namespace

std::vector<data_source> data_sources()
{
    std::vector<data_source> all{
        {"IANA Special-Purpose Address Registries", std::string(registry::special_purpose_date),
         registry::special_purpose_registry().size()},
        {"IANA Service Name and Port Number Registry", std::string(registry::service_registry_date()),
         registry::registered_name_count()},
    };
    for (auto const& source : registry::oui_registry().sources())
        all.push_back({std::string(source.name), std::string(source.date), source.blocks});
    for (auto const& path : own_registries()) {
        auto const list = read_registry(path);
        all.push_back({path, date_of(path), list ? list->blocks().size() : 0});
    }
    return all;
}

}  // namespace netbasics::tools
