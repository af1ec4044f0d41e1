#ifndef NETBASICS_JOURNAL_JETSTREAM_JOURNAL_HPP
#define NETBASICS_JOURNAL_JETSTREAM_JOURNAL_HPP

#include "netbasics/journal/engine_process.hpp"
#include "netbasics/journal/journal.hpp"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <map>
#include <string>

namespace netbasics::journal {

/** A stream of NATS JetStream that several servers share: its sequence is the room's number on all of them,
    and an event is committed when the stream brings it back. What was appended waits here, in order, until
    then; while much waits, members are not read. The stream drops what is sent twice (Nats-Msg-Id), so that
    everything may be sent again after a break. */
class jetstream_journal : public journal {
public:
    static constexpr std::size_t window = 1024;                        ///< events on their way at a time
    static constexpr std::size_t most_waiting = std::size_t{8} << 20;  ///< bytes; then members wait
    static constexpr std::chrono::seconds roster_every{2};
    static constexpr std::chrono::seconds lost_after{10};

    struct observer {
        /// Who is at another server; `keeps`: where both have a name, that server keeps it.
        std::function<void(std::string const& server, std::vector<std::string> const& names, bool keeps)>
            present;
        std::function<void(std::string const& server)> silent;  ///< it was not heard for `lost_after`
        std::function<void(bool reached, std::string const& why)> changed;
    };

    /// `names`: who is here, asked every now and then.
    jetstream_journal(asio::io_context& context, std::string program, engine_opening opening,
                      std::size_t kept, observer told, std::function<std::vector<std::string>()> names);

    void start();

    void append(std::shared_ptr<room::event> what, std::uint64_t tag) override;
    void commit() override;

    bool accepts() const override { return waiting_bytes_ < most_waiting; }

    bool has_waiting() const { return !waiting_.empty(); }

    /// Somebody has come, gone or changed its name.
    void tell_names();

private:
    struct waiting {
        std::shared_ptr<room::event> what;
        std::uint64_t tag;
    };

    struct other {
        std::chrono::steady_clock::time_point heard{};
    };

    void take(engine_line const& line);
    void take_event(std::uint64_t at, std::string_view payload);
    void take_roster(std::string_view payload);
    void take_up(std::string_view created);
    void take_failure(std::uint64_t n, std::string_view why);
    void say(bool reached, std::string const& why);
    void send_more();
    void tick();

    engine_opening opening_;
    std::string own_;  ///< how a payload of this server begins
    engine_process engine_;
    observer told_;
    std::function<std::vector<std::string>()> names_;
    std::map<std::uint64_t, waiting> waiting_;           ///< by this server's own number
    std::vector<std::shared_ptr<room::event>> notices_;  ///< for those who are here alone
    std::size_t waiting_bytes_ = 0;
    std::uint64_t last_n_ = 0;
    std::uint64_t told_late_ = 0;  ///< up to this own number authors know that they have to wait
    std::uint64_t sent_ = 0;       ///< up to this own number all are on their way
    std::map<std::string, other> others_;
    asio::steady_timer tick_;
    std::optional<bool> reached_;
};

}  // namespace netbasics::journal

#endif
