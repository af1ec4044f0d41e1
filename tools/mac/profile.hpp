#ifndef NETBASICS_TOOLS_MAC_PROFILE_HPP
#define NETBASICS_TOOLS_MAC_PROFILE_HPP

#include "mac/notation_style.hpp"

#include "netbasics/mac/notation.hpp"
#include "netbasics/mac/special.hpp"
#include "netbasics/registry/oui_registry.hpp"

#include <boost/json/object.hpp>

namespace netbasics::tools::mac_verbs {

/// All that `mac` tells of one address or prefix.
struct profile {
    mac::any_address address;
    mac::eui48 leading;                   ///< its first 48 bits
    unsigned length;                      ///< bits that are given: 48, 64, or a prefix's
    registry::oui_match match;            ///< the block it is in, or is
    mac::special_address const* special;  ///< null: none
    bool randomised;                      ///< looks as if chosen at random: local, and of nobody's convention

    bool is_prefix() const { return std::holds_alternative<mac::prefix>(address); }

    mac::first_octet first() const { return leading.first(); }

    /// The address as an EUI-64; none of a prefix or a group address.
    std::optional<mac::eui64> as_eui64() const;

    /// The bits behind the block, or behind the first three octets; hyphenated. Empty of a prefix.
    std::string serial() const;
};

profile make_profile(mac::any_address const& address, registry::oui_registry const& registry);

/// "individual", "group" or "broadcast".
std::string_view cast_of(profile const& p);

/// "MA-L" and so on, "unassigned-in-RA-block", or empty.
std::string_view registry_name(registry::oui_match const& match);

/// The keys that the manual page names.
boost::json::object to_json(profile const& p, notation_style const& style);

}  // namespace netbasics::tools::mac_verbs

#endif
