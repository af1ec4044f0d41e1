#ifndef NETBASICS_REGISTRY_PORT_HINTS_HPP
#define NETBASICS_REGISTRY_PORT_HINTS_HPP

#include "netbasics/ip/protocol.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// Two short lists of our own beside the registry: sources stand with each row.
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

/// A program that uses a port by default, though the port is registered for something else or for nothing.
struct unofficial_use {
    std::uint16_t port;
    ip::protocol protocol;
    std::string_view program;
    std::string_view source;
};

std::span<unofficial_use const> unofficial_uses() noexcept;
std::vector<unofficial_use> find_unofficial_uses(std::uint16_t port, ip::protocol protocol);

}  // namespace netbasics::registry

#endif
