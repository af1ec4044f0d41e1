#ifndef NETBASICS_IP_EMBEDDED_V4_HPP
#define NETBASICS_IP_EMBEDDED_V4_HPP

#include "netbasics/ip/prefix.hpp"

#include <optional>

namespace netbasics::ip {

/// What puts an IPv4 address into an IPv6 one.
enum class embedding : std::uint8_t {
    v4_mapped,  ///< ::ffff:0:0/96, RFC 4291 section 2.5.5.2
    six_to_4,   ///< 2002::/16, RFC 3056
    teredo,     ///< 2001::/32, RFC 4380
    nat64,      ///< 64:ff9b::/96, RFC 6052; 64:ff9b:1::/48, RFC 8215
    isatap,     ///< interface identifier 0:5efe:a.b.c.d, RFC 5214 section 6.1
};

/// Further parts of a Teredo address (RFC 4380, section 4).
struct teredo_parts {
    address_v4 server;
    std::uint16_t flags = 0;
    std::uint16_t port = 0;  ///< of the client's NAT, with the obfuscation undone
};

struct embedded_v4 {
    embedding kind;
    address_v4 address;  ///< of the client, with the obfuscation undone, in Teredo
    teredo_parts teredo{};
};

std::optional<embedded_v4> find_embedded_v4(address_v6 a) noexcept;

/** The IPv6 address that stands for `v4` behind a translator with this prefix (RFC 6052, section 2.2).
    Fails with errc::nat64_prefix_length unless the length is 32, 40, 48, 56, 64 or 96. */
result<address_v6> nat64_address(prefix_v6 translator, address_v4 v4) noexcept;

/// The IPv4 address behind such a translator; same failure.
result<address_v4> nat64_v4(prefix_v6 translator, address_v6 a) noexcept;

}  // namespace netbasics::ip

#endif
