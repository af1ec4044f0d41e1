#include "own_registries.hpp"

#include "netbasics/io/unique_descriptor.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace netbasics::tools {
namespace {

using registry::oui_list;

result<std::string> read_file(char const* path)
{
    io::unique_descriptor const file(::open(path, O_RDONLY | O_CLOEXEC));
    if (!file) return last_system_error();
    std::string text;
    for (;;) {
        constexpr std::size_t step = std::size_t{1} << 20;
        auto const had = text.size();
        text.resize(had + step);
        auto const got = ::read(file.get(), text.data() + had, step);
        auto const problem = errno;
        text.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && problem != EINTR)
            return error(boost::system::error_code(problem, boost::system::system_category()));
        if (got == 0) return text;
        if (text.size() > oui_list::most_bytes)
            return error(boost::system::error_code(EFBIG, boost::system::system_category()));
    }
}

/// As the XDG Base Directory Specification has it; empty where nobody's home is known.
std::string configuration_folder()
{
    auto const* const folder = std::getenv("XDG_CONFIG_HOME");
    if (folder != nullptr && folder[0] == '/') return folder;
    auto const* const home = std::getenv("HOME");
    return home != nullptr && home[0] == '/' ? std::string(home) + "/.config" : std::string();
}

}  // namespace

std::vector<std::string> own_registries()
{
    std::vector<std::string> paths;
    auto folder = configuration_folder();
    if (folder.empty()) return paths;
    folder.append("/netbasics/registry.d");
    auto* const entries = ::opendir(folder.c_str());
    if (entries == nullptr) return paths;
    while (auto const* entry = ::readdir(entries)) {
        std::string_view const name = entry->d_name;
        if (!name.starts_with('.') && !name.ends_with('~')) paths.push_back(folder + "/" + entry->d_name);
    }
    ::closedir(entries);
    std::sort(paths.begin(), paths.end());
    return paths;
}

result<oui_list> read_registry(std::string const& path)
{
    auto const text = read_file(path.c_str());
    return text ? oui_list::from_text(*text) : result<oui_list>(text.error());
}

}  // namespace netbasics::tools
