#include "netbasics/render/field_list.hpp"

#include "netbasics/text/utf8.hpp"

#include <algorithm>

namespace netbasics::render {

void field_list::add(std::string_view label, std::string_view value, terminal::style s)
{
    fields_.push_back({std::string(label), std::string(value), s});
}

void field_list::append_to(std::string& out, bool color, unsigned indent) const
{
    std::size_t widest = 0;
    for (auto const& f : fields_) widest = std::max(widest, text::display_width(f.label));
    for (auto const& f : fields_) {
        out.append(indent, ' ');
        out.append(paint(f.label, f.label.empty() ? terminal::style::plain : terminal::style::faint, color));
        out.append(widest - text::display_width(f.label) + 2, ' ');
        out.append(paint(f.value, f.look, color));
        out.push_back('\n');
    }
}

std::string paint(std::string_view text, terminal::style s, bool color)
{
    std::string out;
    if (color) out.append(terminal::begin(s));
    out.append(text);
    if (color) out.append(terminal::end(s));
    return out;
}

}  // namespace netbasics::render
