#ifndef NETBASICS_TOOLS_OWN_REGISTRIES_HPP
#define NETBASICS_TOOLS_OWN_REGISTRIES_HPP

#include "netbasics/registry/oui_list.hpp"

#include <string>
#include <vector>

namespace netbasics::tools {

/** The user's own vendor lists: the files of $XDG_CONFIG_HOME/netbasics/registry.d (~/.config where that is
   not set), by name. Hidden files and an editor's backups (*~) are left out. */
std::vector<std::string> own_registries();

/// Fails as oui_list::from_text, with the system's reason, or EFBIG.
result<registry::oui_list> read_registry(std::string const& path);

}  // namespace netbasics::tools

#endif
