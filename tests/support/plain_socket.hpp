#ifndef NETBASICS_TESTS_SUPPORT_PLAIN_SOCKET_HPP
#define NETBASICS_TESTS_SUPPORT_PLAIN_SOCKET_HPP

#include "support/program.hpp"

#include <arpa/inet.h>
#include <boost/test/unit_test.hpp>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace netbasics::test {

/// A plain socket program's end: send, and one recv(1024) a message.
class plain_socket {
public:
    explicit plain_socket(int descriptor) : fd_(descriptor) {}

    plain_socket(plain_socket&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }

    plain_socket(plain_socket const&) = delete;

    ~plain_socket() { close(); }

    void close()
    {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }

    void reset()
    {
        linger const hard{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close();
    }

    void send(std::string_view text) const
    {
        while (!text.empty()) {
            auto const sent = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    /// Empty: the other side has ended, or nothing came in time.
    std::string receive(int milliseconds = 10'000) const
    {
        pollfd ready{fd_, POLLIN, 0};
        char bytes[1024];
        if (::poll(&ready, 1, milliseconds) != 1) return {};
        auto const got = ::recv(fd_, bytes, sizeof bytes, 0);
        return got > 0 ? std::string(bytes, static_cast<std::size_t>(got)) : std::string();
    }

    /// Reads until all that came holds `text`; all of it, also when time is up.
    std::string receive_until(std::string_view text) const
    {
        std::string all;
        while (all.find(text) == all.npos) {
            auto const more = receive();
            if (more.empty()) break;
            all += more;
        }
        return all;
    }

    int descriptor() const { return fd_; }

private:
    int fd_;
};

inline sockaddr_in here(unsigned port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

class plain_server {
public:
    plain_server() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        auto address = here(0);
        socklen_t size = sizeof address;
        if (::bind(fd_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(fd_, 5) != 0)
            throw std::runtime_error("listen");
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
    }

    plain_server(plain_server const&) = delete;

    ~plain_server() { ::close(fd_); }

    std::string port() const { return std::to_string(port_); }

    plain_socket accept() const
    {
        pollfd ready{fd_, POLLIN, 0};
        ::poll(&ready, 1, 10'000);
        return plain_socket(::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC));
    }

private:
    int fd_;
    unsigned port_ = 0;
};

inline plain_socket call(std::string const& port)
{
    plain_socket made(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto const address = here(static_cast<unsigned>(std::stoul(port)));
    BOOST_TEST_REQUIRE(
        ::connect(made.descriptor(), reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0);
    return made;
}

/// The port that a `serve` says it listens on.
inline std::string port_of(running_program& server)
{
    BOOST_TEST_REQUIRE(server.wait_for_error("listening on "));
    auto const& said = server.terminal() >= 0 ? server.output() : server.error_output();
    auto const line = said.find("listening on ");
    for (;;) {
        auto const end = said.find_first_of("\r\n", line);
        if (end != said.npos) return said.substr(said.rfind(':', end) + 1, end - said.rfind(':', end) - 1);
        server.wait_for_error("\n");
    }
}

}  // namespace netbasics::test

#endif
