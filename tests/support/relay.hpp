#ifndef NETBASICS_TESTS_SUPPORT_RELAY_HPP
#define NETBASICS_TESTS_SUPPORT_RELAY_HPP

#include "support/plain_socket.hpp"

#include <array>
#include <string>
#include <thread>

namespace netbasics::test {

/// Stands between one caller and a server, passes on what each says, and keeps it.
class relay {
public:
    explicit relay(std::string const& server_port)
        : worker_([this, server_port] {
              auto const caller = door_.accept();
              if (caller.descriptor() >= 0) carry(caller, call(server_port));
          })
    {
    }

    ~relay() { all(); }

    std::string port() const { return door_.port(); }

    /// What went over the wire, both ways; waits for its end.
    std::string const& all()
    {
        if (worker_.joinable()) worker_.join();
        return seen_;
    }

private:
    void carry(plain_socket const& caller, plain_socket const& server)
    {
        std::array<pollfd, 2> ends{{{caller.descriptor(), POLLIN, 0}, {server.descriptor(), POLLIN, 0}}};
        std::array<plain_socket const*, 2> const others{&server, &caller};
        while (ends[0].fd >= 0 || ends[1].fd >= 0) {
            if (::poll(ends.data(), ends.size(), 30'000) <= 0) return;
            for (std::size_t i = 0; i < ends.size(); ++i) {
                if (ends[i].fd < 0 || ends[i].revents == 0) continue;
                char bytes[4096];
                auto const got = ::recv(ends[i].fd, bytes, sizeof bytes, 0);
                if (got > 0) {
                    seen_.append(bytes, static_cast<std::size_t>(got));
                    others[i]->send({bytes, static_cast<std::size_t>(got)});
                } else {
                    ::shutdown(others[i]->descriptor(), SHUT_WR);
                    ends[i].fd = -1;
                }
            }
        }
    }

    plain_server door_;
    std::string seen_;
    std::thread worker_;
};

}  // namespace netbasics::test

#endif
