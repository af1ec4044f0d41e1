#ifndef NETBASICS_TOOLS_REPORT_HPP
#define NETBASICS_TOOLS_REPORT_HPP

#include "arguments.hpp"

namespace netbasics::tools {

/// `netbasics: TITLE: sentence`; always answers `failure`, so that a caller returns it.
exit_status complain(std::string_view title, streams io, std::string_view sentence);

/// Why `input` was refused: names an unexpected character, and repeats a number as it was typed.
std::string reason_text(std::string_view input, error const& why);

/// `netbasics: TITLE: 'input': reason`, on a terminal with a caret under the place; answers `failure`.
/// `hint` goes on the line's end.
exit_status complain(std::string_view title, streams io, std::string_view input, error const& why,
                     std::string_view hint = {});

/// A usage error with the way to the help; answers `failure`.
exit_status complain_usage(std::string_view title, streams io, std::string_view sentence);

}  // namespace netbasics::tools

#endif
