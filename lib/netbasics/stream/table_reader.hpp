#ifndef NETBASICS_STREAM_TABLE_READER_HPP
#define NETBASICS_STREAM_TABLE_READER_HPP

#include "netbasics/set/prefix_table.hpp"

#include <functional>
#include <string>
#include <vector>

namespace netbasics::stream {

/// Takes a line of a table that cannot be read.
using bad_row = std::function<void(std::uint64_t number, std::string_view line, error const& why)>;

/** Reads lines of `PREFIX[TAB LABEL]`; the label is the rest of the line. A blank or a comma may stand for
   the TAB; empty lines and those that begin with '#' are passed over. Fails with what read(2) says. */
result<void> read_table(int descriptor, set::prefix_table_builder& to, bad_row const& bad);

/** Reads CSV (RFC 4180, records of one line) with a header. The first of `columns` is that of the prefix, the
   others are the label, with a TAB between them. Fails with what read(2) says, or with errc::column_missing,
   `ordinal` the position in `columns` from 1. */
result<void> read_csv_table(int descriptor, std::vector<std::string> const& columns,
                            set::prefix_table_builder& to, bad_row const& bad);

}  // namespace netbasics::stream

#endif
