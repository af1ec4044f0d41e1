#ifndef NETBASICS_RENDER_ADDRESS_LINES_HPP
#define NETBASICS_RENDER_ADDRESS_LINES_HPP

#include "netbasics/ip/address_range.hpp"

namespace netbasics::render {

enum class line_form {
    text,  ///< the address alone
    json,  ///< {"address":"…","prefix":"…/32"}
};

/** Writes a line for each address of a range, some hundred of them at a time. What neighbours have in
    common is made once, so a line costs a few copies. */
class address_lines {
public:
    address_lines(ip::address_range const& r, line_form form)
        : at_(r.first().to_uint()), last_(r.last().to_uint()), family_(r.family()), form_(form)
    {
    }

    /// Appends the lines of the next addresses, at most 256; false when none is left behind them.
    bool append_some(std::string& out);

private:
    ip::uint128 at_;
    ip::uint128 last_;
    ip::family family_;
    line_form form_;
};

}  // namespace netbasics::render

#endif
