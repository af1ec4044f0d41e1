#ifndef NETBASICS_REGISTRY_PORT_HINTS_HPP
#define NETBASICS_REGISTRY_PORT_HINTS_HPP

#include "netbasics/ip/protocol.hpp"

#include <cstdint>
#include <string_view>

/// A short list of our own beside the registry: each row names its source.
namespace netbasics::registry {

/// A port whose protocol sends in clear, and the port of its form that is encrypted from the first byte.
struct secure_sibling {
    std::uint16_t port;
    ip::protocol protocol;
    std::uint16_t secure_port;
    ip::protocol secure_protocol;
    std::string_view secure_name;
    std::string_view source;
};

/// Null where none is known.
secure_sibling const* find_secure_sibling(std::uint16_t port, ip::protocol protocol) noexcept;

}  // namespace netbasics::registry

#endif
