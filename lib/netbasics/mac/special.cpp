#include "netbasics/mac/special.hpp"

#include "netbasics/ip/address_v6.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <array>

namespace netbasics::mac {
namespace {

using detail = special_detail;

constexpr special_address row(std::uint64_t value, unsigned length, std::string_view meaning,
                              std::string_view source, detail what = detail::none)
{
    return {prefix(eui48::from_uint(value), length), meaning, source, what};
}

// From the standards and the makers named in each row.
constexpr special_address rows[] = {
    row(0x0000'0000'0000, 48, translatable("null / unset"), "convention"),
    row(0x0000'0C07'AC00, 40, translatable("Cisco HSRP version 1, group {0}"), "RFC 2281",
        detail::last_octet),
    row(0x0000'0C9F'F000, 36, translatable("Cisco HSRP version 2, group {0}"), "Cisco", detail::last_12_bits),
    row(0x0000'5E00'0100, 40, translatable("VRRP IPv4, VRID {0}"), "RFC 9568", detail::last_octet),
    row(0x0000'5E00'0200, 40, translatable("VRRP IPv6, VRID {0}"), "RFC 9568", detail::last_octet),
    row(0x0000'5E00'5200, 48, translatable("PacketPWEthA"), "RFC 6658"),
    row(0x0000'5E00'5201, 48, translatable("PacketPWEthB"), "RFC 6658"),
    row(0x0000'5E00'5213, 48, translatable("Proxy Mobile IPv6"), "RFC 6543"),
    row(0x0000'5E00'5300, 40, translatable("documentation (unicast)"), "RFC 9542"),
    row(0x0000'5E90'0100, 48, translatable("TRILL OAM"), "RFC 7455"),
    row(0x0003'FF00'0000, 24, translatable("Virtual PC or Hyper-V guest"), "Microsoft"),
    row(0x0005'6900'0000, 24, translatable("VMware guest"), "VMware"),
    row(0x0005'73A0'0000, 36, translatable("Cisco HSRP IPv6, group {0}"), "Cisco", detail::last_12_bits),
    row(0x0007'B400'0000, 24, translatable("Cisco GLBP{0}"), "Cisco", detail::glbp),
    row(0x000C'2900'0000, 24, translatable("VMware guest"), "VMware"),
    row(0x0015'5D00'0000, 24, translatable("Hyper-V guest"), "Microsoft"),
    row(0x0016'3E00'0000, 24, translatable("Xen guest"), "Xen"),
    row(0x001C'1400'0000, 24, translatable("VMware guest"), "VMware"),
    row(0x001C'4200'0000, 24, translatable("Parallels guest"), "Parallels"),
    row(0x0050'5600'0000, 24, translatable("VMware guest"), "VMware"),
    row(0x00B0'5200'0001, 48, translatable("HomePlug AV local management"), "HomePlug AV"),
    row(0x00E0'2B00'0000, 48, translatable("Extreme EDP"), "Extreme Networks"),
    row(0x00E0'2B00'0004, 48, translatable("Extreme EAPS"), "RFC 3619"),
    row(0x00FF'0000'0000, 16, translatable("TAP-Windows adapter, as OpenVPN makes it"), "OpenVPN"),
    row(0x0100'0C00'0000, 48, translatable("Cisco ISL"), "Cisco"),
    row(0x0100'0CCC'CCCC, 48, translatable("Cisco CDP/VTP/DTP/PAgP/UDLD"), "Cisco"),
    row(0x0100'0CCC'CCCD, 48, translatable("Cisco PVST+"), "Cisco"),
    row(0x0100'0CCD'CDCD, 48, translatable("Cisco STP UplinkFast"), "Cisco"),
    row(0x0100'5E00'0000, 25, translatable("IPv4 multicast{0}"), "RFC 1112", detail::ipv4_group),
    row(0x0100'5E80'0000, 28, translatable("MPLS multicast"), "RFC 5332"),
    row(0x0100'5E90'0000, 28, translatable("IANA multicast block"), "RFC 9542"),
    row(0x0100'5E90'0000, 48, translatable("MPLS-TP point-to-point"), "RFC 7213"),
    row(0x0100'5E90'0001, 48, translatable("BFD on LAG"), "RFC 7130"),
    row(0x0100'5E90'0002, 48, translatable("AllL1MI-ISs"), "RFC 8202"),
    row(0x0100'5E90'0003, 48, translatable("AllL2MI-ISs"), "RFC 8202"),
    row(0x0100'5E90'0100, 48, translatable("TRILL OAM multicast"), "RFC 7455"),
    row(0x0100'5E90'1000, 40, translatable("documentation (multicast)"), "RFC 9542"),
    row(0x0100'8100'0100, 48, translatable("Nortel discovery (SONMP)"), "Nortel"),
    row(0x010C'CD01'0000, 32, translatable("IEC 61850 GOOSE"), "IEC 61850-8-1"),
    row(0x010C'CD02'0000, 32, translatable("IEC 61850 GSSE"), "IEC 61850-8-1"),
    row(0x010C'CD04'0000, 32, translatable("IEC 61850 sampled values"), "IEC 61850-9-2"),
    row(0x010E'CF00'0000, 24, translatable("PROFINET multicast"), "IEC 61158"),
    row(0x010E'CF00'0000, 48, translatable("PROFINET DCP identify"), "IEC 61158"),
    row(0x0110'1801'0000, 48, translatable("FCoE: all FCoE MACs"), "FC-BB-5"),
    row(0x0110'1801'0001, 48, translatable("FCoE: all ENode MACs"), "FC-BB-5"),
    row(0x0110'1801'0002, 48, translatable("FCoE: all FCF MACs"), "FC-BB-5"),
    row(0x0111'1E00'0001, 48, translatable("Ethernet POWERLINK SoC"), "EPSG DS 301"),
    row(0x0111'1E00'0002, 48, translatable("Ethernet POWERLINK PRes"), "EPSG DS 301"),
    row(0x0111'1E00'0003, 48, translatable("Ethernet POWERLINK SoA"), "EPSG DS 301"),
    row(0x0111'1E00'0004, 48, translatable("Ethernet POWERLINK ASnd"), "EPSG DS 301"),
    row(0x0115'4E00'0001, 48, translatable("Media Redundancy Protocol test"), "IEC 62439-2"),
    row(0x0115'4E00'0002, 48, translatable("Media Redundancy Protocol control"), "IEC 62439-2"),
    row(0x0115'4E00'0100, 40, translatable("PRP/HSR supervision"), "IEC 62439-3"),
    row(0x011B'1900'0000, 48, translatable("PTP (IEEE 1588) event/general"), "IEEE 1588"),
    row(0x0180'C200'0000, 44, translatable("802.1Q reserved, never forwarded by a bridge"), "IEEE 802.1Q"),
    row(0x0180'C200'0000, 48, translatable("STP/RSTP/MSTP bridge group"), "IEEE 802.1D/Q"),
    row(0x0180'C200'0001, 48, translatable("802.3 MAC control (PAUSE)"), "IEEE 802.3"),
    row(0x0180'C200'0002, 48, translatable("Slow Protocols (LACP, OAM)"), "IEEE 802.3"),
    row(0x0180'C200'0003, 48, translatable("nearest non-TPMR bridge (802.1X, LLDP)"), "IEEE 802.1Q"),
    row(0x0180'C200'0007, 48, translatable("MEF Ethernet local management (E-LMI)"), "MEF 16"),
    row(0x0180'C200'0008, 48, translatable("provider bridge group (STP)"), "IEEE 802.1Q"),
    row(0x0180'C200'000D, 48, translatable("provider bridge MVRP"), "IEEE 802.1Q"),
    row(0x0180'C200'000E, 48, translatable("LLDP nearest bridge (also PTP peer delay)"), "IEEE 802.1AB"),
    row(0x0180'C200'0010, 48, translatable("all LANs bridge management group"), "IEEE 802.1D"),
    row(0x0180'C200'0014, 48, translatable("IS-IS level 1"), "ISO 10589"),
    row(0x0180'C200'0015, 48, translatable("IS-IS level 2"), "ISO 10589"),
    row(0x0180'C200'0020, 48, translatable("MMRP/GMRP"), "IEEE 802.1Q"),
    row(0x0180'C200'0021, 48, translatable("MVRP/GVRP"), "IEEE 802.1Q"),
    row(0x0180'C200'0030, 44, translatable("connectivity fault management, level {0}"), "IEEE 802.1Q",
        detail::low_nibble),
    row(0x0180'C200'0040, 48, translatable("TRILL: all RBridges"), "RFC 6325"),
    row(0x0180'C200'0041, 48, translatable("TRILL: all IS-IS RBridges"), "RFC 6325"),
    row(0x0180'C200'0042, 48, translatable("TRILL: all egress RBridges"), "RFC 6325"),
    row(0x01E0'52CC'CCCC, 48, translatable("Foundry FDP"), "Brocade"),
    row(0x0200'0000'0000, 48, translatable("placeholder for a hidden address"), "Android, iOS"),
    row(0x0200'4C4F'4F50, 48, translatable("Windows loopback adapter"), "Microsoft"),
    row(0x0242'0000'0000, 16, translatable("Docker bridge convention, {0}"), "Docker", detail::ipv4),
    row(0x02BF'0000'0000, 16, translatable("MS NLB unicast cluster {0}"), "Microsoft", detail::ipv4),
    row(0x0300'0000'0001, 48, translatable("NetBIOS functional address"), "IBM"),
    row(0x03BF'0000'0000, 16, translatable("MS NLB multicast cluster {0}"), "Microsoft", detail::ipv4),
    row(0x0800'2700'0000, 24, translatable("VirtualBox guest"), "Oracle"),
    row(0x0900'07FF'FFFF, 48, translatable("AppleTalk broadcast"), "Apple"),
    row(0x0900'2B00'0004, 48, translatable("ES-IS: all end systems"), "ISO 9542"),
    row(0x0900'2B00'0005, 48, translatable("ES-IS: all intermediate systems"), "ISO 9542"),
    row(0x0A00'2700'0000, 24, translatable("VirtualBox host-only network"), "Oracle"),
    row(0x0A58'0000'0000, 16, translatable("container network convention (CNI, OVN-Kubernetes), {0}"),
        "Kubernetes", detail::ipv4),
    row(0x0EFC'0000'0000, 24, translatable("FCoE fabric-provided address"), "FC-BB-5"),
    row(0x3333'0000'0000, 16, translatable("IPv6 multicast{0}"), "RFC 2464", detail::ipv6_group),
    row(0x3333'FF00'0000, 24, translatable("IPv6 solicited-node"), "RFC 4291"),
    row(0x4201'0000'0000, 16, translatable("Google Compute Engine guest, {0}"), "Google", detail::ipv4),
    row(0x5254'0000'0000, 24, translatable("QEMU/KVM guest"), "QEMU"),
    row(0x91E0'F000'0000, 32, translatable("AVTP stream (MAAP pool)"), "IEEE 1722"),
    row(0x91E0'F000'FF00, 48, translatable("MAAP"), "IEEE 1722"),
    row(0x91E0'F001'0000, 48, translatable("AVDECC discovery"), "IEEE 1722.1"),
    row(0xAB00'0001'0000, 48, translatable("DECnet MOP dump/load assistance"), "DEC"),
    row(0xAB00'0002'0000, 48, translatable("DECnet MOP remote console"), "DEC"),
    row(0xAB00'0003'0000, 48, translatable("DECnet phase IV routers"), "DEC"),
    row(0xAB00'0004'0000, 48, translatable("DECnet phase IV end nodes"), "DEC"),
    row(0xAB00'0300'0000, 48, translatable("DEC LAT"), "DEC"),
    row(0xBC24'1100'0000, 24, translatable("Proxmox guest"), "Proxmox"),
    row(0xCF00'0000'0000, 48, translatable("Ethernet loopback test (CTP)"), "Ethernet 2.0"),
    row(0xEEEE'EEEE'EEEE, 48, translatable("Calico workload gateway"), "Calico"),
    row(0xFA16'3E00'0000, 24, translatable("OpenStack guest"), "OpenStack"),
    row(0xFFFF'FFFF'FFFF, 48, translatable("broadcast"), "IEEE 802"),
};

static_assert(std::is_sorted(std::begin(rows), std::end(rows),
                             [](auto const& a, auto const& b) { return a.block < b.block; }));

/// Where the rows begin whose first octet is `i` or above.
constexpr auto starts = [] {
    std::array<std::uint8_t, 257> index{};
    std::size_t at = 0;
    for (unsigned octet = 0; octet <= 256; ++octet) {
        while (at < std::size(rows) && rows[at].block.address().octet(0) < octet) ++at;
        index[octet] = static_cast<std::uint8_t>(at);
    }
    return index;
}();
static_assert(std::size(rows) < 256);

struct named_group {
    std::uint32_t low_bits;  ///< the 23 bits of an IPv4 group, the 32 bits of an IPv6 one
    std::string_view name;
};

constexpr named_group ipv4_groups[] = {
    {0x000001, "all hosts"},     {0x000002, "all routers"},
    {0x000005, "OSPF routers"},  {0x000006, "OSPF designated routers"},
    {0x000009, "RIPv2 routers"}, {0x00000A, "EIGRP routers"},
    {0x00000D, "PIM routers"},   {0x000012, "VRRP"},
    {0x000016, "IGMP"},          {0x0000FB, "mDNS"},
    {0x0000FC, "LLMNR"},         {0x000101, "NTP"},
    {0x000181, "PTP"},           {0x7FFFFA, "SSDP"},
};

constexpr named_group ipv6_groups[] = {
    {0x00000001, "all nodes"},     {0x00000002, "all routers"},
    {0x00000005, "OSPF routers"},  {0x00000006, "OSPF designated routers"},
    {0x00000009, "RIPng routers"}, {0x0000000A, "EIGRP routers"},
    {0x0000000D, "PIM routers"},   {0x00000012, "VRRP"},
    {0x00000016, "MLDv2 routers"}, {0x000000FB, "mDNS"},
    {0x0000000C, "SSDP"},          {0x00010002, "DHCPv6 servers and relays"},
    {0x00010003, "LLMNR"},         {0x00000101, "NTP"},
    {0x00000181, "PTP"},
};

/// ", NAME" of a well-known group; empty where it has none.
std::string name_of(std::span<named_group const> groups, std::uint32_t low_bits)
{
    auto const found = std::find_if(groups.begin(), groups.end(),
                                    [&](named_group const& g) { return g.low_bits == low_bits; });
    return found == groups.end() ? std::string{} : std::string(", ").append(found->name);
}

/// 0007.B4, six zero bits, ten bits of group, eight of forwarder.
std::string glbp_text(std::uint32_t low)
{
    if ((low >> 18 & 0x3F) != 0) return {};
    return ", group " + std::to_string(low >> 8 & 0x3FF) + " forwarder " + std::to_string(low & 0xFF);
}

}  // namespace

std::span<special_address const> special_addresses() noexcept { return rows; }

special_address const* find_special(eui48 a) noexcept
{
    unsigned const octet = a.octet(0);
    // Backwards: the longer of two prefixes stands behind the shorter one.
    for (std::size_t i = starts[octet + 1]; i > starts[octet]; --i)
        if (rows[i - 1].block.contains(a)) return &rows[i - 1];
    return nullptr;
}

std::string meaning_of(special_address const& row, eui48 a, std::string_view pattern)
{
    auto const low = static_cast<std::uint32_t>(a.to_uint());
    switch (row.detail) {
    case detail::none:
        break;
    case detail::last_octet:
        return substitute(pattern, {std::to_string(low & 0xFF)});
    case detail::last_12_bits:
        return substitute(pattern, {std::to_string(low & 0xFFF)});
    case detail::low_nibble:
        return substitute(pattern, {std::to_string(low & 7)});
    case detail::ipv4:
        return substitute(pattern, {ip::to_string(ip::address_v4::from_uint(low))});
    case detail::ipv4_group:
        return substitute(pattern, {name_of(ipv4_groups, low & 0x7FFFFF)});
    case detail::ipv6_group:
        return substitute(pattern, {name_of(ipv6_groups, low)});
    case detail::glbp:
        return substitute(pattern, {glbp_text(low)});
    }
    return std::string(pattern);
}

std::optional<ip::address_v4> lowest_ipv4_group(eui48 a) noexcept
{
    constexpr prefix groups(eui48::from_uint(0x0100'5E00'0000), 25);
    if (!groups.contains(a)) return std::nullopt;
    return ip::address_v4::from_uint(0xE000'0000 | (static_cast<std::uint32_t>(a.to_uint()) & 0x7F'FFFF));
}

std::string ipv6_group_text(eui48 a)
{
    constexpr prefix groups(eui48::from_uint(0x3333'0000'0000), 16);
    constexpr prefix solicited_node(eui48::from_uint(0x3333'FF00'0000), 24);
    if (!groups.contains(a)) return {};
    auto const low = static_cast<std::uint32_t>(a.to_uint());
    if (solicited_node.contains(a))
        return ip::to_string(
            ip::address_v6::from_uint(ip::uint128{0xFF02} << 112 | ip::uint128{0x1} << 32 | low));
    auto const text = ip::to_string(ip::address_v6::from_uint(ip::uint128{0xFF00} << 112 | low));
    return "ff0x" + text.substr(4);
}

}  // namespace netbasics::mac
