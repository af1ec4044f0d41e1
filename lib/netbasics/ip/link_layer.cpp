#include "netbasics/ip/link_layer.hpp"

namespace netbasics::ip {
namespace {

constexpr std::uint64_t universal_local = std::uint64_t{0x02} << 56;

constexpr std::uint8_t octet(uint128 value, unsigned shift) noexcept
{
    return static_cast<std::uint8_t>(value >> shift);
}

}  // namespace

std::optional<mac_octets> embedded_mac(address_v6 a) noexcept
{
    auto const id = static_cast<std::uint64_t>(a.to_uint());
    if ((id >> 24 & 0xFFFF) != 0xFFFE) return std::nullopt;
    auto const eui = id ^ universal_local;
    return mac_octets{octet(eui, 56), octet(eui, 48), octet(eui, 40),
                      octet(eui, 16), octet(eui, 8),  octet(eui, 0)};
}

address_v6 modified_eui64_address(prefix_v6 p, mac_octets const& mac) noexcept
{
    std::uint64_t id = 0;
    for (unsigned const value : {unsigned{mac[0]}, unsigned{mac[1]}, unsigned{mac[2]}, 0xFFu, 0xFEu,
                                 unsigned{mac[3]}, unsigned{mac[4]}, unsigned{mac[5]}})
        id = id << 8 | value;
    return address_v6::from_uint(p.network().to_uint() | (id ^ universal_local));
}

address_v6 solicited_node(address_v6 a) noexcept
{
    constexpr auto group = uint128{0xFF02} << 112 | uint128{0x1FF000000};
    return address_v6::from_uint(group | (a.to_uint() & 0xFFFFFF));
}

std::optional<mac_octets> multicast_mac(address a) noexcept
{
    if (a.is_v4()) {
        if (!a.is_multicast()) return std::nullopt;
        auto const low = a.to_uint() & 0x7FFFFF;
        return mac_octets{0x01, 0x00, 0x5E, octet(low, 16), octet(low, 8), octet(low, 0)};
    }
    auto const low = (a.is_multicast() ? a.v6() : solicited_node(a.v6())).to_uint();
    return mac_octets{0x33, 0x33, octet(low, 24), octet(low, 16), octet(low, 8), octet(low, 0)};
}

std::string to_string(mac_octets const& mac)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (auto const value : mac) {
        if (!text.empty()) text.push_back(':');
        text.push_back(digits[value >> 4]);
        text.push_back(digits[value & 0xF]);
    }
    return text;
}

}  // namespace netbasics::ip
