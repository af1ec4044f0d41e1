#include "netbasics/net/connector.hpp"

#include "netbasics/net/resolver.hpp"
#include "netbasics/net/tcp_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <memory>

namespace netbasics::net {

using asio::ip::tcp;
using boost::system::error_code;
using clock = asio::steady_timer::clock_type;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

/// Attempts that run side by side. It outlives the call: the losers end later.
struct race {
    race(asio::any_io_executor where, trace t) : change(where), told(std::move(t)) {}

    void tell(socket_call step, tcp::socket& socket, tcp::endpoint const& to, error_code why) const
    {
        if (!told) return;
        error_code unknown;
        auto const local = socket.local_endpoint(unknown);
        bool const is_new = step == socket_call::socket;
        told({.call = step,
              .descriptor = socket.native_handle(),
              .family = to.protocol().family(),
              .local = unknown || is_new ? std::string() : to_string(local),
              .peer = is_new ? std::string() : to_string(to),
              .problem = why});
    }

    void end()
    {
        over = true;
        for (auto const& s : sockets) {
            error_code ignored;
            s->close(ignored);
        }
    }

    asio::steady_timer change;
    trace told;
    std::vector<std::shared_ptr<tcp::socket>> sockets;
    std::size_t running = 0;
    bool over = false;
    error_code problem = asio::error::host_not_found;
    std::optional<caller> winner;
};

asio::awaitable<void> attempt(std::shared_ptr<race> all, tcp::endpoint to)
{
    auto const socket = std::make_shared<tcp::socket>(all->change.get_executor());
    error_code problem;
    socket->open(to.protocol(), problem);
    all->tell(socket_call::socket, *socket, to, problem);
    if (!problem) {
        all->sockets.push_back(socket);
        auto const [failed] = co_await socket->async_connect(to, awaited);
        problem = failed;
        if (!all->over) all->tell(socket_call::connect, *socket, to, problem);
    }
    --all->running;
    if (all->over) co_return;
    if (problem) {
        all->problem = problem;
    } else {
        std::erase(all->sockets, socket);
        all->winner = caller{std::move(*socket), to};
        all->end();
    }
    all->change.cancel();
}

/// Until an attempt has ended, or the time has come.
asio::awaitable<void> wait(race& all, std::optional<clock::time_point> until)
{
    all.change.expires_at(until.value_or(clock::time_point::max()));
    co_await all.change.async_wait(awaited);
}

}  // namespace

std::vector<tcp::endpoint> interleaved(std::vector<tcp::endpoint> const& ends)
{
    std::vector<tcp::endpoint> first;
    std::vector<tcp::endpoint> second;
    for (auto const& e : ends) (e.protocol() == ends.front().protocol() ? first : second).push_back(e);
    std::vector<tcp::endpoint> out;
    for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
        if (i < first.size()) out.push_back(first[i]);
        if (i < second.size()) out.push_back(second[i]);
    }
    return out;
}

asio::awaitable<result<caller>> call(std::vector<tcp::endpoint> ends,
                                     std::optional<std::chrono::milliseconds> most, trace told)
{
    auto const all = std::make_shared<race>(co_await asio::this_coro::executor, std::move(told));
    std::optional<clock::time_point> deadline;
    if (most) deadline = clock::now() + *most;
    auto const is_late = [&] { return deadline && clock::now() >= *deadline; };
    for (auto const& end : interleaved(ends)) {
        if (all->winner || is_late()) break;
        ++all->running;
        asio::co_spawn(all->change.get_executor(), attempt(all, end), asio::detached);
        auto next = clock::now() + attempt_delay;
        if (deadline) next = std::min(next, *deadline);
        while (all->running > 0 && !all->winner && clock::now() < next) co_await wait(*all, next);
    }
    while (all->running > 0 && !all->winner && !is_late()) co_await wait(*all, deadline);
    if (all->winner) co_return std::move(*all->winner);
    bool const late = all->running > 0;
    all->end();
    co_return error(late ? error_code(asio::error::timed_out) : all->problem);
}

asio::awaitable<result<caller>> call(host_port where, std::optional<std::chrono::milliseconds> most,
                                     trace told)
{
    auto const began = clock::now();
    auto ends = co_await resolve(where, most);
    if (ends.has_error()) co_return ends.error();
    if (most) {
        auto const spent = std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - began);
        most = std::max(*most - spent, std::chrono::milliseconds(1));
    }
    co_return co_await call(std::move(*ends), most, std::move(told));
}

}  // namespace netbasics::net
