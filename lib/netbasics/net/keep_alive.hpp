#ifndef NETBASICS_NET_KEEP_ALIVE_HPP
#define NETBASICS_NET_KEEP_ALIVE_HPP

#include <chrono>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace netbasics::net {

/// A link that is dead is noticed within this time, whether anything is said or not.
constexpr std::chrono::seconds dead_link_time{70};

/** Sets it on a TCP socket: probes after 30 s of silence, every 10 s, four of them, and as long for what was
    sent and is not acknowledged (RFC 9293, section 3.8.4; tcp(7)). A kernel that refuses notices later. */
inline void notice_dead_link(int descriptor) noexcept
{
    auto const set = [descriptor](int level, int option, int value) {
        ::setsockopt(descriptor, level, option, &value, sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 30);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(IPPROTO_TCP, TCP_KEEPCNT, 4);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(std::chrono::milliseconds(dead_link_time).count()));
}

}  // namespace netbasics::net

#endif
