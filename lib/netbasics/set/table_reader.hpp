#ifndef NETBASICS_SET_TABLE_READER_HPP
#define NETBASICS_SET_TABLE_READER_HPP

#include "netbasics/ip/address_range.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::set {

/// Takes a line of a table that cannot be read; answers whether to go on.
using bad_row = std::function<bool(std::uint64_t number, std::string_view line, error const& why)>;

/// Takes a row: what its SET holds, and its label.
using labelled_sets =
    std::function<void(std::vector<ip::address_range> const& ranges, std::string_view label)>;

/** Reads lines of `SET[TAB LABEL]`, see set::read_set; the label is the rest of the line. A blank or a comma
   may stand for the TAB; empty lines and those that begin with '#' or ';' are passed over. Ends where `bad`
   answers false. Fails with what read(2) says. */
result<void> read_table(int descriptor, labelled_sets const& take, bad_row const& bad);

/** Reads CSV (RFC 4180) with a header. The first of `columns` is that of the SET, and where it and the second
   hold two addresses, or two numbers, they are the ends of a range; the others are the label, with TABs
   between them. Fails with what read(2) says, or with errc::column_missing, `ordinal` the position in
   `columns` from 1. */
result<void> read_csv_table(int descriptor, std::vector<std::string> const& columns,
                            labelled_sets const& take, bad_row const& bad);

}  // namespace netbasics::set

#endif
