#include "netbasics/io/block_writer.hpp"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace netbasics::io {

bool block_writer::flush()
{
    std::string_view rest = pending_;
    while (!rest.empty() && !failure_) {
        auto const written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd ready{descriptor_, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            failure_.assign(errno, boost::system::system_category());
        }
    }
    pending_.clear();
    return !failure_;
}

}  // namespace netbasics::io
