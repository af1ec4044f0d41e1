#include "netbasics/terminal/paragraph.hpp"

#include "netbasics/text/utf8.hpp"

namespace netbasics::terminal {
namespace {

constexpr unsigned fewest_columns = 8;  ///< on a narrower terminal the rows are its own affair

/// Bytes from the front that fit into `columns`, without a break inside of a character.
std::size_t fitting(std::string_view text, unsigned columns)
{
    unsigned width = 0;
    std::size_t size = 0;
    while (size < text.size()) {
        auto const c = text::decode_utf8(text.substr(size));
        auto const own = text::display_width(c.code_point);
        if (width + own > columns) break;
        width += own;
        size += c.bytes == 0 ? text.size() - size : c.bytes;
    }
    return size;
}

/// Chinese and Japanese have no blanks between words: a row may end behind any character.
bool ends_in_wide_character(std::string_view text)
{
    auto begin = text.size();
    while (begin > 0 && (static_cast<unsigned char>(text[--begin]) & 0xC0) == 0x80) continue;
    return !text.empty() && text::display_width(text::decode_utf8(text.substr(begin)).code_point) == 2;
}

}  // namespace

std::string hanging(std::string_view line, unsigned columns, std::string_view indent)
{
    std::string rows;
    if (columns < fewest_columns + indent.size()) return std::string(line);
    auto width = columns;
    for (;;) {
        auto const fits = fitting(line, width);
        if (fits == line.size()) return rows.append(line);
        auto const blank = line.rfind(' ', fits);
        bool const at_word = blank != line.npos && line.find_first_not_of(' ') < blank &&
                             !ends_in_wide_character(line.substr(0, fits));
        auto const size = at_word ? blank : fits;
        rows.append(line.substr(0, size)).append("\n").append(indent);
        line.remove_prefix(at_word ? blank + 1 : fits);
        width = columns - static_cast<unsigned>(indent.size());
    }
}

}  // namespace netbasics::terminal
