#ifndef NETBASICS_TEXT_UTF8_HPP
#define NETBASICS_TEXT_UTF8_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace netbasics::text {

/// One step of decoding.
struct decoded {
    char32_t code_point = 0;  ///< U+FFFD where the bytes are not UTF-8
    std::size_t bytes = 0;    ///< consumed; 0: the text ends inside a character that may still become whole
    bool valid = false;
};

/** The first character of a text that is not empty. Bytes that are not UTF-8 are consumed as one
    maximal subpart (Unicode 15, section 3.9), so a broken text never swallows the next character. */
decoded decode_utf8(std::string_view text) noexcept;

void append_utf8(std::string& out, char32_t code_point);

/// Well-formed UTF-8: every broken part is replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// Columns that the text takes on a terminal; controls and broken bytes count as one.
std::size_t display_width(std::string_view text) noexcept;

/// Columns of one character: 0 (combining), 1 or 2 (East Asian wide, emoji).
unsigned display_width(char32_t code_point) noexcept;

/// Code points of the first and of the last character as a reader sees it: a grapheme cluster (UAX #29),
/// so that a flag, a family or a letter with its marks is one. 0 for an empty text.
std::size_t first_cluster(std::u32string_view text) noexcept;
std::size_t last_cluster(std::u32string_view text) noexcept;

}  // namespace netbasics::text

#endif
