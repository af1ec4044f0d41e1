#include "chat/access.hpp"

#include "report.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

namespace {

std::optional<set::prefix_set> read_prefixes(arguments const& given, streams io, char const* option)
{
    set::prefix_set_builder all;
    for (auto const& text : given.values(option)) {
        auto const range = ip::address_range_from_text(text);
        if (!range) {
            complain(given.title(), io, text, range.error());
            return std::nullopt;
        }
        all.add(*range);
    }
    return std::move(all).build();
}

/// An IPv4 caller of a socket for both families comes as ::ffff:a.b.c.d.
ip::address plain_address(net::asio::ip::address const& from)
{
    if (from.is_v4()) return ip::address_v4::from_uint(from.to_v4().to_uint());
    auto const v6 = from.to_v6();
    if (v6.is_v4_mapped())
        return ip::address_v4::from_uint(
            net::asio::ip::make_address_v4(net::asio::ip::v4_mapped, v6).to_uint());
    ip::uint128 value = 0;
    for (auto const byte : v6.to_bytes()) value = value << 8 | byte;
    return ip::address_v6::from_uint(value);
}

}  // namespace

std::optional<set::access_list> read_access(arguments const& given, streams io)
{
    auto allowed = read_prefixes(given, io, "allow");
    if (!allowed) return std::nullopt;
    auto denied = read_prefixes(given, io, "deny");
    if (!denied) return std::nullopt;
    return set::access_list(std::move(*allowed), std::move(*denied));
}

std::string reason_to_turn_away(set::access_list const& list, net::asio::ip::address const& from)
{
    auto const address = plain_address(from);
    if (list.admits(address)) return {};
    return substitute(list.denies(address) ? tr("{0} is denied here")
                                           : tr("{0} is not among those allowed here"),
                      {to_string(address)});
}

}  // namespace netbasics::tools
