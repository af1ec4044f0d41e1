#ifndef NETBASICS_TEXT_TIMESTAMP_HPP
#define NETBASICS_TEXT_TIMESTAMP_HPP

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace netbasics::text {

/// UTC with milliseconds, as RFC 3339 writes it: `2026-01-02T03:04:05.678Z`.
std::string timestamp(std::chrono::system_clock::time_point when);

/// Reads exactly that form.
std::optional<std::chrono::system_clock::time_point> read_timestamp(std::string_view text);

}  // namespace netbasics::text

#endif
