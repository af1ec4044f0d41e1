#include "netbasics/render/paragraph.hpp"

#include "netbasics/text/utf8.hpp"

#include <algorithm>

namespace netbasics::render {
namespace {

/// Punctuation that does not begin a line in Chinese.
bool clings(char32_t c)
{
    constexpr std::u32string_view closing = U"，。；：、！？）》」』”’";
    return closing.find(c) != closing.npos;
}

/// The bytes up to the next place where a line may break.
std::size_t unbroken(std::string_view text)
{
    std::size_t end = 0;
    bool wide_before = false;
    while (end < text.size() && text[end] != ' ') {
        auto const next = text::decode_utf8(text.substr(end));
        bool const wide = text::display_width(next.code_point) > 1;
        if (end > 0 && (wide || wide_before) && !clings(next.code_point)) break;
        wide_before = wide;
        if (next.bytes == 0) return text.size();
        end += next.bytes;
    }
    return end;
}

}  // namespace

void append_paragraph(std::string& out, std::string_view text, std::size_t width, std::size_t column,
                      std::size_t indent)
{
    bool line_is_empty = true;
    while (!text.empty()) {
        auto const blanks = std::min(text.find_first_not_of(' '), text.size());
        text.remove_prefix(blanks);
        if (text.empty()) break;
        auto const word = text.substr(0, unbroken(text));
        text.remove_prefix(word.size());
        auto const wide = text::display_width(word);
        auto const gap = line_is_empty ? 0 : blanks;
        if (!line_is_empty && column + gap + wide > width) {
            out.append("\n").append(indent, ' ');
            column = indent;
        } else {
            out.append(gap, ' ');
            column += gap;
        }
        out.append(word);
        column += wide;
        line_is_empty = false;
    }
}

}  // namespace netbasics::render
