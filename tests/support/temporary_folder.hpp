#ifndef NETBASICS_TESTS_SUPPORT_TEMPORARY_FOLDER_HPP
#define NETBASICS_TESTS_SUPPORT_TEMPORARY_FOLDER_HPP

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace netbasics::test {

/// An empty folder, gone with all that is in it at the end of its scope.
class temporary_folder {
public:
    temporary_folder()
    {
        if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("mkdtemp");
    }

    ~temporary_folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    temporary_folder(temporary_folder const&) = delete;
    temporary_folder& operator=(temporary_folder const&) = delete;

    std::string const& path() const { return path_; }

private:
    std::string path_ = "/tmp/netbasics-test-XXXXXX";
};

}  // namespace netbasics::test

#endif
