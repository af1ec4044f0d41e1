#include "support/vectors.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace netbasics::test {
namespace {

std::string unescaped(std::string const& column)
{
    if (column == "<empty>") return {};
    std::string text;
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (column.compare(i, 2, "\\x") == 0) {
            text.push_back(static_cast<char>(std::stoi(column.substr(i + 2, 2), nullptr, 16)));
            i += 3;
        } else {
            text.push_back(column[i]);
        }
    }
    return text;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, vector_row const& row)
{
    return out << row.op << " " << row.a << " " << row.b << " " << row.c << " -> " << row.expected;
}

std::vector<vector_row> subnet_vectors(std::vector<std::string> const& ops)
{
    std::ifstream file(NETBASICS_TEST_DATA "/subnet.tsv");
    std::vector<vector_row> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream columns(line);
        vector_row row;
        for (auto* column : {&row.op, &row.a, &row.b, &row.c, &row.expected}) {
            std::getline(columns, *column, '\t');
            if (column != &row.op && column != &row.expected) *column = unescaped(*column);
        }
        if (std::find(ops.begin(), ops.end(), row.op) != ops.end()) rows.push_back(row);
    }
    for (auto const& op : ops)
        if (std::none_of(rows.begin(), rows.end(), [&](auto const& row) { return row.op == op; }))
            throw std::runtime_error("no vectors for " + op);
    return rows;
}

std::vector<std::string> words_of(std::string const& column)
{
    std::istringstream in(column == "none" ? std::string{} : column);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

}  // namespace netbasics::test
