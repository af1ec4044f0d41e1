#ifndef NETBASICS_TERMINAL_CAPABILITY_HPP
#define NETBASICS_TERMINAL_CAPABILITY_HPP

#include <string_view>

namespace netbasics::terminal {

enum class color_choice { automatic, always, never };

bool is_terminal(int descriptor) noexcept;

/** Whether text for `descriptor` is coloured. A choice of always or never stands; otherwise NO_COLOR
    (any value but the empty one) forbids, CLICOLOR_FORCE (neither empty nor 0) asks for it, TERM=dumb
    and CLICOLOR=0 forbid, and a terminal has it. */
bool wants_color(int descriptor, color_choice choice) noexcept;

/// Columns of the terminal behind `descriptor`; 80 where it cannot be told.
unsigned columns(int descriptor) noexcept;

/// Parts of a text that differ in looks; the looks never carry a meaning alone.
enum class style { plain, strong, faint, good, bad, accent };

/// The escape sequence that begins the style, and the one that ends it.
std::string_view begin(style s) noexcept;
std::string_view end(style s) noexcept;

/// The sequence that begins a name's own colour, the same for every time it appears; ends as a style does.
std::string_view name_color(std::string_view name) noexcept;

}  // namespace netbasics::terminal

#endif
