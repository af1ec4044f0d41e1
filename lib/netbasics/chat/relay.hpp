#ifndef NETBASICS_CHAT_RELAY_HPP
#define NETBASICS_CHAT_RELAY_HPP

#include "netbasics/chat/utterance.hpp"
#include "netbasics/error.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace netbasics::chat {

namespace asio = boost::asio;

/** Carries a room's events to the servers of the same room on other machines, and theirs to it, through a
   program that speaks with the engine (netbasics-nats). What was said waits here, in order, until the engine
   keeps it; the program may die and is started again. Nothing is handed on twice, nothing of this server's
   own. */
class relay {
public:
    static constexpr std::size_t most_waiting = std::size_t{64}
                                                << 20;  ///< bytes without an ack; then the oldest go

    struct settings {
        std::string program{};  ///< path of netbasics-nats
        std::string url{};
        std::string room{};
        std::string credentials{};  ///< a file; empty: none
        std::string authorities{};  ///< a file; empty: the system's
        std::size_t history = 0;    ///< events from before that come at the start
    };

    struct observer {
        std::function<void(utterance const&)> said;  ///< elsewhere
        /// Who is at another server; `keeps`: where both have a name, that server keeps it.
        std::function<void(std::string const& server, std::vector<std::string> const& names, bool keeps)>
            present;
        std::function<void(std::string const& server)> silent;  ///< it was not heard for `lost_after`
        std::function<void(bool reached, std::string const& why)> changed;
    };

    static constexpr std::chrono::seconds roster_every{2};
    static constexpr std::chrono::seconds lost_after{10};

    /// `names`: who is here, asked every now and then.
    relay(asio::io_context& context, settings how, observer told,
          std::function<std::vector<std::string>()> names);
    ~relay();
    relay(relay const&) = delete;
    relay& operator=(relay const&) = delete;

    void start();

    /// To all other servers.
    void publish(utterance const& what);

    /// Somebody has come, gone or changed his name.
    void tell_names();

    bool has_waiting() const noexcept { return !waiting_.empty(); }

    std::uint64_t take_left_out() { return std::exchange(left_out_, 0); }

private:
    struct numbered {
        std::uint64_t n;
        std::string line;
    };

    struct other {
        std::uint64_t last = 0;  ///< n of the last event that was handed on
        std::chrono::steady_clock::time_point heard{};
        bool present = false;
    };

    void launch();
    void relaunch_later(std::string const& why);
    void end_program();
    void read();
    void take(std::string const& line);
    void write(std::string line);
    void write_on();
    void tick();

    asio::io_context& context_;
    settings how_;
    observer told_;
    std::function<std::vector<std::string>()> names_;
    std::string server_;  ///< this one's id, new with each start
    asio::local::stream_protocol::socket program_;
    asio::streambuf incoming_;
    asio::steady_timer pause_;
    asio::steady_timer tick_;
    std::string outgoing_;
    std::string sending_;
    std::deque<numbered> waiting_;
    std::size_t waiting_bytes_ = 0;
    std::uint64_t left_out_ = 0;
    std::uint64_t last_n_ = 0;
    std::uint64_t last_at_ = 0;  ///< where in the engine's stream the last event stood
    std::map<std::string, other> others_;
    int reached_ = -1;  ///< -1: not known yet
    pid_t child_ = -1;
};

}  // namespace netbasics::chat

#endif
