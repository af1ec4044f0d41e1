#ifndef NETBASICS_TOOLS_PORTINFO_PORT_ARGUMENT_HPP
#define NETBASICS_TOOLS_PORTINFO_PORT_ARGUMENT_HPP

#include "netbasics/error.hpp"
#include "netbasics/host/port_policy.hpp"
#include "netbasics/ip/protocol.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

/// What one word asks for: ports by number, or a service by name, with every protocol or with one.
struct port_argument {
    std::string text;  ///< as it was typed
    std::string name;  ///< empty where ports are asked for by number
    host::port_range ports;
    std::optional<ip::protocol> protocol;
};

/** Reads `PORT`, `FIRST-LAST` or `NAME`, each with an optional `/PROTOCOL`, case-blind. A text that is a
    registered name is one, whatever is in it (`914c/g`); any other that begins with a digit is a number, so
    `80a` is refused. A name need not be registered.
    Of an endpoint or a URL the port is read: `:8080`, `host:8080`, `[::1]:8080`, `http://host:8080/`, and
    the scheme's name where a URL has no port. Several are separated by commas; a protocol at the end of the
    list holds for those before it that have none: `80,443/tcp`.
    Fails with errc::empty, port_missing, port_list_gap, port_behind_address_missing, range_end_missing,
    range_reversed, protocol_unknown, number_out_of_range, number_expected or unexpected_character. */
result<std::vector<port_argument>> read_port_arguments(std::string_view text);

/// A port number: decimal digits, up to 65535. `offset` is added to the place of an error.
result<std::uint16_t> read_port(std::string_view text, std::size_t offset = 0);

}  // namespace netbasics::tools

#endif
