#ifndef NETBASICS_NET_READINESS_HPP
#define NETBASICS_NET_READINESS_HPP

#include "netbasics/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace netbasics::net {

namespace asio = boost::asio;

/** Waits until a descriptor that others share can be read or written.
    Asio makes what it waits for non-blocking, which for a terminal or a pipe would reach every program that
    has it open, also after this one. An epoll of its own stands between. A regular file is ready always. */
class readiness {
public:
    enum class direction { readable, writable };

    /// Does not own `descriptor`.
    readiness(asio::any_io_executor where, int descriptor, direction which);

    asio::awaitable<result<void>> wait();

    /// A wait in progress fails with operation_aborted; one that begins later does not.
    void cancel();

    asio::any_io_executor executor() { return epoll_.get_executor(); }

    int descriptor() const noexcept { return descriptor_; }

private:
    asio::posix::stream_descriptor epoll_;
    int descriptor_;
    bool always_ = false;
    bool waiting_ = false;
    bool cancelled_ = false;
};

}  // namespace netbasics::net

#endif
