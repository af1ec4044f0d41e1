#include "installation.hpp"

#include <climits>
#include <sys/auxv.h>
#include <unistd.h>

namespace netbasics::tools {
namespace {

std::string program_path()
{
    char path[PATH_MAX];
    auto const length = ::readlink("/proc/self/exe", path, sizeof path);
    if (length > 0) return {path, static_cast<std::size_t>(length)};
    // Without /proc: the path that execve() was given.
    auto const* const given = reinterpret_cast<char const*>(::getauxval(AT_EXECFN));
    return given == nullptr ? std::string() : std::string(given);
}

std::string program_folder()
{
    auto path = program_path();
    auto const slash = path.rfind('/');
    return slash == path.npos ? "." : path.substr(0, slash);
}

/// The folder that everything was installed under, with a slash at its end; empty where nothing was: in a build tree.
std::string install_prefix()
{
    auto const folder = program_folder();
    for (std::string_view const part : {"/" NETBASICS_BIN, "/" NETBASICS_LIBEXEC})
        if (folder.ends_with(part)) return folder.substr(0, folder.size() - part.size() + 1);
    return {};
}

}  // namespace

std::string companion_program(std::string_view name)
{
    auto const beside = program_folder().append("/").append(name);
    auto const prefix = install_prefix();
    if (prefix.empty() || ::access(beside.c_str(), X_OK) == 0) return beside;
    return (prefix + NETBASICS_LIBEXEC "/").append(name);
}

std::string locale_folder()
{
    auto const prefix = install_prefix();
    return prefix.empty() ? program_folder() + "/locale" : prefix + NETBASICS_LOCALE;
}

}  // namespace netbasics::tools
