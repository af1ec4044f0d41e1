#ifndef NETBASICS_TEXT_TIMESTAMP_HPP
#define NETBASICS_TEXT_TIMESTAMP_HPP

#include <string>

namespace netbasics::text {

/// Now, in UTC with milliseconds, as RFC 3339 writes it: `2026-01-02T03:04:05.678Z`.
std::string timestamp_now();

}  // namespace netbasics::text

#endif
