#include "netbasics/transport/connector.hpp"

#include "netbasics/transport/tcp_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>

namespace netbasics::transport {

using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

/// What the deadline stops; it outlives the call, because a timer's last handler may come late.
struct attempt {
    explicit attempt(asio::any_io_executor where) : resolver(where), socket(where), deadline(where) {}

    tcp::resolver resolver;
    tcp::socket socket;
    asio::steady_timer deadline;
    bool late = false;
};

void start_deadline(std::shared_ptr<attempt> const& all, std::optional<std::chrono::milliseconds> most)
{
    if (!most) return;
    all->deadline.expires_after(*most);
    all->deadline.async_wait([all](error_code stopped) {
        if (stopped) return;
        all->late = true;
        all->resolver.cancel();
        error_code ignored;
        all->socket.close(ignored);
    });
}

}  // namespace

asio::awaitable<result<caller>> call(host_port where, std::optional<std::chrono::milliseconds> most,
                                     trace told)
{
    auto const all = std::make_shared<attempt>(co_await asio::this_coro::executor);
    start_deadline(all, most);
    auto const tell = [&](socket_call step, tcp::endpoint const& to, error_code problem) {
        if (!told) return;
        error_code unknown;
        auto const local = all->socket.local_endpoint(unknown);
        told({.call = step,
              .descriptor = all->socket.native_handle(),
              .family = to.protocol().family(),
              .local = unknown || step == socket_call::socket ? std::string() : to_string(local),
              .peer = step == socket_call::socket ? std::string() : to_string(to),
              .problem = problem});
    };

    std::vector<tcp::endpoint> ends;
    error_code problem;
    auto const address = asio::ip::make_address(where.host, problem);
    if (!problem) {
        ends.emplace_back(address, where.port);
    } else {
        auto const [failed, found] =
            co_await all->resolver.async_resolve(where.host, std::to_string(where.port), awaited);
        problem = failed;
        for (auto const& entry : found) ends.push_back(entry.endpoint());
    }
    for (auto const& end : ends) {
        if (all->late) break;
        all->socket.close(problem);
        all->socket.open(end.protocol(), problem);
        tell(socket_call::socket, end, problem);
        if (problem) continue;
        auto const [failed] = co_await all->socket.async_connect(end, awaited);
        problem = all->late ? error_code(asio::error::timed_out) : failed;
        tell(socket_call::connect, end, problem);
        if (!problem) {
            all->deadline.cancel();
            co_return caller{std::move(all->socket), end};
        }
    }
    all->deadline.cancel();
    if (all->late) problem = asio::error::timed_out;
    co_return error(problem);
}

}  // namespace netbasics::transport
