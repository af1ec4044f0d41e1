#ifndef NETBASICS_RENDER_FIELD_LIST_HPP
#define NETBASICS_RENDER_FIELD_LIST_HPP

#include "netbasics/terminal/capability.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::render {

/** Labels and values in two columns, as a person reads them; aligned by display width, so labels
    may be in any script. Values are written as they are: make text from outside harmless first. */
class field_list {
public:
    void add(std::string_view label, std::string_view value, terminal::style s = terminal::style::plain);

    /// A further value below the last one, with no label.
    void add_more(std::string_view value, terminal::style s = terminal::style::plain) { add("", value, s); }

    /// A field only where there is a value.
    void add_if(std::string_view label, std::string_view value)
    {
        if (!value.empty()) add(label, value);
    }

    /// Each line begins with `indent` blanks.
    void append_to(std::string& out, bool color, unsigned indent = 0) const;

private:
    struct field {
        std::string label;
        std::string value;
        terminal::style look;
    };

    std::vector<field> fields_;
};

/// `text` in the style's escape sequences where `color` is set.
std::string paint(std::string_view text, terminal::style s, bool color);

}  // namespace netbasics::render

#endif
