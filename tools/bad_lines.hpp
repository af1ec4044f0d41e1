#ifndef NETBASICS_TOOLS_BAD_LINES_HPP
#define NETBASICS_TOOLS_BAD_LINES_HPP

#include "arguments.hpp"

namespace netbasics::tools {

/// Tells the lines of files that cannot be read: `FILE:LINE: 'text': reason` for the first 20, then how many
/// more there were.
class bad_lines {
public:
    bad_lines(arguments const& given, streams io) : given_(given), io_(io) {}

    void tell(std::string_view file, std::uint64_t number, std::string_view line, error const& why);

    /// Tells the number of those that were not told; `failure` where a line was bad, otherwise `done`.
    exit_status finish(exit_status done);

private:
    static constexpr std::uint64_t most_told = 20;

    arguments const& given_;
    streams io_;
    std::uint64_t count_ = 0;
};

}  // namespace netbasics::tools

#endif
