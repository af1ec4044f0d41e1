#include "portinfo/hand_over.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace netbasics::tools {

error hand_over(std::vector<io::unique_descriptor> const& sockets, std::uint16_t port,
                std::vector<std::string> const& words)
{
    constexpr int first = 3;
    auto const count = static_cast<int>(sockets.size());
    // Two steps, since a socket may have one of the numbers that another is to get.
    std::vector<io::unique_descriptor> aside;
    for (auto const& s : sockets) {
        aside.emplace_back(::fcntl(s.get(), F_DUPFD_CLOEXEC, first + count));
        if (!aside.back()) return last_system_error();
    }
    for (int i = 0; i < count; ++i)
        if (::dup2(aside[static_cast<std::size_t>(i)].get(), first + i) < 0) return last_system_error();
    ::setenv("LISTEN_FDS", std::to_string(count).c_str(), 1);
    ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
    ::unsetenv("LISTEN_FDNAMES");
    ::setenv("PORT", std::to_string(port).c_str(), 1);
    std::signal(SIGPIPE, SIG_DFL);  // an ignored signal would stay ignored
    std::vector<char*> pointers;
    for (auto const& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    ::execvp(pointers.front(), pointers.data());
    return last_system_error();
}

}  // namespace netbasics::tools
