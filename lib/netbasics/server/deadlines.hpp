#ifndef NETBASICS_SERVER_DEADLINES_HPP
#define NETBASICS_SERVER_DEADLINES_HPP

#include "netbasics/server/session.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <vector>

namespace netbasics::server {

/// One timer for all sessions that wait for something: a timer each would cost a silent member more than
/// everything else.
class deadlines {
public:
    /// `check` is true when the session has to be looked at again.
    deadlines(boost::asio::io_context& context, std::function<bool(session_ptr const&)> check)
        : timer_(context), check_(std::move(check))
    {
    }

    /// The session is looked at within `soon`.
    void watch(session_ptr const& s, std::chrono::milliseconds soon)
    {
        if (!s->watched) {
            s->watched = true;
            watched_.push_back(s);
        }
        auto const due = session_clock::now() + soon;
        if (ticking_ && due >= timer_.expiry()) return;
        ticking_ = true;
        timer_.expires_at(due);
        timer_.async_wait([this](boost::system::error_code stopped) {
            if (!stopped) tick();
        });
    }

    void stop()
    {
        timer_.cancel();
        watched_.clear();
    }

private:
    void tick()
    {
        ticking_ = false;
        for (auto const& s : std::exchange(watched_, {})) {
            s->watched = false;
            if (!s->is<state::gone>() && check_(s)) watch(s, usual_);
        }
    }

    static constexpr std::chrono::milliseconds usual_{500};

    boost::asio::steady_timer timer_;
    std::function<bool(session_ptr const&)> check_;
    std::vector<session_ptr> watched_;
    bool ticking_ = false;
};

}  // namespace netbasics::server

#endif
