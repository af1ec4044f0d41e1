#include "netbasics/io/state_file.hpp"

#include "netbasics/io/unique_descriptor.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netbasics::io {
namespace {

result<void> make_folders(std::string const& path)
{
    for (auto end = path.find('/', 1); end != path.npos; end = path.find('/', end + 1))
        if (::mkdir(path.substr(0, end).c_str(), 0700) != 0 && errno != EEXIST) return last_system_error();
    return result<void>();
}

result<void> write_all(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const done = ::write(file, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return last_system_error();
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return result<void>();
}

}  // namespace

result<std::string> read_state(std::string const& path, std::size_t limit)
{
    unique_descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return last_system_error();
    std::string text;
    for (;;) {
        char bytes[4096];
        auto const got = ::read(file.get(), bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return last_system_error();
        if (got == 0) return text;
        text.append(bytes, static_cast<std::size_t>(got));
        if (text.size() > limit) return error(errc::file_too_large);
    }
}

result<void> make_state(std::string const& path, std::string const& content)
{
    if (auto const folders = make_folders(path); folders.has_error()) return folders;
    auto beside = path + ".XXXXXX";
    unique_descriptor const file(::mkostemp(beside.data(), O_CLOEXEC));  // 0600
    if (!file) return last_system_error();
    auto done = write_all(file.get(), content);
    if (done.has_value() && ::fsync(file.get()) != 0) done = last_system_error();
    if (done.has_value() && ::link(beside.c_str(), path.c_str()) != 0 && errno != EEXIST)
        done = last_system_error();
    ::unlink(beside.c_str());
    return done;
}

result<void> append_state(std::string const& path, std::string const& line)
{
    if (auto const folders = make_folders(path); folders.has_error()) return folders;
    unique_descriptor const file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
    if (!file) return last_system_error();
    return write_all(file.get(), line);
}

}  // namespace netbasics::io
