#ifndef NETBASICS_NET_HOST_PORT_HPP
#define NETBASICS_NET_HOST_PORT_HPP

#include "netbasics/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace netbasics::net {

/// Where to listen or to call, as typed; the host is not looked up yet.
struct host_port {
    std::string host = "127.0.0.1";  ///< address or name; empty: every address of this machine
    std::uint16_t port = 8001;
};

/** Reads `8001`, `host`, `host:8001`, `:8001`, `*:8001`, `[::1]`, `[::1]:8001` and `::1`; what is not
    said keeps its default. `:PORT` and `*` mean every address.
    Fails with empty, number_expected, number_out_of_range, unexpected_character. */
result<host_port> read_host_port(std::string_view text);

/// Whether `text`, which read_host_port() reads, says a port itself.
bool names_port(std::string_view text);

/// `host:port`, a host with colons in brackets.
std::string to_string(host_port const& where);

}  // namespace netbasics::net

#endif
