#ifndef NETBASICS_NET_TRACE_HPP
#define NETBASICS_NET_TRACE_HPP

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <functional>
#include <string>

namespace netbasics::net {

enum class socket_call { socket, setsockopt, bind, listen, accept, connect, send, recv, shutdown, close };

/// One call in a socket's life, when it has returned.
struct socket_event {
    socket_call call;
    int descriptor = -1;
    int family = 0;         ///< AF_INET, AF_INET6
    std::string local{};    ///< this end, where it is known
    std::string peer{};     ///< the other end, where there is one
    std::string option{};   ///< setsockopt: its name; listen: the backlog
    std::size_t bytes = 0;  ///< send, recv
    boost::system::error_code problem{};
};

/// Is told of every step, where there is one.
using trace = std::function<void(socket_event const&)>;

/// "refused: nobody listens there": what the error of a socket call means; the system's words where it is
/// none of the usual.
std::string plain_words(boost::system::error_code problem);

}  // namespace netbasics::net

#endif
