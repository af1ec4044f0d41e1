#include "netbasics/journal/record_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netbasics::journal {
namespace {

constexpr std::size_t block = 65'536;

/// At most so many bytes from there; fewer at the end of the file or where it cannot be read.
std::string bytes_at(int file, std::uint64_t offset, std::size_t most)
{
    std::string bytes(most, '\0');
    std::size_t size = 0;
    while (size < most) {
        auto const got = ::pread(file, bytes.data() + size, most - size, static_cast<off_t>(offset + size));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        size += static_cast<std::size_t>(got);
    }
    bytes.resize(size);
    return bytes;
}

/// What numbers may be: more can still follow, and a browser's numbers hold them exactly.
constexpr std::uint64_t greatest_seq = std::uint64_t{1} << 53;

bool is_countable(std::uint64_t seq) { return seq > 0 && seq < greatest_seq; }

/// Whether these bytes are how a line of a record starts: `{"seq":N,"time":"…`, as far as they go.
bool begins_a_line(std::string_view torn)
{
    constexpr std::string_view head = R"({"seq":)";
    constexpr std::string_view next = R"(,"time":")";
    auto const starts = [](std::string_view text, std::string_view with) {
        auto const size = std::min(text.size(), with.size());
        return text.substr(0, size) == with.substr(0, size);
    };
    if (!starts(torn, head)) return false;
    if (torn.size() <= head.size()) return true;
    torn.remove_prefix(head.size());
    auto const digits = std::min(torn.find_first_not_of("0123456789"), torn.size());
    if (digits == 0 || digits > 16) return false;
    return starts(torn.substr(digits), next) && torn.find('\0') == torn.npos;
}

result<io::unique_descriptor> open_regular(std::string const& path, int flags)
{
    io::unique_descriptor file(::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK, 0600));
    if (!file) return last_system_error();

    struct stat about {};

    if (::fstat(file.get(), &about) != 0) return last_system_error();
    if (!S_ISREG(about.st_mode)) return error(errc::record_broken);
    return file;
}

}  // namespace

entry entry_from_line(std::string_view line)
{
    auto what = room::event_from_json(line);
    if (!what || !is_countable(what->seq) || what->kind > room::event_kind::notice) return nullptr;
    return std::make_shared<room::event const>(room::cleaned(std::move(*what)));
}

