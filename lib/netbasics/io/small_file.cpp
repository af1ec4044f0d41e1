#include "netbasics/io/small_file.hpp"

#include "netbasics/io/unique_descriptor.hpp"

#include <algorithm>
#include <fcntl.h>

namespace netbasics::io {

std::optional<std::string> read_small_file(char const* path, std::size_t limit, int folder)
{
    static_assert(AT_FDCWD == -100, "the declared default");
    unique_descriptor const file(::openat(folder, path, O_RDONLY | O_CLOEXEC));
    if (!file) return std::nullopt;
    std::string text;
    while (text.size() < limit) {
        char block[4096];
        auto const got = ::read(file.get(), block, std::min(sizeof block, limit - text.size()));
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        text.append(block, static_cast<std::size_t>(got));
    }
    return text;
}

}  // namespace netbasics::io
