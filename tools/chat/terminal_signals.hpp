#ifndef NETBASICS_TOOLS_CHAT_TERMINAL_SIGNALS_HPP
#define NETBASICS_TOOLS_CHAT_TERMINAL_SIGNALS_HPP

#include "chat/user.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>

namespace netbasics::tools {

/// Gives the terminal back while the program is stopped with Ctrl-Z, and follows the terminal's size.
class terminal_signals {
public:
    explicit terminal_signals(boost::asio::io_context& context) : signals_(context) {}

    /// From now on, where `who` sits at a terminal. He outlives the event loop.
    void watch(user& who)
    {
        if (!who.at_terminal()) return;
        signals_.add(SIGTSTP);
        signals_.add(SIGWINCH);
        wait(who);
    }

private:
    void wait(user& who)
    {
        signals_.async_wait([this, &who](boost::system::error_code problem, int number) {
            if (problem) return;
            if (number == SIGTSTP) {
                who.suspend();
                std::raise(SIGSTOP);
                who.resume();
            } else {
                who.resized();
            }
            wait(who);
        });
    }

    boost::asio::signal_set signals_;
};

}  // namespace netbasics::tools

#endif
