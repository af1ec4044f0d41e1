#ifndef NETBASICS_JOURNAL_ENGINE_PROCESS_HPP
#define NETBASICS_JOURNAL_ENGINE_PROCESS_HPP

#include "netbasics/journal/engine_protocol.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>

#include <functional>
#include <string>
#include <sys/types.h>

namespace netbasics::journal {

namespace asio = boost::asio;

/** The program that speaks with the engine. It is a process of its own because libnats brings threads: a room
    has one, and a fault in the library ends this program and not the room. When it dies it is started again,
    and told again where to continue. */
class engine_process {
public:
    struct observer {
        std::function<engine_opening()> opening;  ///< where the engine is, and where to continue
        std::function<void()> started;            ///< everything has to be sent again
        std::function<void(engine_line const&)> heard;
        std::function<void(std::string const&)> lost;  ///< and why; it is started again
    };

    /// `program`: the path of netbasics-nats.
    engine_process(asio::io_context& context, std::string program, observer told);
    ~engine_process();
    engine_process(engine_process const&) = delete;
    engine_process& operator=(engine_process const&) = delete;

    void launch();

    /// Dropped while the program does not run.
    void write(std::string_view line);

private:
    void relaunch_later(std::string const& why);
    void end_program();
    void read();
    void write_on();

    asio::io_context& context_;
    std::string path_;
    observer told_;
    asio::local::stream_protocol::socket program_;
    asio::streambuf incoming_;
    asio::steady_timer pause_;
    std::string outgoing_;
    std::string sending_;
    pid_t child_ = -1;
};

}  // namespace netbasics::journal

#endif
