#ifndef NETBASICS_SERVER_ADMISSION_HPP
#define NETBASICS_SERVER_ADMISSION_HPP

#include "netbasics/chat/auth_backoff.hpp"
#include "netbasics/ip/prefix.hpp"
#include "netbasics/server/limits.hpp"

#include <boost/asio/ip/address.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace netbasics::server {

namespace asio = boost::asio;

/// What a caller takes up.
enum class seat : std::uint8_t {
    none,
    refusal,  ///< until it has read why
    waiting,  ///< has said nothing yet, or has not shown the secret
    member,
};

/// Why a caller is turned away: a notice's code and what stands in it.
struct refusal {
    std::string code;
    std::vector<std::string> values{};
};

/// The prefix that is counted as one caller's own: an IPv4 address, or an IPv6 /64.
ip::prefix own_prefix(asio::ip::address const& from);

/// Who may come in: how many, how fast, and from where.
class admission {
public:
    using clock = chat::auth_backoff::clock;

    static constexpr std::size_t most_refusals = 64;  ///< read at a time

    explicit admission(room_limits const& limits) : limits_(limits) {}

    /// A caller at the door. Nothing: it may come in, and `take` a seat.
    std::optional<refusal> at_door(asio::ip::address const& from, clock::time_point now);

    /// A caller that waits wants to become a member.
    std::optional<refusal> at_entry() const;

    bool may_refuse() const { return refusals_ < most_refusals; }

    /// So many wait that the one that has waited longest has to make room.
    bool is_crowded() const { return limits_.waiting != 0 && waiting_ > limits_.waiting; }

    void take(seat& has, seat wanted, asio::ip::address const& from);

    void ban(ip::prefix const& where);
    bool unban(ip::prefix const& where);  ///< false: it was not banned
    bool is_banned(asio::ip::address const& from) const;

    std::vector<ip::prefix> const& bans() const { return bans_; }

    chat::auth_backoff& delays() { return delays_; }

    std::size_t members() const { return members_; }

private:
    /// Callers from one prefix; the tokens are for calls, and come back with time.
    struct callers {
        std::size_t here = 0;
        std::size_t waiting = 0;
        double tokens = 0;
        clock::time_point refilled{};
    };

    bool take_token(callers& of, clock::time_point now) const;
    void forget_absent(clock::time_point now);

    room_limits limits_;
    std::map<ip::prefix, callers> callers_;
    std::vector<ip::prefix> bans_;
    chat::auth_backoff delays_;
    std::size_t members_ = 0;
    std::size_t waiting_ = 0;
    std::size_t refusals_ = 0;
};

/// The operator's log of those who were turned away: a line each, and where there are many, their number.
class refusal_log {
public:
    using clock = admission::clock;

    explicit refusal_log(std::function<void(std::string const&)> write) : write_(std::move(write)) {}

    void note(std::string const& line, clock::time_point now);

    /// The number of those that were not written one by one.
    void settle(clock::time_point now);

private:
    static constexpr std::size_t most_a_second = 5;

    std::function<void(std::string const&)> write_;
    clock::time_point second_{};
    std::size_t written_ = 0;
    std::size_t left_out_ = 0;
};

}  // namespace netbasics::server

#endif
