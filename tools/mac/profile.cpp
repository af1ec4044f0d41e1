#include "mac/profile.hpp"

#include "netbasics/render/json.hpp"

#include <boost/json/array.hpp>

namespace netbasics::tools::mac_verbs {
namespace {

struct leading_bits {
    mac::eui48 bits;
    unsigned length;
};

leading_bits leading_of(mac::any_address const& address)
{
    if (auto const* a = std::get_if<mac::eui48>(&address)) return {*a, 48};
    if (auto const* a = std::get_if<mac::eui64>(&address))
        return {mac::eui48::from_uint(a->to_uint() >> 16), 64};
    auto const p = std::get<mac::prefix>(address);
    return {p.address(), p.length()};
}

/// A prefix is looked up as the block that it is, or that it lies in.
registry::oui_match match_prefix(mac::prefix given, registry::oui_registry const& registry)
{
    if (given.length() > 24) {
        auto const match = registry.find(given.address());
        bool const holds_blocks = given.length() <= 28 && registry.parts_of(given) > 0;
        if (match.block.length() <= given.length() && !holds_blocks) return match;
    }
    if (given.length() < 24) return {};
    auto const match = registry.find_block(mac::prefix(given.address(), 24));
    return match.kind || registry.parts_of(match.block) > 0 ? match : registry::oui_match{};
}

std::optional<mac::eui48> as_eui48(mac::any_address const& address)
{
    auto const* a = std::get_if<mac::eui48>(&address);
    return a == nullptr ? std::nullopt : std::optional(*a);
}

}  // namespace

profile make_profile(mac::any_address const& address, registry::oui_registry const& registry)
{
    auto const [leading, length] = leading_of(address);
    profile p{address, leading, length, {}, nullptr, false};
    auto const* const block = std::get_if<mac::prefix>(&address);
    p.match = block != nullptr ? match_prefix(*block, registry) : registry.find(leading);
    if (auto const a = as_eui48(address)) {
        p.special = mac::find_special(*a);
        // Android, iOS and Windows draw from every quadrant.
        p.randomised = a->is_local() && !a->is_group() && !p.match.kind && p.special == nullptr;
    }
    return p;
}

std::optional<mac::eui64> profile::as_eui64() const
{
    if (is_prefix() || first().is_group()) return std::nullopt;
    if (auto const* a = std::get_if<mac::eui64>(&address)) return *a;
    return mac::eui64::from_eui48(leading);
}

std::string profile::serial() const
{
    if (is_prefix()) return {};
    unsigned const behind = match.block.length() == 0 ? 24 : match.block.length();
    auto const* longer = std::get_if<mac::eui64>(&address);
    return mac::hyphenated(longer != nullptr ? longer->to_uint() : leading.to_uint(), (length - behind) / 4);
}

std::string_view cast_of(profile const& p)
{
    if (!p.first().is_group()) return "individual";
    return p.length == 48 && p.leading.is_broadcast() ? "broadcast" : "group";
}

std::string_view registry_name(registry::oui_match const& match)
{
    if (match.unassigned_part) return "unassigned-in-RA-block";
    return match.kind ? registry::to_string(*match.kind) : std::string_view{};
}

boost::json::object to_json(profile const& p, notation_style const& style)
{
    using render::text_or_null;
    boost::json::array vendors;
    for (auto const owner : p.match.owners) vendors.emplace_back(owner);
    auto const eui64 = p.as_eui64();
    auto const v4 = p.length == 48 ? mac::lowest_ipv4_group(p.leading) : std::nullopt;
    auto const oui = p.length < 24 ? std::string{} : mac::hyphenated(p.leading.to_uint() >> 24, 6);
    return {
        {"address", style.text_of(p.address)},
        {"oui", text_or_null(oui)},
        {"serial", text_or_null(p.serial())},
        {"registry", text_or_null(registry_name(p.match))},
        {"block", text_or_null(p.match.block.length() == 0 ? std::string{} : mac::to_string(p.match.block))},
        {"vendor", text_or_null(p.match.owners.empty() ? std::string_view{} : p.match.owners.front())},
        {"vendors", std::move(vendors)},
        {"cast", cast_of(p)},
        {"administration", p.first().is_local() ? "local" : "universal"},
        {"slap", text_or_null(p.first().is_local() ? mac::to_string(p.first().slap()) : std::string_view{})},
        {"special",
         text_or_null(p.special == nullptr ? std::string{}
                                           : meaning_of(*p.special, p.leading, p.special->meaning))},
        {"eui64", text_or_null(eui64 ? mac::to_string(*eui64) : std::string{})},
        {"interface_id", text_or_null(eui64 ? mac::interface_id_text(*eui64) : std::string{})},
        {"link_local", text_or_null(eui64 ? ip::to_string(*mac::link_local(*eui64)) : std::string{})},
        {"ipv4_group", text_or_null(v4 ? ip::to_string(*v4) : std::string{})},
        {"ipv6_group", text_or_null(p.length == 48 ? mac::ipv6_group_text(p.leading) : std::string{})},
        {"randomised", p.randomised},
    };
}

}  // namespace netbasics::tools::mac_verbs
