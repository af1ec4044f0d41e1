#include "netbasics/host/process.hpp"

#include "netbasics/host/small_file.hpp"

#include <algorithm>
#include <cerrno>
#include <pwd.h>
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
    auto text = read_small_file(path.c_str(), most_shown).value_or("");
    while (!text.empty() && text.back() == '\0') text.pop_back();
    std::replace(text.begin(), text.end(), '\0', ' ');
    return text;
}

}  // namespace netbasics::host
