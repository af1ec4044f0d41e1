#include "portinfo/port_argument.hpp"

#include "arguments.hpp"

#include "netbasics/ip/address.hpp"
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

namespace {

/// The port of `host:port` as the bytes behind the last colon; the text itself where it is no endpoint.
result<std::string_view> port_of_endpoint(std::string_view text)
{
    auto const colon = text.rfind(':');
    bool const is_address = ip::address::from_string(text).has_value();
    bool const in_brackets = text.size() > 2 && text.front() == '[' && text.back() == ']' &&
                             ip::scoped_address_from_string(text.substr(1, text.size() - 2)).has_value();
    if (is_address || in_brackets) return error(errc::port_behind_address_missing, 0, text.size());
    if (colon == text.npos) return text;
    auto const host = text.substr(0, colon);
    if (host.find(':') != host.npos && !(host.starts_with('[') && host.ends_with(']')))
        return error(errc::unexpected_character, host.find(':'), 1);
    if (colon + 1 == text.size()) return error(errc::port_missing, colon, 1);
    return text.substr(colon + 1);
}

/// `scheme://user@host:port/path`: the port, or the scheme, which is the service's name.
result<std::string_view> port_of_url(std::string_view text, std::size_t scheme_end)
{
    auto authority = text.substr(scheme_end + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    authority.remove_prefix(authority.rfind('@') == authority.npos ? 0 : authority.rfind('@') + 1);
    auto const colon = authority.rfind(':');
    bool const has_port = colon != authority.npos && authority.find(']', colon) == authority.npos;
    if (has_port && colon + 1 < authority.size()) return authority.substr(colon + 1);
    return text.substr(0, scheme_end);
}

result<port_argument> read_port_argument(std::string_view text)
{
    port_argument argument{std::string(text), {}, {}, std::nullopt};
    if (text.empty()) return error(errc::empty);
    auto what = text;
    auto const place_of = [&](std::string_view part) {
        return static_cast<std::size_t>(part.data() - text.data());
    };
    if (auto const scheme = text.find("://"); scheme != text.npos && scheme > 0) {
        auto const port = port_of_url(text, scheme);
        if (!port) return port.error();
        what = *port;
        argument.protocol = ip::protocol_from_string(text.substr(0, scheme));  // tcp://host:80
    } else if (!is_known_name(text)) {
        auto const slash = text.rfind('/');
        if (slash != text.npos) {
            what = text.substr(0, slash);
            bool const ends_endpoint = slash + 1 == text.size() && what.find(':') != what.npos;
            if (!ends_endpoint) argument.protocol = ip::protocol_from_string(text.substr(slash + 1));
            if (what.empty()) return error(errc::port_missing, 0, 1);
            if (!argument.protocol && !ends_endpoint)
                return error(errc::protocol_unknown, slash + 1, text.size() - slash - 1);
        }
        auto const port = port_of_endpoint(what);
        if (!port) return port.error();
        what = *port;
    }
    auto const shifted = [&](error why) {
        why.offset += static_cast<std::uint32_t>(place_of(what));
        return why;
    };
    bool const number =
        text::is_digit(what.front()) || what.front() == '-';  // no name begins with a hyphen (RFC 6335)
    if (number && !is_known_name(what)) {
        auto const ports = read_range(what);
        if (!ports) return shifted(ports.error());
        argument.ports = *ports;
        return argument;
    }
    if (auto const problem = find_foreign_character(what)) return shifted(*problem);
    argument.name = what;
    return argument;
}

}  // namespace

result<std::vector<port_argument>> read_port_arguments(std::string_view text)
{
    std::vector<port_argument> all;
    for (std::size_t begin = 0; begin <= text.size();) {
        auto const end = std::min(text.find(',', begin), text.size());
        if (begin == end && !(begin == 0 && end == text.size())) {
            auto const comma = begin > 0 ? begin - 1 : end;
            return error(errc::port_list_gap, comma, 1);
        }
        auto one = read_port_argument(text.substr(begin, end - begin));
        if (!one) {
            auto why = one.error();
            why.offset += static_cast<std::uint32_t>(begin);
            return why;
        }
        all.push_back(std::move(*one));
        begin = end + 1;
    }
    for (auto& one : all)
        if (!one.protocol) one.protocol = all.back().protocol;
    return all;
}

}  // namespace netbasics::tools
