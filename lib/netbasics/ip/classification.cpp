#include "netbasics/ip/classification.hpp"

#include "netbasics/ip/prefix.hpp"

namespace netbasics::ip {
namespace {

std::string_view scope_v4(address_v4 a) noexcept
{
    constexpr struct {
        prefix_v4 block;
        std::string_view scope;
    } rows[] = {
        {{address_v4::from_uint(0xE0000000), 24}, "link-local"},   // local network control block
        {{address_v4::from_uint(0xEFFF0000), 16}, "realm-local"},  // IPv4 local scope, RFC 2365 section 6.1
        {{address_v4::from_uint(0xEFC00000), 14}, "organization-local"},  // RFC 2365 section 6.2
        {{address_v4::from_uint(0xEF000000), 8}, "admin-local"},          // administratively scoped block
        {{address_v4::from_uint(0xE0000000), 4}, "global"},
    };

    for (auto const& row : rows)
        if (row.block.contains(a)) return row.scope;
    return {};
}

std::string_view scope_v6(address_v6 a) noexcept
{
    if (!a.is_multicast()) return {};
    constexpr std::string_view scopes[16] = {
        "reserved",           "interface-local", "link-local", "realm-local",
        "admin-local",        "site-local",      "unassigned", "unassigned",
        "organization-local", "unassigned",      "unassigned", "unassigned",
        "unassigned",         "unassigned",      "global",     "reserved",
    };
    return scopes[a.group(0) & 0xF];
}

}  // namespace

std::string_view multicast_scope(address a) noexcept
{
    return a.is_v4() ? scope_v4(a.v4()) : scope_v6(a.v6());
}

}  // namespace netbasics::ip
