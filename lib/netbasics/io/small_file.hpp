#ifndef NETBASICS_IO_SMALL_FILE_HPP
#define NETBASICS_IO_SMALL_FILE_HPP

#include <cstddef>
#include <optional>
#include <string>

namespace netbasics::io {

/** At most `limit` bytes of a file, as /proc and /sys have them; nothing where it cannot be read.
    A relative path starts at the folder `folder`, as with openat(2). */
std::optional<std::string> read_small_file(char const* path, std::size_t limit = 65536, int folder = -100);

}  // namespace netbasics::io

#endif
