#include "mac/registry_option.hpp"

#include "own_registries.hpp"
#include "report.hpp"

namespace netbasics::tools::mac_verbs {

std::optional<registry::oui_registry> open_registry(arguments const& given, streams io)
{
    auto paths = own_registries();
    auto const given_paths = given.values("registry");
    paths.insert(paths.end(), given_paths.begin(), given_paths.end());
    if (paths.empty()) return registry::oui_registry();
    registry::oui_list all;
    for (auto const& path : paths) {
        auto list = read_registry(path);
        if (!list) {
            complain(given.title(), io, path, list.error());
            return std::nullopt;
        }
        all.add(std::move(*list));
    }
    return registry::oui_registry(std::move(all));
}

}  // namespace netbasics::tools::mac_verbs
