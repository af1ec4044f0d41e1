#include "netbasics/terminal/capability.hpp"

#include <cstdlib>
#include <iterator>
#include <sys/ioctl.h>
#include <unistd.h>

namespace netbasics::terminal {
namespace {

std::string_view environment(char const* name) noexcept
{
    char const* const value = std::getenv(name);
    return value == nullptr ? std::string_view{} : value;
}

}  // namespace

bool is_terminal(int descriptor) noexcept { return ::isatty(descriptor) == 1; }

bool wants_color(int descriptor, color_choice choice) noexcept
{
    if (choice != color_choice::automatic) return choice == color_choice::always;
    if (!environment("NO_COLOR").empty()) return false;
    auto const force = environment("CLICOLOR_FORCE");
    if (!force.empty() && force != "0") return true;
    if (environment("TERM") == "dumb" || environment("CLICOLOR") == "0") return false;
    return is_terminal(descriptor);
}

unsigned columns(int descriptor) noexcept
{
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string_view begin(style s) noexcept
{
    switch (s) {
    case style::plain:
        return "";
    case style::strong:
        return "\033[1m";
    case style::faint:
        return "\033[2m";
    case style::good:
        return "\033[32m";
    case style::bad:
        return "\033[31m";
    case style::accent:
        return "\033[36m";
    }
    return "";
}

std::string_view name_color(std::string_view name) noexcept
{
    constexpr std::string_view colors[] = {"\033[31m", "\033[32m", "\033[33m",
                                           "\033[34m", "\033[35m", "\033[36m"};
    std::size_t sum = 0;
    for (char const c : name) sum = sum * 31 + static_cast<unsigned char>(c);
    return colors[sum % std::size(colors)];
}

std::string_view end(style s) noexcept { return s == style::plain ? "" : "\033[0m"; }

}  // namespace netbasics::terminal
