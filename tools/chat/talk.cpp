#include "chat/talk.hpp"

#include "chat/user.hpp"
#include "report.hpp"

#include "netbasics/chat/session.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/transport/framed_stream.hpp"
#include "netbasics/transport/tcp_stream.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <fcntl.h>
#include <optional>

namespace netbasics::tools {

namespace asio = boost::asio;

namespace {

/// A socket that took the number of a closed standard descriptor would be read as if it were the keyboard.
void fill_standard_descriptors()
{
    for (int fd = 0; fd <= 2; ++fd)
        if (::fcntl(fd, F_GETFD) < 0) [[maybe_unused]]
            auto const opened = ::open("/dev/null", O_RDWR);
}

/// One conversation, from the first socket call to the last.
class talker {
public:
    talker(arguments const& given, streams io, talk_options options)
        : given_(given), io_(io), options_(std::move(options)), told_(given, io),
          signals_(context_, SIGINT, SIGTERM, SIGHUP), terminal_signals_(context_)
    {
    }

    exit_status run(meeting& way)
    {
        watch_signals();
        asio::co_spawn(context_, hold(way), [this](std::exception_ptr problem) {
            context_.stop();
            if (problem) std::rethrow_exception(problem);
        });
        context_.run();
        user_.reset();  // the terminal is as it was before
        if (signal_ != 0) return static_cast<exit_status>(128 + signal_);
        return ended_ ? tell_end() : status_;
    }

private:
    asio::awaitable<void> hold(meeting& way)
    {
        auto reached = co_await way.reach(told_);
        if (reached.has_error()) {
            status_ = way.failed(reached.error(), told_);
            co_return;
        }
        peer_name_ = transport::to_string(reached->from);
        told_.tell(substitute(tr("connected with {0}"), {peer_name_}));
        auto bytes = std::make_unique<transport::tcp_stream>(std::move(reached->socket), reached->from,
                                                             told_.explainer());
        transport::framed_stream peer(std::move(bytes), options_.framing);
        user_ = make_user(context_.get_executor(), given_, io_, options_, peer_name_, told_);
        if (user_->at_terminal()) {
            terminal_signals_.add(SIGTSTP);
            terminal_signals_.add(SIGWINCH);
            watch_terminal();
        }
        options_.agreed.ends_with_peer = terminal::is_terminal(io_.in);
        session_.emplace(*user_, peer, options_.agreed, *user_, context_.get_executor());
        ended_ = co_await session_->run();
        session_.reset();
        peer.close();
    }

    void watch_signals()
    {
        signals_.async_wait([this](boost::system::error_code problem, int number) {
            if (problem) return;
            bool const again = signal_ != 0;
            signal_ = number;
            if (session_ && !again)
                session_->stop();
            else
                context_.stop();
            watch_signals();
        });
    }

    void watch_terminal()
    {
        terminal_signals_.async_wait([this](boost::system::error_code problem, int number) {
            if (problem) return;
            if (number == SIGTSTP) {
                user_->suspend();
                std::raise(SIGSTOP);
                user_->resume();
            } else {
                user_->resized();
            }
            watch_terminal();
        });
    }

    exit_status tell_end();

    arguments const& given_;
    streams io_;
    talk_options options_;
    notices told_;
    asio::io_context context_{1};
    asio::signal_set signals_;
    asio::signal_set terminal_signals_;
    std::unique_ptr<user> user_;
    std::optional<chat::session> session_;
    std::optional<chat::ending> ended_;
    std::string peer_name_;
    exit_status status_ = success;
    int signal_ = 0;
};

exit_status talker::tell_end()
{
    using cause = chat::ending::cause;
    auto status = success;
    switch (ended_->how) {
    case cause::my_farewell:
    case cause::stopped:
    case cause::reader_left:
        break;
    case cause::their_farewell:
        told_.tell(substitute(tr("{0} said farewell"), {peer_name_}));
        break;
    case cause::both_ended:
    case cause::peer_ended:
        told_.tell(substitute(tr("the conversation with {0} is over"), {peer_name_}));
        break;
    case cause::lost:
        told_.tell(substitute(tr("{0}: {1}"), {peer_name_, transport::plain_words(ended_->why.system)}));
        status = no;
        break;
    case cause::input_failed:
        told_.tell(substitute(tr("standard input: {0}"), {message(ended_->why)}));
        return failure;
    case cause::output_failed:
        told_.tell(substitute(tr("standard output: {0}"), {message(ended_->why)}));
        return failure;
    }
    if (ended_->input_left) {
        told_.tell(tr("the input that was left has not been sent"));
        status = no;
    }
    return status;
}

}  // namespace

exit_status talk(arguments const& given, streams io, bool server, make_meeting make)
{
    auto const& operands = given.operands();
    if (operands.size() > 1) return complain_usage(given.title(), io, tr("one address is enough"));
    auto const options = read_talk_options(given, server);
    if (!options) return complain_usage(given.title(), io, options.error());
    transport::host_port where;
    if (!operands.empty()) {
        auto const read = transport::read_host_port(operands.front());
        if (!read) return complain(given.title(), io, operands.front(), read.error());
        where = *read;
    }
    fill_standard_descriptors();
    auto const way = make(given, where);
    return talker(given, io, *options).run(*way);
}

}  // namespace netbasics::tools
