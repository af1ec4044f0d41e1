#ifndef NETBASICS_TESTS_SUPPORT_TEMPORARY_FOLDER_HPP
#define NETBASICS_TESTS_SUPPORT_TEMPORARY_FOLDER_HPP

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace netbasics::test {

/// A folder that is gone, with all in it, at the end of its scope.
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

    std::string path(std::string_view name = {}) const
    {
        return name.empty() ? path_ : path_ + '/' + std::string(name);
    }

    /// Makes a file (0600) in it, and gives its path.
    std::string file(std::string_view name, std::string_view content) const
    {
        auto const where = path(name);
        std::ofstream(where) << content;
        std::filesystem::permissions(where, std::filesystem::perms(0600));
        return where;
    }

private:
    std::string path_ = "/tmp/netbasics-test-XXXXXX";
};

}  // namespace netbasics::test

#endif
