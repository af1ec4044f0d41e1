#ifndef NETBASICS_TOOLS_SUBNET_EXPLAIN_HPP
#define NETBASICS_TOOLS_SUBNET_EXPLAIN_HPP

#include "subnet/hosts.hpp"

#include "netbasics/render/explanation.hpp"

namespace netbasics::tools {

// What `--explain` shows: the working, with the figures of this very case.

/// `subnet PREFIX`: from the address and its mask to the block, its hosts and its neighbours.
render::explanation explain_prefix(ip::address a, ip::prefix p);

/// `subnet HOST HOST… MASK`: each host's view, where the hosts part, and what each then does.
render::explanation explain_comparison(std::vector<host> const& hosts);

/// `subnet HOST HOST…`: how far the hosts agree.
render::explanation explain_shared_prefix(std::vector<host> const& hosts, ip::prefix shared);

/// Writes the working for the terminal behind `out`, or in 80 columns.
void show(render::explanation const& working, io::block_writer& out);

/// "64 + 8 + 4 + 1": the powers of two that make up a number; "0" for none.
std::string sum_of_powers(unsigned number);

/// Labelled rows of an address: for IPv4 its text and its bits, for IPv6 its digits; divided at `length`.
class divided_rows {
public:
    divided_rows(ip::family f, unsigned length) : family_(f), length_(length) {}

    /// `note` stands behind the bits.
    void add(std::string label, ip::address a, std::string note = {});

    /// A row with `^` below a bit, counted from 0.
    void point_at(unsigned bit, std::string note);

    std::string text() const;

private:
    struct row {
        std::string label;
        std::optional<ip::address> address;
        unsigned bit = 0;
        std::string note = {};
    };

    ip::family family_;
    unsigned length_;
    std::vector<row> rows_;
};

}  // namespace netbasics::tools

#endif
