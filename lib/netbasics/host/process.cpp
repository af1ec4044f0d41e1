#include "netbasics/host/process.hpp"

#include "netbasics/io/small_file.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <pwd.h>
#include <unistd.h>
#include <vector>

namespace netbasics::host {

std::string user_name(std::uint32_t uid)
{
    passwd entry{};
    passwd* found = nullptr;
    std::vector<char> texts(4096);
    while (::getpwuid_r(uid, &entry, texts.data(), texts.size(), &found) == ERANGE &&
           texts.size() < 1'000'000)
        texts.resize(texts.size() * 2);
    return found != nullptr ? found->pw_name : std::string();
}

std::string command_line(pid_t pid)
{
    constexpr std::size_t most_shown = 4096;
    auto const path = "/proc/" + std::to_string(pid) + "/cmdline";
    auto text = io::read_small_file(path.c_str(), most_shown).value_or("");
    while (!text.empty() && text.back() == '\0') text.pop_back();
    std::replace(text.begin(), text.end(), '\0', ' ');
    return text;
}

std::optional<std::chrono::seconds> age_of(pid_t pid)
{
    auto const path = "/proc/" + std::to_string(pid) + "/stat";
    auto const text = io::read_small_file(path.c_str()).value_or("");
    // Field 22 is the start in clock ticks after boot (proc(5)). The name, field 2, may hold anything.
    auto place = text.rfind(')');
    for (int field = 2; field < 22 && place != text.npos; ++field) place = text.find(' ', place + 1);
    if (place == text.npos) return std::nullopt;
    std::uint64_t ticks = 0;
    std::from_chars(text.data() + place + 1, text.data() + text.size(), ticks);
    timespec now{};
    if (::clock_gettime(CLOCK_BOOTTIME, &now) != 0) return std::nullopt;
    auto const started =
        static_cast<std::int64_t>(ticks / static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK)));
    return std::chrono::seconds(std::max<std::int64_t>(0, now.tv_sec - started));
}

bool runs_deleted_program(pid_t pid)
{
    auto const path = "/proc/" + std::to_string(pid) + "/exe";
    constexpr std::string_view mark = " (deleted)";
    char target[4096];
    auto const length = ::readlink(path.c_str(), target, sizeof target);
    return length > 0 && std::string_view(target, static_cast<std::size_t>(length)).ends_with(mark);
}

}  // namespace netbasics::host
