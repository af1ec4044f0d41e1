#include "netbasics/server/line_intake.hpp"

#include <algorithm>
#include <utility>

namespace netbasics::server {

double cost_of(std::string_view line) noexcept
{
    if (line.starts_with("/nick") || line.starts_with("/resume")) return 10;
    if (line.starts_with("/since")) return 25;
    if (line.starts_with("/who")) return 5;
    return 1;
}

line_intake::found line_intake::next(std::string_view& line, intake_limits const& limits,
                                     clock::time_point now)
{
    for (;;) {
        auto const rest = std::string_view(bytes_).substr(taken_);
        auto const end = rest.find('\n');
        if (end == rest.npos) {
            bool const is_long = limits.line != 0 && rest.size() > limits.line;
            bool const was_skipping = skipping_;
            skipping_ = skipping_ || is_long;
            if (skipping_) taken_ = bytes_.size();
            forget_taken();
            return is_long && !was_skipping ? found::too_long : found::nothing;
        }
        if (!skipping_ && !take_tokens(cost_of(rest.substr(0, end)), limits, now)) {
            forget_taken();
            return found::throttled;
        }
        taken_ += end + 1;
        if (std::exchange(skipping_, false)) continue;
        line = rest.substr(0, end);
        return limits.line != 0 && end > limits.line ? found::too_long : found::line;
    }
}

std::string line_intake::take_rest()
{
    auto rest = skipping_ ? std::string() : bytes_.substr(taken_);
    clear();
    return rest;
}

void line_intake::forget_taken()
{
    if (taken_ == 0) return;
    bytes_ = bytes_.substr(taken_);  // a string of its size: ten thousand members hold one
    taken_ = 0;
}

bool line_intake::take_tokens(double count, intake_limits const& limits, clock::time_point now)
{
    if (limits.rate == 0) return true;
    auto const most = static_cast<double>(limits.burst);
    count = std::min(count, most);
    if (tokens_ < count) {
        auto const seconds = std::chrono::duration<double>(now - refilled_).count();
        refilled_ = now;
        tokens_ = std::min(most, tokens_ + seconds * static_cast<double>(limits.rate));
    }
    if (tokens_ < count) return false;
    tokens_ -= count;
    return true;
}

}  // namespace netbasics::server
