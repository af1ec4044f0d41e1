#ifndef NETBASICS_TOOLS_PORTINFO_HAND_OVER_HPP
#define NETBASICS_TOOLS_PORTINFO_HAND_OVER_HPP

#include "netbasics/error.hpp"
#include "netbasics/io/unique_descriptor.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace netbasics::tools {

/** Becomes `words`, with the sockets as descriptors 3, 4, …, LISTEN_FDS and LISTEN_PID in its environment
    (sd_listen_fds(3)), and PORT, the number of the first. The sockets are never closed in between, so nobody
   else can get their ports. Comes back only where the program cannot be run, with the reason. */
error hand_over(std::vector<io::unique_descriptor> const& sockets, std::uint16_t port,
                std::vector<std::string> const& words);

}  // namespace netbasics::tools

#endif
