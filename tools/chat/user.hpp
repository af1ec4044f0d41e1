#ifndef NETBASICS_TOOLS_CHAT_USER_HPP
#define NETBASICS_TOOLS_CHAT_USER_HPP

#include "chat/notices.hpp"
#include "chat/talk_options.hpp"

#include "netbasics/chat/session.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace netbasics::tools {

/// The user's end of a conversation: what he says is read from it, what the peer says is written to it.
class user : public net::message_stream, public chat::session_observer {
public:
    virtual bool at_terminal() const { return false; }

    /// The conversation begins. `peer`: its address.
    virtual boost::asio::awaitable<result<void>> connected(std::string const& /*peer*/)
    {
        co_return result<void>();
    }

    /// Names that Tab completes at a terminal.
    virtual void completes(std::function<std::vector<std::string>()> /*names*/) {}

    /// The terminal is given back until `resume()`: the program stops.
    virtual void suspend() {}

    virtual void resume() {}

    virtual void resized() {}
};

/// `14:05` here, with the day before it where that is another one; nothing: now.
std::string time_of_day(std::optional<std::chrono::system_clock::time_point> when);

/// Somebody at a terminal, who edits his line while messages come.
std::unique_ptr<user> make_terminal_user(boost::asio::any_io_executor where, arguments const& given,
                                         streams io, talk_options const& options, std::string const& peer,
                                         notices& told);

/// A program that gives and takes the bytes of the messages, or JSON.
std::unique_ptr<user> make_pipe_user(boost::asio::any_io_executor where, arguments const& given, streams io,
                                     talk_options const& options, std::string const& peer, notices& told);

/// The one that standard input and output ask for.
std::unique_ptr<user> make_user(boost::asio::any_io_executor where, arguments const& given, streams io,
                                talk_options const& options, std::string const& peer, notices& told);

}  // namespace netbasics::tools

#endif
