#include "portinfo/port_argument.hpp"

#include "arguments.hpp"

#include "netbasics/registry/service_registry.hpp"
#include "netbasics/text/ascii.hpp"

#include <algorithm>

namespace netbasics::tools {
namespace {

bool is_known_name(std::string_view text)
{
    return !registry::find_services(text).empty() || !registry::find_customary_services(text).empty();
}

/// The place of the first byte that is not a digit.
std::size_t digits_at_start(std::string_view text)
{
    return std::min(text.find_first_not_of("0123456789"), text.size());
}

result<host::port_range> read_range(std::string_view text)
{
    auto const dash = digits_at_start(text);
    auto const first = read_port(text.substr(0, dash));
    if (!first) return first.error();
    if (dash == text.size()) return host::port_range{*first, *first};
    if (text[dash] != '-') return error(errc::number_expected, dash, text.size() - dash);
    auto const rest = text.substr(dash + 1);
    if (rest.empty()) return error(errc::range_end_missing, dash, 1);
    auto const last = read_port(rest, dash + 1);
    if (!last) return last.error();
    if (*last < *first) return error(errc::range_reversed, 0, text.size());
    return host::port_range{*first, *last};
}

/// Blanks, controls and what is not ASCII are in no service name.
std::optional<error> find_foreign_character(std::string_view text)
{
    auto const place = std::find_if(text.begin(), text.end(), [](char c) { return c <= ' ' || c > '~'; });
    if (place == text.end()) return std::nullopt;
    auto const next = std::find_if(place + 1, text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    return error(errc::unexpected_character, static_cast<std::size_t>(place - text.begin()),
                 static_cast<std::size_t>(next - place));
}

}  // namespace

result<std::uint16_t> read_port(std::string_view text, std::size_t offset)
{
    constexpr std::uint64_t largest = 65535;
    auto const number = read_number(text, 0, largest);
    if (number) return static_cast<std::uint16_t>(*number);
    auto why = number.error();
    if (why.reason == errc::number_expected) {
        auto const place = digits_at_start(text);
        why.offset = static_cast<std::uint32_t>(place);
        why.length = static_cast<std::uint32_t>(text.size() - place);
    }
    why.offset += static_cast<std::uint32_t>(offset);
    return why;
}

result<port_argument> read_port_argument(std::string_view text)
{
    port_argument argument{std::string(text), {}, {}, std::nullopt};
    if (text.empty()) return error(errc::empty);
    auto what = text;
    auto const slash = text.rfind('/');
    if (slash != text.npos && !is_known_name(text)) {
        what = text.substr(0, slash);
        argument.protocol = ip::protocol_from_string(text.substr(slash + 1));
        if (what.empty()) return error(errc::port_missing, 0, 1);
        if (!argument.protocol) return error(errc::protocol_unknown, slash + 1, text.size() - slash - 1);
    }
    bool const number =
        text::is_digit(what.front()) || what.front() == '-';  // no name begins with a hyphen (RFC 6335)
    if (number && !is_known_name(what)) {
        auto const ports = read_range(what);
        if (!ports) return ports.error();
        argument.ports = *ports;
        return argument;
    }
    if (auto const problem = find_foreign_character(what)) return *problem;
    argument.name = what;
    return argument;
}

}  // namespace netbasics::tools
