#ifndef NETBASICS_IP_PROTOCOL_HPP
#define NETBASICS_IP_PROTOCOL_HPP

#include <cstdint>
#include <optional>
#include <string_view>

namespace netbasics::ip {

/// A transport protocol that has port numbers and a column in IANA's registry (RFC 6335, section 5).
enum class protocol : std::uint8_t { tcp, udp, sctp, dccp };

inline constexpr protocol all_protocols[] = {protocol::tcp, protocol::udp, protocol::sctp, protocol::dccp};

/// `tcp`, `udp`, `sctp` or `dccp`.
std::string_view to_string(protocol p) noexcept;

/// Case-blind; nothing where the text is none of the four.
std::optional<protocol> protocol_from_string(std::string_view text) noexcept;

/// The number in an IP header's protocol field: IPPROTO_TCP and so on.
int protocol_number(protocol p) noexcept;

}  // namespace netbasics::ip

#endif
