#ifndef NETBASICS_RENDER_PARAGRAPH_HPP
#define NETBASICS_RENDER_PARAGRAPH_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace netbasics::render {

/** Appends `text`, broken into lines of at most `width` columns. The first line goes on at `column`; those
   that follow begin with `indent` blanks. Lines break at blanks, and beside wide characters, as Chinese is
   written without blanks. A word longer than a line stays whole. No line feed is added at the end. */
void append_paragraph(std::string& out, std::string_view text, std::size_t width, std::size_t column,
                      std::size_t indent);

}  // namespace netbasics::render

#endif