result<record_file> record_file::open(std::string const& path)
{
    auto file = open_regular(path, O_RDWR | O_CREAT | O_APPEND);
    if (file.has_error()) return file.error();
    if (::flock(file->get(), LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? error(errc::record_in_use) : last_system_error();
    record_file made;
    made.file_ = std::move(*file);
    if (auto const done = made.look(true); done.has_error()) return done.error();
    return made;
}

result<record_file> record_file::open_part(std::string const& path)
{
    auto file = open_regular(path, O_RDONLY);
    if (file.has_error()) return file.error();
    record_file made;
    made.file_ = std::move(*file);
    if (auto const done = made.look(false); done.has_error()) return done.error();
    return made;
}

/// A process that is killed while it writes leaves a line that is not whole, and only the last one.
result<void> record_file::look(bool may_cut)
{
    struct stat about {};

    if (::fstat(file_.get(), &about) != 0) return last_system_error();
    size_ = static_cast<std::uint64_t>(about.st_size);
    auto const end = line_start(size_);
    if (end > 0) {
        auto const last = entry_from_line(line_at(line_start(end - 1)));
        auto const first = entry_from_line(line_at(0));
        if (!last || !first || last->seq < first->seq) return error(errc::record_broken);
        first_seq_ = first->seq;
        last_seq_ = last->seq;
        began_ = first->time;
    }
    if (end == size_) return result<void>();
    if (size_ - end > longest_line) return error(errc::record_broken);
    auto const torn = bytes_at(file_.get(), end, size_ - end);
    if (!begins_a_line(torn)) return error(errc::record_broken);
    size_ = end;
    if (!may_cut) return result<void>();
    torn_ = torn.substr(0, 200);
    if (::ftruncate(file_.get(), static_cast<off_t>(end)) != 0) return last_system_error();
    return result<void>();
}

bool record_file::is_at(std::string const& path) const
{
    struct stat here {};

    struct stat there {};

    return ::fstat(file_.get(), &here) == 0 && ::stat(path.c_str(), &there) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

result<void> record_file::write(std::string_view lines, bool to_disk)
{
    if (ragged_ && ::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0) return last_system_error();
    ragged_ = false;
    bool const any = !lines.empty();
    auto done = result<void>();
    while (!lines.empty() && done.has_value()) {
        auto const size = ::write(file_.get(), lines.data(), lines.size());
        if (size > 0)
            lines.remove_prefix(static_cast<std::size_t>(size));
        else if (size == 0 || errno != EINTR)
            done = last_system_error();
    }
    if (done.has_value() && to_disk) done = sync();
    if (done.has_error()) ragged_ = any && ::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0;
    return done;
}

void record_file::wrote(std::size_t bytes, room::event const& first, room::event const& last)
{
    size_ += bytes;
    last_seq_ = last.seq;
    if (first_seq_ != 0) return;
    first_seq_ = first.seq;
    began_ = first.time;
}

result<void> record_file::sync() const
{
    if (::fdatasync(file_.get()) != 0) return last_system_error();
    return result<void>();
}

/// Without the line end; empty where there is no whole line.
std::string record_file::line_at(std::uint64_t offset) const
{
    for (auto most = std::size_t{4096};; most *= 4) {
        auto bytes = bytes_at(file_.get(), offset, std::min(most, longest_line));
        auto const end = bytes.find('\n');
        if (end != bytes.npos) return bytes.substr(0, end);
        if (bytes.size() < most) return {};
    }
}

/// Of the line to which the byte at `offset` belongs.
std::uint64_t record_file::line_start(std::uint64_t offset) const
{
    while (offset > 0) {
        auto const size = std::min<std::uint64_t>(offset, block);
        auto const bytes = bytes_at(file_.get(), offset - size, size);
        auto const end = bytes.rfind('\n');
        if (end != bytes.npos) return offset - size + end + 1;
        offset -= size;
    }
    return 0;
}

std::uint64_t record_file::after(std::uint64_t seq) const
{
    // Before `low` all events are old; at `high` and behind it all are new.
    std::uint64_t low = 0;
    std::uint64_t high = size_;
    while (low < high) {
        auto const start = std::max(low, line_start(low + (high - low) / 2));
        auto const line = line_at(start);
        auto const what = entry_from_line(line);
        if (what && what->seq <= seq)
            low = start + line.size() + 1;
        else
            high = start;
    }
    return low;
}

std::string record_file::read(std::uint64_t& offset, std::size_t most) const
{
    if (offset >= size_) return {};
    auto bytes = bytes_at(file_.get(), offset, std::min<std::uint64_t>(most, size_ - offset));
    if (bytes.find('\n') == bytes.npos) {
        bytes = line_at(offset);
        if (bytes.empty()) offset = size_;  // no line of a record: nothing behind it can be trusted
        if (!bytes.empty()) bytes.push_back('\n');
    }
    bytes.resize(bytes.rfind('\n') + 1);
    offset += bytes.size();
    return bytes;
}

std::vector<entry> record_file::last(std::size_t count) const
{
    constexpr std::size_t most_others = 1000;
    std::vector<entry> found;
    std::size_t others = 0;
    for (auto end = size_; end > 0 && count > 0 && others < most_others;) {
        end = line_start(end - 1);
        auto const what = entry_from_line(line_at(end));
        if (!what) continue;
        (what->kind == room::event_kind::message ? --count : ++others);
        found.push_back(what);
    }
    std::reverse(found.begin(), found.end());
    return found;
}

}  // namespace netbasics::journal
