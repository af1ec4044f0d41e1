#ifndef NETBASICS_TESTS_SUPPORT_VECTORS_HPP
#define NETBASICS_TESTS_SUPPORT_VECTORS_HPP

#include <ostream>
#include <string>
#include <vector>

namespace netbasics::test {

/// A row of tests/data/subnet.tsv, its escapes undone; the file's head says what the columns hold.
struct vector_row {
    std::string op;
    std::string a;
    std::string b;
    std::string c;
    std::string expected;

    bool refused() const { return expected == "ERR"; }
};

std::ostream& operator<<(std::ostream& out, vector_row const& row);

/// The rows of the named operations, at least one for each.
std::vector<vector_row> subnet_vectors(std::vector<std::string> const& ops);

/// The words of a column that holds a list; none for "none".
std::vector<std::string> words_of(std::string const& column);

}  // namespace netbasics::test

#endif
