#include "netbasics/net/socket_fate.hpp"

#include "netbasics/io/unique_descriptor.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <arpa/inet.h>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace netbasics::net {

using asio::ip::tcp;
using boost::system::error_code;

namespace {

bool was_reset(int descriptor)
{
    int why = 0;
    socklen_t size = sizeof why;
    return ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &why, &size) == 0 && why != 0;
}

void copy_address(asio::ip::address const& from, __be32 (&to)[4])
{
    if (from.is_v4()) {
        to[0] = htonl(from.to_v4().to_uint());
        return;
    }
    auto const bytes = from.to_v6().to_bytes();
    std::memcpy(to, bytes.data(), bytes.size());
}

asio::ip::address plain(asio::ip::address const& a)
{
    if (a.is_v6() && a.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, a.to_v6());
    return a;
}

/// Asks the kernel (sock_diag(7)) for the socket with these ends; true when there is none, or no process has
/// it.
bool is_abandoned(tcp::endpoint const& its, tcp::endpoint const& mine)
{
    io::unique_descriptor const kernel(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    if (!kernel) return false;

    struct {
        nlmsghdr head;
        inet_diag_req_v2 what;
    } request{};

    auto const local = plain(its.address());
    request.head.nlmsg_len = sizeof request;
    request.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.head.nlmsg_flags = NLM_F_REQUEST;
    request.what.sdiag_family = local.is_v4() ? AF_INET : AF_INET6;
    request.what.sdiag_protocol = IPPROTO_TCP;
    request.what.idiag_states = ~0U;
    request.what.id.idiag_sport = htons(its.port());
    request.what.id.idiag_dport = htons(mine.port());
    copy_address(local, request.what.id.idiag_src);
    copy_address(plain(mine.address()), request.what.id.idiag_dst);
    request.what.id.idiag_cookie[0] = request.what.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    alignas(nlmsghdr) char answer[8192];
    if (::send(kernel.get(), &request, sizeof request, 0) < 0) return false;
    auto const got = ::recv(kernel.get(), answer, sizeof answer, 0);
    if (got < static_cast<ssize_t>(sizeof(nlmsghdr))) return false;
    auto const* const head = reinterpret_cast<nlmsghdr const*>(answer);
    if (head->nlmsg_type == NLMSG_ERROR)
        return reinterpret_cast<nlmsgerr const*>(NLMSG_DATA(head))->error == -ENOENT;
    if (head->nlmsg_type != SOCK_DIAG_BY_FAMILY) return false;
    auto const* const found = reinterpret_cast<inet_diag_msg const*>(NLMSG_DATA(head));
    // A caller that has not been accepted yet has no inode either.
    return found->idiag_inode == 0 && found->idiag_state != TCP_ESTABLISHED;
}

}  // namespace

asio::awaitable<result<void>> delivered(tcp::socket& socket)
{
    constexpr auto step = std::chrono::milliseconds(10);
    asio::steady_timer pause(socket.get_executor());
    auto const end = asio::steady_timer::clock_type::now() + delivery_time;
    while (socket.is_open()) {
        if (was_reset(socket.native_handle())) co_return error(error_code(asio::error::connection_reset));
        int waiting = 0;
        if (::ioctl(socket.native_handle(), SIOCOUTQ, &waiting) != 0 || waiting == 0) break;
        if (asio::steady_timer::clock_type::now() >= end) break;
        pause.expires_after(step);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    co_return result<void>();
}

bool peer_has_closed(tcp::socket& socket)
{
    if (!socket.is_open()) return false;
    if (was_reset(socket.native_handle())) return true;
    tcp_info now{};
    socklen_t size = sizeof now;
    if (::getsockopt(socket.native_handle(), IPPROTO_TCP, TCP_INFO, &now, &size) == 0 &&
        now.tcpi_state == TCP_CLOSE)
        return true;
    error_code unknown;
    auto const mine = socket.local_endpoint(unknown);
    if (unknown) return false;
    auto const its = socket.remote_endpoint(unknown);
    if (unknown) return false;
    bool const is_here = mine.address() == its.address() ||
                         (plain(mine.address()).is_loopback() && plain(its.address()).is_loopback());
    return is_here && is_abandoned(its, mine);
}

}  // namespace netbasics::net
