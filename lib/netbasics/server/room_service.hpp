#ifndef NETBASICS_SERVER_ROOM_SERVICE_HPP
#define NETBASICS_SERVER_ROOM_SERVICE_HPP

#include "netbasics/server/deadlines.hpp"
#include "netbasics/server/operator_desk.hpp"
#include "netbasics/server/past_reader.hpp"
#include "netbasics/server/room_server.hpp"

#include <array>

namespace netbasics::server {

/// What stands behind room_server.
class room_server::implementation : public session_owner,
                                    public journal::subscriber,
                                    public std::enable_shared_from_this<implementation> {
public:
    implementation(asio::io_context& context, room::room& members, journal::journal& events,
                   room_limits const& limits);

    // --- who comes (arrivals.cpp)
    void add(std::unique_ptr<server::member_channel> channel, asio::ip::address const& from);
    void turn_away(std::unique_ptr<server::member_channel> channel, asio::ip::address const& from,
                   std::string const& why);

    void require_secret(chat::secret_keeper const& keeper) { door_.secret = &keeper; }

    void on_refusal(std::function<void(std::string const&)> told) { door_.log.emplace(std::move(told)); }

    // --- what goes out (room_service.cpp)
    room::member_id add_local(std::function<void(room::event const&)> told);
    void hear_local(room::member_id who, std::string_view line);
    void deliver(room::deliveries const& all);

    /// To those who are here alone; not for the journal.
    void show(room::deliveries const& all);

    room::room& members() { return room_; }

    void close(std::chrono::milliseconds most, std::function<void()> done);
    void drop_all();

    std::size_t connections() const { return roll_.all().size(); }

private:
    struct door {
        admission seats;
        chat::secret_keeper const* secret = nullptr;
        std::optional<refusal_log> log{};
    };

    /// The event loop's turn, and what waits for another.
    struct turns {
        explicit turns(asio::io_context& c) : context(c), pause(c), crowd(c) {}

        asio::io_context& context;
        bool posted = false;       ///< the end of this turn
        asio::steady_timer pause;  ///< before those in `unread` are read
        std::vector<session_ptr> unread{};
        asio::steady_timer crowd;  ///< before a crowd that comes and goes is announced
        bool crowd_waits = false;
    };

    struct local_operator {
        room::member_id id = 0;
        std::function<void(room::event const&)> told{};
    };

    struct closing {
        enum class phase { open, goodbye, ending } now = phase::open;
        room::event const* farewell = nullptr;
        std::function<void()> done{};
    };

    // --- who comes
    void enter_room(session_ptr const& s);
    bool take_member_seat(session_ptr const& s);
    void make_room();
    void judge(session_ptr const& s, std::string_view line);
    void log_refusal(asio::ip::address const& from, std::string const& why);

    // --- what comes in (intake.cpp)
    void receive(session_ptr const& s) override;
    void receive_later(session_ptr const& s);
    void peer_ended(session_ptr const& s);
    void take_lines(session_ptr const& s);
    void hear(session_ptr const& s, std::string_view line);
    void obey(session_ptr const& s);

    // --- what goes out
    void committed(journal::entry const& what, std::uint64_t tag) override;
    void failed(journal::entry const& what, std::uint64_t tag, std::string const& why) override;
    void delayed(journal::entry const& what, std::uint64_t tag) override;
    void answered(room::member_id who);
    void distribute(journal::entry const& what, room::delivery::to whom, room::member_id who);
    void give_one(room::delivery const& d);
    void announce_crowd();
    void end_turn_later();
    void end_turn();
    void flush(session_ptr const& s);

    void unblocked(session_ptr const& s) override { flush(s); }

    // --- who goes (departures.cpp)
    void part(session_ptr const& s, std::string_view why, session_clock::duration most, bool lost = false);
    void part_with(session_ptr const& s, std::string_view code, std::string_view why);
    void replace(room::member_id stale);
    void drop(session_ptr s, std::string_view why = {});
    void lose(session_ptr const& s, int problem);
    void end_all();
    void finish_close();

    // --- what takes too long
    void watch(session_ptr const& s);
    bool check(session_ptr const& s);
    bool check_input(session_ptr const& s, session_clock::time_point now);

    room::room& room_;
    journal::journal& journal_;
    room_limits limits_;
    door door_;
    turns turns_;
    roll roll_;
    outboxes out_;
    past_reader past_;
    deadlines deadlines_;
    local_operator operator_;
    closing closing_;
    std::array<char, 32768> block_;
};

constexpr auto goodbye_time = std::chrono::seconds(2);  ///< to take the last lines
constexpr auto slow_goodbye_time = std::chrono::seconds(10);

inline room::moment present_time() { return std::chrono::system_clock::now(); }

}  // namespace netbasics::server

#endif
