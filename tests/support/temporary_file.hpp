#ifndef NETBASICS_TESTS_SUPPORT_TEMPORARY_FILE_HPP
#define NETBASICS_TESTS_SUPPORT_TEMPORARY_FILE_HPP

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>

namespace netbasics::test {

/// A file with this content, gone at the end of its scope.
class temporary_file {
public:
    explicit temporary_file(std::string_view content)
    {
        int const descriptor = ::mkstemp(path_.data());
        if (descriptor < 0) throw std::runtime_error("mkstemp");
        while (!content.empty()) {
            auto const written = ::write(descriptor, content.data(), content.size());
            if (written < 0) throw std::runtime_error("write");
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        ::close(descriptor);
    }

    ~temporary_file() { ::unlink(path_.c_str()); }

    temporary_file(temporary_file const&) = delete;
    temporary_file& operator=(temporary_file const&) = delete;

    std::string const& path() const { return path_; }

private:
    std::string path_ = "/tmp/netbasics-test-XXXXXX";
};

}  // namespace netbasics::test

#endif
