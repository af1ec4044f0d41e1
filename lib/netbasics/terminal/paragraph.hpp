#ifndef NETBASICS_TERMINAL_PARAGRAPH_HPP
#define NETBASICS_TERMINAL_PARAGRAPH_HPP

#include <string>
#include <string_view>

namespace netbasics::terminal {

/** One line of text, harmless already, in rows of at most `columns`: broken behind a word where that is
    possible, and each row but the first indented. So no text, however it is filled up, reaches the first
    column, where notices and names stand. */
std::string hanging(std::string_view line, unsigned columns, std::string_view indent = "  ");

}  // namespace netbasics::terminal

#endif
