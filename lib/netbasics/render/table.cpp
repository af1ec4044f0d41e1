#include "netbasics/render/table.hpp"

#include "netbasics/render/field_list.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>

namespace netbasics::render {
namespace {

void widen(std::vector<std::size_t>& widths, std::vector<std::string> const& cells)
{
    widths.resize(std::max(widths.size(), cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i)
        widths[i] = std::max(widths[i], text::display_width(cells[i]));
}

std::string line_of(std::vector<std::string> const& cells, std::vector<std::size_t> const& widths)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line.append(cells[i]);
        if (i + 1 < cells.size()) line.append(widths[i] - text::display_width(cells[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace

void table::append_to(std::string& out, bool color) const
{
    if (rows_.empty()) return;
    std::vector<std::size_t> widths;
    widen(widths, heading_);
    for (auto const& r : rows_) widen(widths, r.cells);
    if (!heading_.empty())
        out.append(paint(line_of(heading_, widths), terminal::style::faint, color)).push_back('\n');
    for (auto const& r : rows_)
        out.append(paint(line_of(r.cells, widths), r.look, color && r.look != terminal::style::plain))
            .push_back('\n');
}

}  // namespace netbasics::render
