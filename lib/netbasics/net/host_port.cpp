#include "netbasics/net/host_port.hpp"

#include <charconv>

namespace netbasics::net {
namespace {

constexpr auto digits = "0123456789";

result<std::uint16_t> read_port(std::string_view text, std::size_t offset)
{
    if (text.empty() || text.find_first_not_of(digits) != text.npos)
        return error(errc::number_expected, offset, text.size());
    std::uint64_t number = 0;
    auto const problem = std::from_chars(text.data(), text.data() + text.size(), number).ec;
    if (problem != std::errc{} || number > 65535) {
        error e(errc::number_out_of_range, offset, text.size());
        e.found = problem == std::errc{} ? number : UINT64_MAX;
        e.limit = 65535;
        return e;
    }
    return static_cast<std::uint16_t>(number);
}

}  // namespace

result<host_port> read_host_port(std::string_view text)
{
    host_port where;
    if (text.empty()) return error(errc::empty);
    auto const bad = text.find_first_of(std::string_view(" \t\r\n/@\0", 7));
    if (bad != text.npos) return error(errc::unexpected_character, bad, 1);

    std::size_t port_at = text.npos;  // where the port begins
    if (text.find_first_not_of(digits) == text.npos) {
        port_at = 0;
    } else if (text.front() == '[') {
        auto const close = text.find(']');
        if (close == text.npos) return error(errc::unexpected_character, 0, 1);
        where.host = text.substr(1, close - 1);
        if (where.host.empty()) return error(errc::empty, 0, 2);
        if (close + 1 < text.size()) {
            if (text[close + 1] != ':') return error(errc::unexpected_character, close + 1, 1);
            port_at = close + 2;
        }
    } else {
        auto const colon = text.rfind(':');
        bool const v6 = colon != text.npos && text.find(':') != colon;
        where.host = v6 ? text : text.substr(0, colon);
        if (!v6 && colon != text.npos) port_at = colon + 1;
        if (where.host == "*") where.host.clear();
    }
    if (port_at != text.npos) {
        auto const port = read_port(text.substr(port_at), port_at);
        if (!port) return port.error();
        where.port = *port;
    }
    return where;
}

bool names_port(std::string_view text)
{
    if (text.find_first_not_of(digits) == text.npos) return true;
    if (text.front() == '[') return !text.ends_with(']');
    auto const colon = text.rfind(':');
    return colon != text.npos && text.find(':') == colon;
}

std::string to_string(host_port const& where)
{
    auto const host = where.host.find(':') != std::string::npos ? '[' + where.host + ']' : where.host;
    return host + ':' + std::to_string(where.port);
}

}  // namespace netbasics::net
