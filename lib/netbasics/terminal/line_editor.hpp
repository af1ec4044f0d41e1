#ifndef NETBASICS_TERMINAL_LINE_EDITOR_HPP
#define NETBASICS_TERMINAL_LINE_EDITOR_HPP

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::terminal {

/** A line being typed at a terminal, with history, while other text appears above it.
    It begins suspended. It is fed with the bytes that the keyboard gave and never waits for more. The
   terminal's settings are those from before once it is destroyed or suspended. Text is UTF-8 in any locale.
 */
class line_editor {
public:
    /// Both descriptors are one terminal. At most one editor at a time.
    line_editor(int in, int out);
    ~line_editor();
    line_editor(line_editor const&) = delete;
    line_editor& operator=(line_editor const&) = delete;

    /// What stands before the text; harmless already, and without a style: libedit, which draws it, loses an
    /// escape sequence at its end, and the terminal would keep the style.
    void prompt(std::string_view text);

    /// Names that Tab completes; asked for each time. Without it Tab types a blank.
    void completes(std::function<std::vector<std::string>()> names);

    /// Appends each line that is finished by these bytes; false once Ctrl-D ends the input.
    bool feed(std::string_view bytes, std::vector<std::string>& lines);

    /// Whole lines of text, above the line being typed.
    void print(std::string_view lines);

    void resized();  ///< the terminal has other dimensions
    void suspend();  ///< gives the terminal back; nothing may be fed or printed until `resume()`
    void resume();   ///< what was typed is still there

private:
    class implementation;
    std::unique_ptr<implementation> me_;
};

/// Rows that the cursor is below the first row, behind `text` on a terminal of `columns`: a wide character
/// that does not fit into a row begins the next one, and a full row leaves the cursor on the next.
unsigned rows_above(std::u32string_view text, unsigned columns);

}  // namespace netbasics::terminal

#endif
