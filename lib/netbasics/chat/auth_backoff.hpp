#ifndef NETBASICS_CHAT_AUTH_BACKOFF_HPP
#define NETBASICS_CHAT_AUTH_BACKOFF_HPP

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <chrono>
#include <map>

namespace netbasics::chat {

/** How long an address that has guessed wrong waits for the answer: one second, and twice as long each time,
   up to `longest`. Forgotten after `memory`; the addresses of the longest ago go first when there are too
   many. */
class auth_backoff {
public:
    using clock = std::chrono::steady_clock;

    static constexpr std::chrono::seconds longest{8};
    static constexpr std::chrono::minutes memory{10};
    static constexpr std::size_t most_addresses = 4096;

    clock::duration next(boost::asio::ip::address const& from, clock::time_point now)
    {
        std::erase_if(failures_, [&](auto const& f) { return now - f.second.last > memory; });
        if (failures_.size() >= most_addresses && !failures_.contains(from))
            failures_.erase(
                std::min_element(failures_.begin(), failures_.end(),
                                 [](auto const& a, auto const& b) { return a.second.last < b.second.last; }));
        auto& known = failures_[from];
        known.last = now;
        known.delay = std::clamp<clock::duration>(known.delay * 2, std::chrono::seconds(1), longest);
        return known.delay;
    }

private:
    struct failure {
        clock::time_point last{};
        clock::duration delay{};
    };

    std::map<boost::asio::ip::address, failure> failures_;
};

}  // namespace netbasics::chat

#endif
