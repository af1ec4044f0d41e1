#include "netbasics/mac/eui64.hpp"

#include "netbasics/mac/notation.hpp"

namespace netbasics::mac {

std::string to_string(eui64 a) { return write(a, notation::hyphen); }

std::optional<ip::address_v6> link_local(eui64 a) noexcept
{
    if (a.first().is_group()) return std::nullopt;
    return ip::address_v6::from_uint(ip::uint128{0xFE80} << 112 | a.interface_id());
}

std::string interface_id_text(eui64 a)
{
    return ip::to_expanded_string(ip::address_v6::from_uint(a.interface_id())).substr(20);
}

}  // namespace netbasics::mac
