#ifndef NETBASICS_IO_STATE_FILE_HPP
#define NETBASICS_IO_STATE_FILE_HPP

#include "netbasics/error.hpp"

#include <string>

namespace netbasics::io {

/// A whole file; fails with file_too_large behind `limit` bytes, or the system's reason.
result<std::string> read_state(std::string const& path, std::size_t limit);

/** Makes a file (0600) with this content where none is, and the folders above it (0700). Whoever reads finds
    it whole. Succeeds also when another program has made it meanwhile. */
result<void> make_state(std::string const& path, std::string const& content);

/// Adds a line, with its end, to a file that is made like that where it is missing.
result<void> append_state(std::string const& path, std::string const& line);

}  // namespace netbasics::io

#endif
