#ifndef NETBASICS_TOOLS_MAC_REGISTRY_OPTION_HPP
#define NETBASICS_TOOLS_MAC_REGISTRY_OPTION_HPP

#include "arguments.hpp"
#include "command.hpp"

#include "netbasics/registry/oui_registry.hpp"
#include "netbasics/text/translate.hpp"

#include <optional>

namespace netbasics::tools::mac_verbs {

/// `--registry FILE`.
inline constexpr option_row registry_rows[] = {
    {.name = "registry",
     .value = "FILE",
     .completes = complete::file,
     .summary = translatable("a newer list of the IEEE (CSV), which wins over what is built in")},
};

/// The registry, with FILE's blocks where --registry names one; none once it was reported why FILE cannot be
/// used.
std::optional<registry::oui_registry> open_registry(arguments const& given, streams io);

}  // namespace netbasics::tools::mac_verbs

#endif
