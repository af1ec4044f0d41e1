#include "netbasics/net/resolver.hpp"

#include "netbasics/io/unique_descriptor.hpp"
#include "netbasics/net/listener.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <fcntl.h>
#include <memory>
#include <sys/eventfd.h>
#include <thread>

namespace netbasics::net {

using asio::ip::tcp;
using boost::system::error_code;

namespace {

using found = result<std::vector<tcp::endpoint>>;

/// What the thread and its caller share. Written before `done` is signalled, read after.
struct question {
    host_port where;
    io::unique_descriptor done{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    found answer = error(errc::empty);
};

void ask(std::shared_ptr<question> const& q)
{
    std::thread([q] {
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_BLOCK, &all, nullptr);  // signals are for the event loop's thread
        q->answer = look_up(q->where, false);
        ::eventfd_write(q->done.get(), 1);
    }).detach();
}

}  // namespace

asio::awaitable<found> resolve(host_port where, std::optional<std::chrono::milliseconds> most)
{
    error_code is_name;
    auto const address = asio::ip::make_address(where.host, is_name);
    if (!is_name) co_return std::vector{tcp::endpoint(address, where.port)};
    auto const here = co_await asio::this_coro::executor;
    auto const q = std::make_shared<question>();
    q->where = std::move(where);
    if (!q->done) co_return last_system_error();
    asio::posix::stream_descriptor done(here, ::fcntl(q->done.get(), F_DUPFD_CLOEXEC, 0));
    asio::steady_timer late(here);
    auto const is_late = std::make_shared<bool>(false);
    if (most) {
        late.expires_after(*most);
        late.async_wait([&done, flag = std::weak_ptr(is_late)](error_code stopped) {
            auto const alive = flag.lock();
            if (stopped || !alive) return;
            *alive = true;
            done.cancel();
        });
    }
    ask(q);
    co_await done.async_wait(asio::posix::stream_descriptor::wait_read, asio::as_tuple(asio::use_awaitable));
    late.cancel();
    if (*is_late) co_return error(error_code(asio::error::timed_out));
    co_return std::move(q->answer);
}

}  // namespace netbasics::net
