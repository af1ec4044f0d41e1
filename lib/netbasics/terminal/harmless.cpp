#include "netbasics/terminal/harmless.hpp"

#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <utf8proc.h>

namespace netbasics::terminal {
namespace {

constexpr unsigned most_marks = 8;

bool is_mark(char32_t c)
{
    auto const category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

/// Characters without a sign of their own that change how their neighbours are shown, or hide.
bool is_invisible(char32_t c)
{
    constexpr char32_t zero_width_non_joiner = 0x200C;
    constexpr char32_t zero_width_joiner = 0x200D;
    if (c == zero_width_non_joiner || c == zero_width_joiner) return false;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CS:
        return true;
    default:
        return false;
    }
}

/// Printable ASCII.
bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }

void append_number(std::string& out, char32_t c)
{
    constexpr char digits[] = "0123456789abcdef";
    out.append("\\u{");
    int shift = 20;
    while (shift > 4 && (c >> shift) == 0) shift -= 4;
    for (; shift >= 0; shift -= 4) out.push_back(digits[c >> shift & 0xF]);
    out.push_back('}');
}

}  // namespace

std::string harmless(std::string_view input)
{
    if (std::all_of(input.begin(), input.end(), is_plain)) return std::string(input);
    std::string out;
    out.reserve(input.size());
    unsigned marks = 0;
    while (!input.empty()) {
        auto const next = text::decode_utf8(input);
        auto const bytes = next.bytes == 0 ? input.size() : next.bytes;
        char32_t const c = next.code_point;
        marks = is_mark(c) ? marks + 1 : 0;
        if (!next.valid)
            out.append("\xEF\xBF\xBD");
        else if (c == '\t')
            out.push_back(' ');
        else if (c < 0x20)
            text::append_utf8(out, 0x2400 + c);
        else if (c == 0x7F)
            text::append_utf8(out, 0x2421);
        else if (is_invisible(c))
            append_number(out, c);
        else if (marks <= most_marks)
            out.append(input.substr(0, bytes));
        input.remove_prefix(bytes);
    }
    return out;
}

}  // namespace netbasics::terminal
