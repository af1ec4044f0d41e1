#ifndef NETBASICS_TEXT_TIMESTAMP_HPP
#define NETBASICS_TEXT_TIMESTAMP_HPP

#include <chrono>
#include <string>

namespace netbasics::text {

/// UTC with milliseconds, as RFC 3339 writes it: `2026-01-02T03:04:05.678Z`.
std::string timestamp(std::chrono::system_clock::time_point when);

}  // namespace netbasics::text

#endif
