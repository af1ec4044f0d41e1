#ifndef NETBASICS_HOST_PORT_POLICY_HPP
#define NETBASICS_HOST_PORT_POLICY_HPP

#include <cstdint>
#include <string_view>
#include <vector>

namespace netbasics::host {

/// From `first` to `last`, both included.
struct port_range {
    std::uint16_t first = 0;
    std::uint16_t last = 0;

    constexpr bool contains(std::uint16_t port) const noexcept { return first <= port && port <= last; }

    friend constexpr bool operator==(port_range, port_range) = default;
};

/** How Linux treats port numbers in this network namespace (ip-sysctl: net.ipv4.ip_local_port_range,
    ip_local_reserved_ports, ip_unprivileged_port_start); they hold for IPv6 too. */
struct port_policy {
    port_range ephemeral{32768, 60999};       ///< the kernel's choice for a socket that asks for none
    std::vector<port_range> reserved;         ///< never chosen by the kernel, free for who asks
    std::uint32_t unprivileged_start = 1024;  ///< below it CAP_NET_BIND_SERVICE is needed; up to 65536

    /// Whether the kernel may give the port to any socket at any time.
    bool may_be_handed_out(std::uint16_t port) const noexcept;
    bool is_reserved(std::uint16_t port) const noexcept;

    /// Port 0 asks for any port and needs no privilege.
    bool needs_privilege(std::uint16_t port) const noexcept { return port != 0 && port < unprivileged_start; }
};

/// What /proc/sys says; the kernel's defaults where it cannot be read.
port_policy current_port_policy();

/// `8080,9000-9010`, as ip_local_reserved_ports is written; what cannot be read is left out.
std::vector<port_range> read_port_list(std::string_view text);

}  // namespace netbasics::host

#endif
