#ifndef NETBASICS_TOOLS_CHAT_STANDARD_DESCRIPTORS_HPP
#define NETBASICS_TOOLS_CHAT_STANDARD_DESCRIPTORS_HPP

#include <fcntl.h>

namespace netbasics::tools {

/// A socket that took the number of a closed standard descriptor would be read as if it were the keyboard.
inline void fill_standard_descriptors()
{
    for (int fd = 0; fd <= 2; ++fd)
        if (::fcntl(fd, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) < 0) return;
}

}  // namespace netbasics::tools

#endif
