#include "netbasics/set/prefix_set.hpp"
#include "netbasics/set/set_text.hpp"

#include "netbasics/registry/special_purpose_registry.hpp"

#include <algorithm>

namespace netbasics::set {
namespace {

ip::prefix prefix(std::string_view text) { return *ip::prefix::from_string(text); }

std::vector<ip::address_range> ranges_of(prefix_set const& s)
{
    std::vector<ip::address_range> all;
    for (auto const& i : s.v4())
        all.push_back(*ip::address_range::from_ends(ip::address_v4::from_uint(i.first),
                                                    ip::address_v4::from_uint(i.last)));
    for (auto const& i : s.v6())
        all.push_back(*ip::address_range::from_ends(ip::address_v6::from_uint(i.first),
                                                    ip::address_v6::from_uint(i.last)));
    return all;
}

/// What the registries call not globally reachable: the longest of nested blocks decides.
prefix_set special()
{
    auto const registry = registry::special_purpose_registry();
    std::vector<registry::special_purpose> rows(registry.begin(), registry.end());
    std::stable_sort(rows.begin(), rows.end(),
                     [](auto const& a, auto const& b) { return a.block.length() < b.block.length(); });
    prefix_set all;
    for (auto const& row : rows) {
        prefix_set_builder one;
        one.add(row.block);
        auto const block = std::move(one).build();
        all = row.reachable == registry::globally_reachable::no ? unite(all, block) : exclude(all, block);
    }
    return all;
}

prefix_set everything()
{
    prefix_set_builder all;
    all.add(prefix("0.0.0.0/0"));
    all.add(prefix("::/0"));
    return std::move(all).build();
}

}  // namespace

std::vector<ip::address_range> named_set(std::string_view name)
{
    auto const of = [](std::initializer_list<std::string_view> texts) {
        std::vector<ip::address_range> all;
        for (auto const& text : texts) all.emplace_back(prefix(text));
        return all;
    };
    if (name == "private") return of({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"});
    if (name == "loopback") return of({"127.0.0.0/8", "::1"});
    if (name == "link-local") return of({"169.254.0.0/16", "fe80::/10"});
    if (name == "documentation")
        return of({"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"});
    if (name == "multicast") return of({"224.0.0.0/4", "ff00::/8"});
    if (name == "special") return ranges_of(special());
    if (name == "global") return ranges_of(exclude(everything(), special()));
    return {};
}

}  // namespace netbasics::set
