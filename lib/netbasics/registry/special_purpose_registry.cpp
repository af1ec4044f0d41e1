#include "netbasics/registry/special_purpose_registry.hpp"

namespace netbasics::registry {
namespace {

consteval ip::prefix v4(std::string_view network, unsigned length)
{
    return ip::prefix_v4(*ip::address_v4::from_string(network), length);
}

consteval ip::prefix v6(std::string_view network, unsigned length)
{
    return ip::prefix_v6(*ip::address_v6::from_string(network), length);
}

// In the order of the registries, by network address.
constexpr special_purpose rows[] = {
    // clang-format off
    {v4("0.0.0.0", 8), "This network", "RFC 791", globally_reachable::no},
    {v4("0.0.0.0", 32), "This host on this network", "RFC 1122", globally_reachable::no},
    {v4("10.0.0.0", 8), "Private-Use", "RFC 1918", globally_reachable::no},
    {v4("100.64.0.0", 10), "Shared Address Space", "RFC 6598", globally_reachable::no},
    {v4("127.0.0.0", 8), "Loopback", "RFC 1122", globally_reachable::no},
    {v4("169.254.0.0", 16), "Link Local", "RFC 3927", globally_reachable::no},
    {v4("172.16.0.0", 12), "Private-Use", "RFC 1918", globally_reachable::no},
    {v4("192.0.0.0", 24), "IETF Protocol Assignments", "RFC 6890", globally_reachable::no},
    {v4("192.0.0.0", 29), "IPv4 Service Continuity Prefix", "RFC 7335", globally_reachable::no},
    {v4("192.0.0.8", 32), "IPv4 dummy address", "RFC 7600", globally_reachable::no},
    {v4("192.0.0.9", 32), "Port Control Protocol Anycast", "RFC 7723", globally_reachable::yes},
    {v4("192.0.0.10", 32), "Traversal Using Relays around NAT Anycast", "RFC 8155", globally_reachable::yes},
    {v4("192.0.0.170", 32), "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050", globally_reachable::no},
    {v4("192.0.0.171", 32), "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050", globally_reachable::no},
    {v4("192.0.2.0", 24), "Documentation (TEST-NET-1)", "RFC 5737", globally_reachable::no},
    {v4("192.31.196.0", 24), "AS112-v4", "RFC 7535", globally_reachable::yes},
    {v4("192.52.193.0", 24), "AMT", "RFC 7450", globally_reachable::yes},
    {v4("192.88.99.0", 24), "Deprecated (6to4 Relay Anycast)", "RFC 7526", globally_reachable::not_applicable},
    {v4("192.88.99.2", 32), "6a44-relay anycast address", "RFC 6751", globally_reachable::no},
    {v4("192.168.0.0", 16), "Private-Use", "RFC 1918", globally_reachable::no},
    {v4("192.175.48.0", 24), "Direct Delegation AS112 Service", "RFC 7534", globally_reachable::yes},
    {v4("198.18.0.0", 15), "Benchmarking", "RFC 2544", globally_reachable::no},
    {v4("198.51.100.0", 24), "Documentation (TEST-NET-2)", "RFC 5737", globally_reachable::no},
    {v4("203.0.113.0", 24), "Documentation (TEST-NET-3)", "RFC 5737", globally_reachable::no},
    {v4("240.0.0.0", 4), "Reserved", "RFC 1112", globally_reachable::no},
    {v4("255.255.255.255", 32), "Limited Broadcast", "RFC 8190, RFC 919", globally_reachable::no},
    {v6("::1", 128), "Loopback Address", "RFC 4291", globally_reachable::no},
    {v6("::", 128), "Unspecified Address", "RFC 4291", globally_reachable::no},
    {v6("::ffff:0:0", 96), "IPv4-mapped Address", "RFC 4291", globally_reachable::no},
    {v6("64:ff9b::", 96), "IPv4-IPv6 Translat.", "RFC 6052", globally_reachable::yes},
    {v6("64:ff9b:1::", 48), "IPv4-IPv6 Translat.", "RFC 8215", globally_reachable::no},
    {v6("100::", 64), "Discard-Only Address Block", "RFC 6666", globally_reachable::no},
    {v6("100:0:0:1::", 64), "Dummy IPv6 Prefix", "RFC 9780", globally_reachable::no},
    {v6("2001::", 23), "IETF Protocol Assignments", "RFC 2928", globally_reachable::no},
    {v6("2001::", 32), "TEREDO", "RFC 4380, RFC 8190", globally_reachable::not_applicable},
    {v6("2001:1::1", 128), "Port Control Protocol Anycast", "RFC 7723", globally_reachable::yes},
    {v6("2001:1::2", 128), "Traversal Using Relays around NAT Anycast", "RFC 8155", globally_reachable::yes},
    {v6("2001:1::3", 128), "DNS-SD Service Registration Protocol Anycast", "RFC 9665", globally_reachable::yes},
    {v6("2001:2::", 48), "Benchmarking", "RFC 5180", globally_reachable::no},
    {v6("2001:3::", 32), "AMT", "RFC 7450", globally_reachable::yes},
    {v6("2001:4:112::", 48), "AS112-v6", "RFC 7535", globally_reachable::yes},
    {v6("2001:10::", 28), "Deprecated (previously ORCHID)", "RFC 4843", globally_reachable::not_applicable},
    {v6("2001:20::", 28), "ORCHIDv2", "RFC 7343", globally_reachable::yes},
    {v6("2001:30::", 28), "Drone Remote ID Protocol Entity Tags (DETs) Prefix", "RFC 9374", globally_reachable::yes},
    {v6("2001:db8::", 32), "Documentation", "RFC 3849", globally_reachable::no},
    {v6("2002::", 16), "6to4", "RFC 3056", globally_reachable::not_applicable},
    {v6("2620:4f:8000::", 48), "Direct Delegation AS112 Service", "RFC 7534", globally_reachable::yes},
    {v6("3fff::", 20), "Documentation", "RFC 9637", globally_reachable::no},
    {v6("5f00::", 16), "Segment Routing (SRv6) SIDs", "RFC 9602", globally_reachable::no},
    {v6("fc00::", 7), "Unique-Local", "RFC 4193, RFC 8190", globally_reachable::no},
    {v6("fe80::", 10), "Link-Local Unicast", "RFC 4291", globally_reachable::no},
    // clang-format on
};

}  // namespace

std::span<special_purpose const> special_purpose_registry() noexcept { return rows; }

special_purpose const* find_special_purpose(ip::address a) noexcept
{
    special_purpose const* longest = nullptr;
    for (auto const& row : rows)
        if (row.block.contains(a) && (longest == nullptr || row.block.length() > longest->block.length()))
            longest = &row;
    return longest;
}

}  // namespace netbasics::registry
