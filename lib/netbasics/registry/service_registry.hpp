#ifndef NETBASICS_REGISTRY_SERVICE_REGISTRY_HPP
#define NETBASICS_REGISTRY_SERVICE_REGISTRY_HPP

#include "netbasics/ip/protocol.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// IANA's Service Name and Transport Protocol Port Number Registry (RFC 6335), part of the program.
namespace netbasics::registry {

/// RFC 6335, section 6.
enum class port_class : std::uint8_t { system, user, dynamic };

/// RFC 6335, section 6; withdrawn: de-registered, removed or deprecated, and not assigned again.
enum class port_status : std::uint8_t { unassigned, assigned, reserved, withdrawn, dynamic };

inline constexpr std::uint16_t first_user_port = 1024;
inline constexpr std::uint16_t first_dynamic_port = 49152;

constexpr port_class class_of(std::uint16_t port) noexcept
{
    if (port < first_user_port) return port_class::system;
    return port < first_dynamic_port ? port_class::user : port_class::dynamic;
}

std::string_view to_string(port_class c) noexcept;
std::string_view to_string(port_status s) noexcept;

/** A row: what is registered for a port, or for a range of them, with one protocol.
    The texts live as long as the program. */
struct service {
    std::uint16_t first_port = 0;
    std::uint16_t last_port = 0;  ///< the same for a single port
    ip::protocol protocol = ip::protocol::tcp;
    port_status status = port_status::unassigned;
    std::string_view
        names;  ///< the main one first, with a comma between; empty for an assignment without a name
    std::string_view description = {};  ///< as registered; often empty
    std::string_view source = {};  ///< of a customary use: what documents it; empty for what is registered

    /// A program's habit, of our own list: the port is not registered for it.
    bool is_customary() const noexcept { return !source.empty(); }

    std::string_view name() const noexcept { return names.substr(0, names.find(',')); }

    std::vector<std::string_view> aliases() const;  ///< in the registry's order
};

/** The row for a port. The main name is IANA's first, but for the few ports of services_main.tsv. Nothing
 * where the registry has no row: unassigned or dynamic. */
std::optional<service> find_service(std::uint16_t port, ip::protocol protocol) noexcept;

/// What find_service() says, or unassigned, or dynamic from 49152 on.
port_status status_of(std::uint16_t port, ip::protocol protocol) noexcept;

/// The registered rows that have the name as main name or alias, by port (case-blind: RFC 6335, section 5.1).
std::vector<service> find_services(std::string_view name);

/// Customary uses by name, and of a port.
std::vector<service> find_customary_services(std::string_view name);
std::vector<service> find_customary_services(std::uint16_t port, ip::protocol protocol);

/// Every row by number, for searches: single ports by port and protocol, then ranges, then customary uses.
std::size_t service_count() noexcept;
service service_at(std::size_t number) noexcept;

/// What the tables were made from: a line each, with the date of the data.
std::string_view service_sources() noexcept;
/// Date of the newest source, YYYY-MM-DD.
std::string_view service_registry_date() noexcept;
/// Names in the registry's rows, aliases too: a name counts in each row that has it.
std::size_t registered_name_count() noexcept;

}  // namespace netbasics::registry

#endif
