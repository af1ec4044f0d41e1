#ifndef NETBASICS_TOOLS_MAC_NOTATION_STYLE_HPP
#define NETBASICS_TOOLS_MAC_NOTATION_STYLE_HPP

#include "netbasics/mac/notation.hpp"
#include "netbasics/text/ascii.hpp"

#include <string>
#include <variant>

namespace netbasics::tools::mac_verbs {

/// How addresses are written.
struct notation_style {
    mac::notation notation = mac::notation::hyphen;
    bool lower = false;

    std::string text_of(mac::any_address const& address) const
    {
        return in_case(std::visit([&](auto a) { return mac::write(a, notation); }, address));
    }

    std::string in_case(std::string const& text) const { return lower ? text::to_lower(text) : text; }
};

}  // namespace netbasics::tools::mac_verbs

#endif
