#include "netbasics/host/local_socket.hpp"
#include "netbasics/io/small_file.hpp"
#include "netbasics/io/unique_descriptor.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>

namespace netbasics::host {
namespace {

/// Calls `use(name)` for each entry of a folder whose name is a number.
template <class Use>
void for_each_number(int folder, Use use)
{
    alignas(dirent64) char block[32768];
    for (;;) {
        auto const got = ::syscall(SYS_getdents64, folder, block, sizeof block);
        if (got <= 0) return;
        for (long at = 0; at < got;) {
            auto const* entry = reinterpret_cast<dirent64 const*>(block + at);
            if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9') use(entry->d_name);
            at += entry->d_reclen;
        }
    }
}

/// The inode behind a link `socket:[123]`; 0 for any other.
std::uint64_t socket_inode(int folder, char const* name)
{
    constexpr std::string_view head = "socket:[";
    char link[64];
    auto const length = ::readlinkat(folder, name, link, sizeof link);
    if (length <= static_cast<ssize_t>(head.size()) || std::memcmp(link, head.data(), head.size()) != 0)
        return 0;
    std::uint64_t inode = 0;
    std::from_chars(link + head.size(), link + length, inode);
    return inode;
}

struct wanted {
    std::uint64_t inode;
    local_socket* socket;
};

class walk {
public:
    explicit walk(std::vector<local_socket>& sockets)
    {
        for (auto& s : sockets)
            if (s.inode != 0) wanted_.push_back({s.inode, &s});
        std::sort(wanted_.begin(), wanted_.end(),
                  [](auto const& a, auto const& b) { return a.inode < b.inode; });
    }

    void run()
    {
        if (wanted_.empty()) return;
        io::unique_descriptor const proc(::open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!proc) return;
        for_each_number(proc.get(), [&](char const* pid) { look_at(proc.get(), pid); });
    }

    bool was_refused() const { return refused_; }

private:
    void look_at(int proc, char const* pid)
    {
        auto const path = std::string(pid).append("/fd");
        io::unique_descriptor const folder(::openat(proc, path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder) {
            refused_ = refused_ || errno == EACCES || errno == EPERM;
            return;
        }
        process holder;
        for_each_number(folder.get(), [&](char const* descriptor) {
            auto const inode = socket_inode(folder.get(), descriptor);
            if (inode == 0) return;
            auto place = std::lower_bound(wanted_.begin(), wanted_.end(), inode,
                                          [](wanted const& w, std::uint64_t i) { return w.inode < i; });
            for (; place != wanted_.end() && place->inode == inode; ++place) {
                if (holder.pid == 0) holder = describe(proc, pid);
                add(*place->socket, holder);
            }
        });
    }

    static process describe(int proc, char const* pid)
    {
        process p;
        std::from_chars(pid, pid + std::strlen(pid), p.pid);
        p.name = io::read_small_file(std::string(pid).append("/comm").c_str(), 64, proc).value_or("");
        if (p.name.ends_with('\n')) p.name.pop_back();
        return p;
    }

    /// A process that has a socket twice is named once.
    static void add(local_socket& s, process const& holder)
    {
        if (s.processes.empty() || s.processes.back().pid != holder.pid) s.processes.push_back(holder);
    }

    std::vector<wanted> wanted_;
    bool refused_ = false;
};

process_visibility why_hidden(local_socket const& s, bool was_refused)
{
    auto const us = ::geteuid();
    if (us != 0 && s.uid != us) return process_visibility::other_user;
    return was_refused ? process_visibility::protected_ : process_visibility::elsewhere;
}

}  // namespace

void find_processes(std::vector<local_socket>& sockets)
{
    walk all(sockets);
    all.run();
    for (auto& s : sockets)
        s.visibility = s.processes.empty() ? why_hidden(s, all.was_refused()) : process_visibility::seen;
}

}  // namespace netbasics::host
