#ifndef NETBASICS_TOOLS_MAC_KIND_HPP
#define NETBASICS_TOOLS_MAC_KIND_HPP

#include "mac/profile.hpp"

namespace netbasics::tools::mac_verbs {

/// All owners, " / " between them; "-" where nobody owns the block. Not yet harmless.
void append_owners(std::string& out, registry::oui_match const& match);

/** What an address is, in a word or two: its special meaning, "randomised", its registry,
   "unassigned-in-RA-block", or "local" and "unregistered". The same in every language. */
void append_kind(std::string& out, profile const& p);

}  // namespace netbasics::tools::mac_verbs

#endif
