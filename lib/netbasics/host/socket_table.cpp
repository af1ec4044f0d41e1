#include "netbasics/host/socket_sources.hpp"

#include <array>
#include <charconv>
#include <netinet/in.h>
#include <optional>

namespace netbasics::host {
namespace {

std::string_view take_word(std::string_view& line)
{
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    auto const word = line.substr(0, line.find(' '));
    line.remove_prefix(word.size());
    return word;
}

template <class Number>
bool read_number(std::string_view text, Number& number, int base)
{
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return problem == std::errc{} && end == text.data() + text.size();
}

/// The kernel writes an address as 32-bit words in the machine's byte order, in hexadecimal.
std::optional<ip::address> read_address(std::string_view text, ip::family family)
{
    std::size_t const words = family == ip::family::v4 ? 1 : 4;
    if (text.size() != words * 8) return std::nullopt;
    ip::uint128 value = 0;
    for (std::size_t i = 0; i < words; ++i) {
        std::uint32_t word = 0;
        if (!read_number(text.substr(i * 8, 8), word, 16)) return std::nullopt;
        value = value << 32 | ntohl(word);
    }
    return ip::address::from_uint(value, family);
}

/// `sl local_address rem_address st tx:rx tr:tm->when retrnsmt uid timeout inode …`
std::optional<local_socket> read_line(std::string_view line, unsigned states, ip::protocol protocol,
                                      ip::family family)
{
    std::array<std::string_view, 10> words;
    for (auto& word : words) word = take_word(line);
    auto const colon = words[1].find(':');
    unsigned state = 0;
    local_socket s;
    s.protocol = protocol;
    auto const address = read_address(words[1].substr(0, colon), family);
    if (!address || colon == words[1].npos || !read_number(words[1].substr(colon + 1), s.port, 16) ||
        !read_number(words[3], state, 16) || !read_number(words[7], s.uid, 10) ||
        !read_number(words[9], s.inode, 10))
        return std::nullopt;  // the heading, or a line that is not whole
    if (state >= 32 || (states >> state & 1) == 0) return std::nullopt;
    s.address = *address;
    auto const peer_colon = std::min(words[2].find(':'), words[2].size());
    if (auto const peer = read_address(words[2].substr(0, peer_colon), family)) s.peer = *peer;
    if (peer_colon < words[2].size()) read_number(words[2].substr(peer_colon + 1), s.peer_port, 16);
    s.takes_both = *address == ip::address(ip::address_v6());  // unless IPV6_V6ONLY, which is not told here
    s.state = state_of(protocol, state);
    std::uint32_t ticks = 0;  // of USER_HZ, which is 100 on every machine
    auto const left = words[5].substr(std::min(words[5].find(':'), words[5].size() - 1) + 1);
    if (s.state == socket_state::time_wait && read_number(left, ticks, 16)) s.milliseconds_left = ticks * 10;
    return s;
}

}  // namespace

void append_from_table(std::vector<local_socket>& found, std::string_view table, socket_query const& query,
                       ip::protocol protocol, ip::family family)
{
    auto const states = wanted_states(protocol, query.wanted);
    while (!table.empty()) {
        auto const line = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(line.size() + 1, table.size()));
        auto s = read_line(line, states, protocol, family);
        if (s && query.ports.contains(s->port)) found.push_back(std::move(*s));
    }
}

}  // namespace netbasics::host
