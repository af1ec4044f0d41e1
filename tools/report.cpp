#include "report.hpp"

#include "netbasics/render/field_list.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>

namespace netbasics::tools {
namespace {

constexpr std::size_t most_shown = 200;  ///< bytes of an input that a message repeats

std::string head_of(std::string_view title)
{
    std::string line = "netbasics: ";
    if (!title.empty()) line.append(title).append(": ");
    return line;
}

}  // namespace

exit_status complain(std::string_view title, streams io, std::string_view sentence)
{
    io.err << head_of(title) << sentence << "\n";
    return failure;
}

exit_status complain(std::string_view title, streams io, std::string_view input, error const& why,
                     std::string_view hint)
{
    auto const shown = input.substr(0, most_shown);
    auto line = head_of(title) + "'";
    auto const offset = std::min<std::size_t>(why.offset, shown.size());
    auto const column = text::display_width(line + terminal::harmless(shown.substr(0, offset)));
    line.append(terminal::harmless(shown)).append(shown.size() < input.size() ? "…': " : "': ");
    io.err << line << message(why) << hint << "\n";
    if (why.length > 0 && why.offset < shown.size() && terminal::is_terminal(io.err.descriptor())) {
        auto const marked = terminal::harmless(shown.substr(offset, why.length));
        auto const width = std::max<std::size_t>(1, text::display_width(marked));
        bool const color = terminal::wants_color(io.err.descriptor(), terminal::color_choice::automatic);
        io.err << std::string(column, ' ')
               << render::paint(std::string(width, '^'), terminal::style::bad, color) << "\n";
    }
    return failure;
}

exit_status complain_usage(std::string_view title, streams io, std::string_view sentence)
{
    complain(title, io, sentence);
    auto const words = std::string(title).append(title.empty() ? "" : " ").append("--help");
    io.err << substitute(tr("Try 'netbasics {0}'."), {words}) << "\n";
    return failure;
}

}  // namespace netbasics::tools
