#include "support/port_rows.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace netbasics::test {

std::ostream& operator<<(std::ostream& out, port_row const& row)
{
    for (auto const& field : row.fields) out << field << " | ";
    return out;
}

std::vector<port_row> port_rows(std::string const& kind)
{
    std::ifstream file(NETBASICS_TEST_DATA "/port.tsv");
    std::vector<port_row> rows;
    for (std::string line; std::getline(file, line);) {
        auto fields = parts_of(line, '\t');
        if (fields.empty() || fields.front() != kind) continue;
        fields.erase(fields.begin());
        for (auto& field : fields)
            if (field == "-") field.clear();
        rows.push_back({fields});
    }
    if (rows.empty()) throw std::runtime_error("no rows of kind " + kind);
    return rows;
}

std::vector<std::string> parts_of(std::string const& text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
    return parts;
}

}  // namespace netbasics::test
