#ifndef NETBASICS_TOOLS_INPUT_FILE_HPP
#define NETBASICS_TOOLS_INPUT_FILE_HPP

#include "command.hpp"

#include "netbasics/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

/// A file that a verb reads, or standard input; closed at the end.
class input_file {
public:
    /// `-` is standard input.
    static result<input_file> open(std::string const& name, streams io);

    input_file(input_file&& other) noexcept;
    input_file& operator=(input_file&&) = delete;
    ~input_file();

    int descriptor() const noexcept { return descriptor_; }

    /// The file's name as messages show it.
    std::string const& title() const noexcept { return title_; }

    /// Bytes, for a regular file; 0 where it cannot be told.
    std::uint64_t size() const noexcept;

private:
    input_file(int descriptor, bool owned, std::string title) noexcept;

    int descriptor_;
    bool owned_;
    std::string title_;
};

/// FILE operands from the one at `first` on; standard input where there is none.
std::vector<std::string> files_of(std::vector<std::string> const& operands, std::size_t first);

}  // namespace netbasics::tools

#endif
