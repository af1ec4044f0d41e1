#include "netbasics/text/timestamp.hpp"

#include <ctime>

namespace netbasics::text {

std::string timestamp(std::chrono::system_clock::time_point when)
{
    auto const milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(when.time_since_epoch()).count();
    std::time_t const seconds = milliseconds / 1000;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    auto const size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    auto const fraction = std::to_string(1000 + milliseconds % 1000).substr(1);
    return std::string(text, size) + '.' + fraction + 'Z';
}

}  // namespace netbasics::text
