#ifndef NETBASICS_TESTS_SUPPORT_PORT_ROWS_HPP
#define NETBASICS_TESTS_SUPPORT_PORT_ROWS_HPP

#include <ostream>
#include <string>
#include <vector>

namespace netbasics::test {

/// A row of tests/data/port.tsv, whose head says what each kind holds.
struct port_row {
    std::vector<std::string> fields;  ///< behind the kind; an empty text for "-"

    std::string const& operator[](std::size_t i) const { return fields.at(i); }
};

std::ostream& operator<<(std::ostream& out, port_row const& row);

/// The rows of one kind, at least one.
std::vector<port_row> port_rows(std::string const& kind);

/// The parts of a text between separators; none for an empty one.
std::vector<std::string> parts_of(std::string const& text, char separator);

}  // namespace netbasics::test

#endif
