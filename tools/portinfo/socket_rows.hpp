#ifndef NETBASICS_TOOLS_PORTINFO_SOCKET_ROWS_HPP
#define NETBASICS_TOOLS_PORTINFO_SOCKET_ROWS_HPP

#include "netbasics/host/local_socket.hpp"
#include "netbasics/io/block_writer.hpp"

#include <string>
#include <vector>

namespace netbasics::tools {

/// What `--watch` says of a row.
enum class change : std::uint8_t { none, came, went };

struct socket_row {
    host::local_socket socket;
    change mark = change::none;
};

/// Which parts a table has beside its rows.
struct row_style {
    bool heading = true;
    bool marks = false;
    bool color = false;
};

/// A table for people: a line for each socket, and one more for each further process of it.
void append_rows(std::string& out, std::vector<socket_row> const& rows, row_style style);

/** An object a line. `event` is a key only with marks: "came" or "went", null for what was there before.
    False once a write has failed. */
bool write_json(io::block_writer& out, std::vector<socket_row> const& rows, bool with_marks);

}  // namespace netbasics::tools

#endif
