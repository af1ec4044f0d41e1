#include "input_file.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace netbasics::tools {

input_file::input_file(int descriptor, bool owned, std::string title) noexcept
    : descriptor_(descriptor), owned_(owned), title_(std::move(title))
{
}

input_file::input_file(input_file&& other) noexcept
    : descriptor_(other.descriptor_), owned_(std::exchange(other.owned_, false)),
      title_(std::move(other.title_))
{
}

input_file::~input_file()
{
    if (owned_) ::close(descriptor_);
}

result<input_file> input_file::open(std::string const& name, streams io)
{
    if (name == "-") return input_file(io.in, false, tr("(standard input)"));
    int const descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return last_system_error();
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    return input_file(descriptor, true, terminal::harmless(name));
}

std::uint64_t input_file::size() const noexcept
{
    struct stat facts {};

    bool const regular = ::fstat(descriptor_, &facts) == 0 && S_ISREG(facts.st_mode);
    return regular ? static_cast<std::uint64_t>(facts.st_size) : 0;
}

std::vector<std::string> files_of(std::vector<std::string> const& operands, std::size_t first)
{
    if (operands.size() <= first) return {"-"};
    return {operands.begin() + static_cast<std::ptrdiff_t>(first), operands.end()};
}

}  // namespace netbasics::tools
