#ifndef NETBASICS_TESTS_SUPPORT_HELD_PORT_HPP
#define NETBASICS_TESTS_SUPPORT_HELD_PORT_HPP

#include "netbasics/io/unique_descriptor.hpp"

#include <cstdint>
#include <string>

namespace netbasics::test {

/// A socket of the test itself that has a port.
class held_port {
public:
    enum class as { listener, bound, datagrams };

    /** Binds `address` (IPv4 or IPv6) and `port`, 0 for any; `v6_only` sets IPV6_V6ONLY.
        Throws where the kernel refuses. */
    held_port(std::string const& address, as what, std::uint16_t port = 0, bool v6_only = false);

    std::uint16_t port() const { return port_; }

    std::string port_text() const { return std::to_string(port_); }

    int descriptor() const { return socket_.get(); }

private:
    io::unique_descriptor socket_;
    std::uint16_t port_ = 0;
};

}  // namespace netbasics::test

#endif
