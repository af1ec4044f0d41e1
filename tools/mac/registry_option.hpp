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
     .repeats = true,
     .completes = complete::file,
     .summary =
         translatable("add the blocks of a vendor list, which win over built-in ones; may be repeated")},
};

/** The registry, with the blocks of the user's own lists (see own_registries.hpp) and then of each --registry
   FILE; a later one wins. None once it was reported why one cannot be used. */
std::optional<registry::oui_registry> open_registry(arguments const& given, streams io);

}  // namespace netbasics::tools::mac_verbs

#endif
