#include "netbasics/host/port_policy.hpp"

#include "netbasics/io/small_file.hpp"

#include <algorithm>
#include <charconv>

namespace netbasics::host {
namespace {

/// The next decimal number of `text`, which is shortened; false where there is none.
template <class Number>
bool take_number(std::string_view& text, Number& number)
{
    auto const begin = text.find_first_of("0123456789");
    if (begin == text.npos) return false;
    auto const [end, problem] = std::from_chars(text.data() + begin, text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return problem == std::errc{};
}

}  // namespace

bool port_policy::is_reserved(std::uint16_t port) const noexcept
{
    return std::any_of(reserved.begin(), reserved.end(), [=](port_range r) { return r.contains(port); });
}

bool port_policy::may_be_handed_out(std::uint16_t port) const noexcept
{
    return ephemeral.contains(port) && !is_reserved(port);
}

port_policy current_port_policy()
{
    port_policy policy;
    if (auto const text = io::read_small_file("/proc/sys/net/ipv4/ip_local_port_range")) {
        std::string_view rest = *text;
        port_range range;
        if (take_number(rest, range.first) && take_number(rest, range.last)) policy.ephemeral = range;
    }
    if (auto const text = io::read_small_file("/proc/sys/net/ipv4/ip_local_reserved_ports"))
        policy.reserved = read_port_list(*text);
    if (auto const text = io::read_small_file("/proc/sys/net/ipv4/ip_unprivileged_port_start")) {
        std::string_view rest = *text;
        take_number(rest, policy.unprivileged_start);
    }
    return policy;
}

std::vector<port_range> read_port_list(std::string_view text)
{
    std::vector<port_range> all;
    while (!text.empty()) {
        auto item = text.substr(0, text.find(','));
        text.remove_prefix(std::min(item.size() + 1, text.size()));
        port_range range;
        if (!take_number(item, range.first)) continue;
        if (!take_number(item, range.last)) range.last = range.first;
        all.push_back(range);
    }
    return all;
}

}  // namespace netbasics::host
