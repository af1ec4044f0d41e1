#include "netbasics/ip/address.hpp"

namespace netbasics::ip {

void append_to(std::string& out, address a)
{
    if (a.is_v4())
        append_to(out, a.v4());
    else
        append_to(out, a.v6());
}

std::string to_string(address a)
{
    std::string text;
    append_to(text, a);
    return text;
}

result<scoped_address> scoped_address_from_string(std::string_view text)
{
    auto const percent = text.find('%');
    auto const read = address::from_string(text.substr(0, percent));
    if (!read) return read.error();
    if (percent == text.npos) return scoped_address{*read, {}};
    auto const zone = text.substr(percent + 1);
    if (read->is_v4()) return error(errc::zone_not_allowed, percent, text.size() - percent);
    if (zone.empty()) return error(errc::zone_empty, percent, 1);
    for (std::size_t i = 0; i < zone.size(); ++i) {
        auto const c = static_cast<unsigned char>(zone[i]);
        if (c <= ' ' || c == 0x7F || c == '%' || c == '/')
            return error(errc::zone_invalid, percent + 1 + i, 1);
    }
    return scoped_address{*read, std::string(zone)};
}

std::string to_string(scoped_address const& a)
{
    return a.zone.empty() ? to_string(a.address) : to_string(a.address) + "%" + a.zone;
}

}  // namespace netbasics::ip
