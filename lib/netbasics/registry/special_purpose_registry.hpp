#ifndef NETBASICS_REGISTRY_SPECIAL_PURPOSE_REGISTRY_HPP
#define NETBASICS_REGISTRY_SPECIAL_PURPOSE_REGISTRY_HPP

#include "netbasics/ip/prefix.hpp"

#include <span>
#include <string_view>

namespace netbasics::registry {

/// What the registry says of packets leaving for the whole Internet; it says neither for some.
enum class globally_reachable : std::uint8_t { no, yes, not_applicable };

/// A row of the IANA IPv4 or IPv6 Special-Purpose Address Registry (RFC 6890, RFC 8190).
struct special_purpose {
    ip::prefix block;
    std::string_view name;  ///< as registered
    std::string_view rfc;   ///< "RFC 1918"
    globally_reachable reachable;
};

/// Every row, both families.
std::span<special_purpose const> special_purpose_registry() noexcept;

/// The row of the longest block that holds `a`; null where none does.
special_purpose const* find_special_purpose(ip::address a) noexcept;

/// Date of the registries that the rows were taken from.
inline constexpr std::string_view special_purpose_date = "2025-10-09";

}  // namespace netbasics::registry

#endif
