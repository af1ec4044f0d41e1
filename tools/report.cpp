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

/// What cannot be seen or is easily mistaken for something else is named by its number.
std::string character_name(std::string_view input, std::size_t offset)
{
    constexpr char const* digits = "0123456789ABCDEF";
    auto const found = text::decode_utf8(input.substr(offset));
    std::string name;
    if (!found.valid) {
        auto const byte = static_cast<unsigned char>(input[offset]);
        return substitute(tr("byte 0x{0}"), {std::string{digits[byte >> 4], digits[byte & 0xF]}});
    }
    for (int shift = found.code_point > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
        name.push_back(digits[found.code_point >> shift & 0xF]);
    if (found.code_point == ' ') return tr("blank");
    if (found.code_point > ' ' && found.code_point < 0x7F) return "'" + std::string(1, input[offset]) + "'";
    auto const shown = terminal::harmless(input.substr(offset, found.bytes));
    bool const is_plain =
        shown == input.substr(offset, found.bytes) && text::display_width(found.code_point) > 0;
    return is_plain ? "'" + shown + "' (U+" + name + ")" : "U+" + name;
}

}  // namespace

std::string reason_text(std::string_view input, error const& why)
{
    auto text = message(why);
    if (why.offset >= input.size()) return text;
    if (why.reason == errc::unexpected_character) return text + " " + character_name(input, why.offset);
    // A number that fits in no type is repeated as it was typed.
    if (why.found != UINT64_MAX) return text;
    auto const given = input.substr(why.offset, why.length);
    auto const cut = std::to_string(why.found);
    auto const place = text.find(cut);
    if (place != text.npos && !given.empty() && given.find_first_not_of("0123456789") == given.npos)
        text.replace(place, cut.size(), given);
    return text;
}

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
    io.err << line << reason_text(input, why) << hint << "\n";
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
