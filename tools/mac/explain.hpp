#ifndef NETBASICS_TOOLS_MAC_EXPLAIN_HPP
#define NETBASICS_TOOLS_MAC_EXPLAIN_HPP

#include "mac/profile.hpp"

namespace netbasics::tools::mac_verbs {

/// The working behind a profile, step by step, each with its standard.
void append_explanation(std::string& out, profile const& p, registry::oui_registry const& registry);

}  // namespace netbasics::tools::mac_verbs

#endif
