#include "netbasics/text/timestamp.hpp"

#include <charconv>
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

std::optional<std::chrono::system_clock::time_point> read_timestamp(std::string_view text)
{
    using namespace std::chrono;
    constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return std::nullopt;
    auto const number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + digits, value);
        return value;
    };
    year_month_day const date(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                              day(static_cast<unsigned>(number(8, 2))));
    auto const hour_of_day = number(11, 2);
    auto const minute = number(14, 2);
    auto const second = number(17, 2);
    if (!date.ok() || hour_of_day > 23 || minute > 59 || second > 60) return std::nullopt;
    return sys_days(date) + hours(hour_of_day) + minutes(minute) + seconds(second) +
           milliseconds(number(20, 3));
}

}  // namespace netbasics::text
