#ifndef NETBASICS_SERVER_LINE_INTAKE_HPP
#define NETBASICS_SERVER_LINE_INTAKE_HPP

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace netbasics::server {

/// What a member's input may be. Zero: no limit.
struct intake_limits {
    std::size_t line = 4096;    ///< bytes; a longer one is left out
    std::uint64_t rate = 50;    ///< lines a second; who sends more is read later
    std::uint64_t burst = 500;  ///< lines at once, for a paste
};

/// How many lines a command costs: everybody is told a change of name, and the past has to be read.
double cost_of(std::string_view line) noexcept;

/** A member's bytes cut into lines, no faster than he may speak. No socket, no clock.
    Holds what was added and not taken: at most one receive and one line. */
class line_intake {
public:
    using clock = std::chrono::steady_clock;

    enum class found {
        line,
        too_long,   ///< and left out
        nothing,    ///< until more is added
        throttled,  ///< until he has a token
    };

    line_intake(intake_limits const& limits, clock::time_point now)
        : tokens_(static_cast<double>(limits.burst)), refilled_(now)
    {
    }

    void add(std::string_view bytes) { bytes_.append(bytes); }

    /// The next line, without its end; it lives until the next call.
    found next(std::string_view& line, intake_limits const& limits, clock::time_point now);

    /// A line was begun, or waits.
    bool has_rest() const noexcept { return taken_ < bytes_.size(); }

    /// What was begun and not ended, when the input is over.
    std::string take_rest();

    void clear() { bytes_ = {}, taken_ = 0; }

private:
    bool take_tokens(double count, intake_limits const& limits, clock::time_point now);
    void forget_taken();

    std::string bytes_;
    std::size_t taken_ = 0;
    double tokens_;
    clock::time_point refilled_;
    bool skipping_ = false;  ///< inside a line that was too long
};

}  // namespace netbasics::server

#endif
