#include "mac/explain.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools::mac_verbs {
namespace {

/// Numbers the steps as they come.
class steps {
public:
    explicit steps(std::string& out) : out_(out) {}

    void add(std::string_view sentence)
    {
        out_.append(std::to_string(++number_)).append(". ").append(sentence).push_back('\n');
    }

private:
    std::string& out_;
    unsigned number_ = 0;
};

void explain_bits(steps& to, profile const& p)
{
    auto const octet = mac::hyphenated(p.first().value(), 2);
    to.add(substitute(
        p.first().is_group()
            ? tr("The first octet, {0}, is odd: its last bit, I/G, is 1, so this is a group address "
                 "(IEEE 802, 8.2.2).")
            : tr("The first octet, {0}, is even: its last bit, I/G, is 0, so this is one interface's "
                 "address (IEEE 802, 8.2.2)."),
        {octet}));
    if (p.length == 48 && p.leading.is_broadcast())
        to.add(tr("All 48 bits are 1: the broadcast address. Every interface on the link takes such a frame "
                  "(IEEE 802, 8.2.2)."));
    else if (p.first().is_group())
        to.add(
            tr("Interfaces take a frame for a group if they have joined it; a switch sends it to all ports, "
               "unless it knows who has joined."));
    if (!p.first().is_local()) {
        to.add(tr(
            "The bit before it, U/L, is 0: the address comes from the IEEE's registry (IEEE 802, 8.2.2)."));
        return;
    }
    to.add(tr("The bit before it, U/L, is 1: the address is local, unless it was registered before the bit "
              "had this "
              "meaning (IEEE 802, 8.2.2)."));
    to.add(substitute(
        tr("The two bits before that choose the quadrant of local addresses: {0} (IEEE 802c; RFC 8948, "
           "section 1)."),
        {mac::to_string(p.first().slap())}));
}

std::string looked_up(mac::prefix block, registry::oui_registry const& registry)
{
    auto const match = registry.find_block(block);
    return match.owners.empty() ? std::string(tr("no")) : terminal::harmless(match.owners.front());
}

void explain_look_up(steps& to, profile const& p, registry::oui_registry const& registry)
{
    if (p.length < 24) return;
    constexpr char const* names[] = {"MA-S, IAB", "MA-M", "MA-L, CID"};
    constexpr unsigned lengths[] = {36, 28, 24};
    std::string tried;
    for (unsigned i = 0; i < 3; ++i) {
        if (lengths[i] > p.length) continue;
        mac::prefix const block(p.leading, lengths[i]);
        tried.append(tried.empty() ? "" : "; ").append(names[i]).append(" ").append(mac::to_string(block));
        tried.append(": ").append(looked_up(block, registry));
    }
    if (!tried.ends_with('.')) tried.push_back('.');  // many an owner's name ends with one
    to.add(substitute(tr("The registries, longest prefix first: {0}"), {tried}));
    if (p.match.unassigned_part)
        to.add(tr("The block of 24 bits is the IEEE Registration Authority's own, cut into smaller ones; "
                  "nobody has this "
                  "part."));
}

/// A local address may have been made from a registered one by setting U/L; that is no more than a guess.
void explain_derived(steps& to, profile const& p, registry::oui_registry const& registry)
{
    bool const local = p.length == 48 && p.first().is_local() && !p.first().is_group();
    if (!local || p.match.kind || p.special != nullptr) return;
    constexpr auto local_bit = std::uint64_t{2} << 40;
    auto const match = registry.find(mac::eui48::from_uint(p.leading.to_uint() & ~local_bit));
    if (!match.kind) return;
    to.add(substitute(tr("With the U/L bit cleared the block would be {0}, which belongs to {1} (derived: no "
                         "more than a guess)."),
                      {mac::to_string(match.block), terminal::harmless(match.owners.front())}));
}

void explain_interface(steps& to, profile const& p)
{
    auto const eui64 = p.as_eui64();
    if (!eui64) {
        if (!p.is_prefix())
            to.add(
                tr("A group address names no interface: it has no interface identifier (RFC 4291, 2.5.1)."));
        return;
    }
    if (p.length == 48)
        to.add(substitute(tr("FF-FE between the halves makes the EUI-64 {0} (RFC 4291, appendix A)."),
                          {mac::to_string(*eui64)}));
    to.add(substitute(tr("The U/L bit inverted makes the interface identifier {0} (RFC 4291, 2.5.1)."),
                      {mac::interface_id_text(*eui64)}));
    to.add(substitute(
        tr("Behind fe80::/64 it is the link-local address {0} (RFC 4291, 2.5.6); many systems choose a "
           "stable random one instead (RFC 7217)."),
        {ip::to_string(*mac::link_local(*eui64))}));
}

/// The last `count` bits, a blank before each whole octet.
std::string bits_text(std::uint64_t value, unsigned count)
{
    std::string text;
    for (unsigned left = count; left > 0; --left) {
        if (left < count && left % 8 == 0) text.push_back(' ');
        text.push_back((value >> (left - 1) & 1) != 0 ? '1' : '0');
    }
    return text;
}

void explain_groups(steps& to, profile const& p)
{
    if (p.length != 48) return;
    if (auto const v4 = mac::lowest_ipv4_group(p.leading)) {
        auto const group = bits_text(p.leading.to_uint(), 23);
        to.add(substitute(tr("01-00-5E and a 0 bit are followed by the last 23 bits of an IPv4 group, {0} "
                             "(RFC 1112, 6.4)."),
                          {group}));
        to.add(substitute(
            tr("An IPv4 group is 1110, 5 bits that are lost, and these 23: 1110xxxxx {0}. So 32 groups "
               "share the address; the lowest is {1}."),
            {group, ip::to_string(*v4)}));
    }
    if (auto const v6 = mac::ipv6_group_text(p.leading); !v6.empty())
        to.add(substitute(
            tr("33-33 is followed by the last 32 bits of an IPv6 group, {0} = {1} (RFC 2464, section 7)."),
            {mac::hyphenated(p.leading.to_uint() & 0xFFFFFFFF, 8), v6}));
}

}  // namespace

void append_explanation(std::string& out, profile const& p, registry::oui_registry const& registry)
{
    out.push_back('\n');
    steps to(out);
    explain_bits(to, p);
    explain_look_up(to, p, registry);
    explain_derived(to, p, registry);
    explain_groups(to, p);
    explain_interface(to, p);
}

}  // namespace netbasics::tools::mac_verbs
