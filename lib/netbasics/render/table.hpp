#ifndef NETBASICS_RENDER_TABLE_HPP
#define NETBASICS_RENDER_TABLE_HPP

#include "netbasics/terminal/capability.hpp"

#include <string>
#include <vector>

namespace netbasics::render {

/** Rows of cells in columns as wide as their widest cell, two blanks apart; aligned by display width. The
   last column is not filled up. Cells are written as they are: make text from outside harmless first. */
class table {
public:
    /// The first row, in the looks of labels.
    void set_heading(std::vector<std::string> cells) { heading_ = std::move(cells); }

    void add(std::vector<std::string> cells, terminal::style s = terminal::style::plain)
    {
        rows_.push_back({std::move(cells), s});
    }

    /// The heading stands only where there is a row.
    void append_to(std::string& out, bool color) const;

private:
    struct row {
        std::vector<std::string> cells;
        terminal::style look;
    };

    std::vector<std::string> heading_;
    std::vector<row> rows_;
};

}  // namespace netbasics::render

#endif
