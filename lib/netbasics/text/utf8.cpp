#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <utf8proc.h>

namespace netbasics::text {

decoded decode_utf8(std::string_view text) noexcept
{
    constexpr char32_t replacement = 0xFFFD;
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned const first = byte(0);
    if (first < 0x80) return {first, 1, true};

    // The range of the second byte excludes overlong forms, surrogates and what lies beyond U+10FFFF
    // (Unicode 15, table 3-7).
    std::size_t size = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF) {
        size = 2;
    } else if ((first & 0xF0) == 0xE0) {
        size = 3;
        if (first == 0xE0) low = 0xA0;
        if (first == 0xED) high = 0x9F;
    } else if (first >= 0xF0 && first <= 0xF4) {
        size = 4;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;
    } else {
        return {replacement, 1, false};
    }

    char32_t code_point = first & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if (i == text.size()) return {replacement, 0, false};
        unsigned const next = byte(i);
        if (next < low || next > high) return {replacement, i, false};
        low = 0x80;
        high = 0xBF;
        code_point = code_point << 6 | (next & 0x3F);
    }
    return {code_point, size, true};
}

void append_utf8(std::string& out, char32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    auto const size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
    out.append(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size));
}

std::string to_valid_utf8(std::string_view text)
{
    bool const is_ascii = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
    if (is_ascii) return std::string(text);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        auto const next = decode_utf8(text);
        auto const bytes = next.bytes == 0 ? text.size() : next.bytes;
        if (next.valid)
            out.append(text.substr(0, bytes));
        else
            out.append("\xEF\xBF\xBD");
        text.remove_prefix(bytes);
    }
    return out;
}

unsigned display_width(char32_t code_point) noexcept
{
    if (code_point >= 0x20 && code_point < 0x7F) return 1;
    return static_cast<unsigned>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point)));
}

std::size_t display_width(std::string_view text) noexcept
{
    std::size_t columns = 0;
    while (!text.empty()) {
        auto const next = decode_utf8(text);
        bool const control = next.code_point < 0x20 || next.code_point == 0x7F;
        columns += !next.valid || control ? 1 : display_width(next.code_point);
        text.remove_prefix(next.bytes == 0 ? text.size() : next.bytes);
    }
    return columns;
}

std::size_t first_cluster(std::u32string_view text) noexcept
{
    utf8proc_int32_t state = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(text[i - 1]),
                                             static_cast<utf8proc_int32_t>(text[i]), &state))
            return i;
    return text.size();
}

std::size_t last_cluster(std::u32string_view text) noexcept
{
    std::size_t size = 0;
    for (; !text.empty(); text.remove_prefix(size)) size = first_cluster(text);
    return size;
}

}  // namespace netbasics::text
