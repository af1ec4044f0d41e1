#include "netbasics/net/readiness.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/epoll.h>
#include <utility>

namespace netbasics::net {

readiness::readiness(asio::any_io_executor where, int descriptor, direction which)
    : epoll_(where, ::epoll_create1(EPOLL_CLOEXEC)), descriptor_(descriptor)
{
    epoll_event event{};
    event.events = which == direction::readable ? EPOLLIN : EPOLLOUT;
    always_ = ::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_ADD, descriptor, &event) != 0;
}

asio::awaitable<result<void>> readiness::wait()
{
    waiting_ = true;
    if (always_) {
        co_await asio::post(epoll_.get_executor(), asio::use_awaitable);  // the others get their turn
        waiting_ = false;
        if (std::exchange(cancelled_, false))
            co_return error(boost::system::error_code(asio::error::operation_aborted));
        co_return result<void>();
    }
    auto const [problem] = co_await epoll_.async_wait(asio::posix::stream_descriptor::wait_read,
                                                      asio::as_tuple(asio::use_awaitable));
    waiting_ = false;
    cancelled_ = false;
    if (problem) co_return error(problem);
    co_return result<void>();
}

void readiness::cancel()
{
    if (!waiting_) return;
    cancelled_ = true;
    boost::system::error_code ignored;
    epoll_.cancel(ignored);
}

}  // namespace netbasics::net
