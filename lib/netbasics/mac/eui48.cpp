#include "netbasics/mac/eui48.hpp"

#include "netbasics/mac/notation.hpp"

namespace netbasics::mac {

std::string_view to_string(slap_quadrant q) noexcept
{
    switch (q) {
    case slap_quadrant::administratively_assigned:
        return "AAI";
    case slap_quadrant::extended_local:
        return "ELI";
    case slap_quadrant::standard_assigned:
        return "SAI";
    case slap_quadrant::reserved:
        break;
    }
    return "reserved";
}

result<eui48> eui48::from_string(std::string_view text) noexcept
{
    auto const any = read(text);
    if (!any) return any.error();
    if (auto const* address = std::get_if<eui48>(&*any)) return *address;
    error e(errc::mac_octet_count, 0, text.size());
    auto const* longer = std::get_if<eui64>(&*any);
    e.found = longer != nullptr ? 8 : std::get<prefix>(*any).length() / 8;
    return e;
}

std::string to_string(eui48 a) { return write(a, notation::hyphen); }

}  // namespace netbasics::mac
