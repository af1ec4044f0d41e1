#include "netbasics/chat/record.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netbasics::chat {
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

}  // namespace

result<record> record::open(std::string const& path)
{
    record made;
    made.file_ = host::unique_descriptor(
        ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0600));
    if (!made.file_) return last_system_error();

    struct stat about {};

    if (::fstat(made.file_.get(), &about) != 0) return last_system_error();
    if (!S_ISREG(about.st_mode)) return error(errc::record_broken);
    if (::flock(made.file_.get(), LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? error(errc::record_in_use) : last_system_error();
    made.size_ = static_cast<std::uint64_t>(about.st_size);
    if (auto const done = made.find_end(); done.has_error()) return done.error();
    return made;
}

/** A process that is killed while it writes leaves a line that is not whole, and only the last one.
    The file is changed only after everything in it is known to be a record's. */
result<void> record::find_end()
{
    auto const end = line_start(size_);
    if (end > 0) {
        auto const last = utterance_from_json(line_at(line_start(end - 1)));
        auto const first = utterance_from_json(line_at(0));
        if (!last || !first || !is_countable(first->seq) || !is_countable(last->seq) ||
            last->seq < first->seq)
            return error(errc::record_broken);
        found_.last_seq = last->seq;
        began_ = first->time;
    }
    if (end == size_) return result<void>();
    if (size_ - end > longest_line) return error(errc::record_broken);
    auto const torn = bytes_at(file_.get(), end, size_ - end);
    if (!begins_a_line(torn)) return error(errc::record_broken);
    found_.torn = torn.substr(0, 200);
    if (::ftruncate(file_.get(), static_cast<off_t>(end)) != 0) return last_system_error();
    size_ = end;
    return result<void>();
}

void record::append(utterance const& what)
{
    if (!began_) began_ = what.time;
    waiting_.append(*what.json());
}

result<void> record::commit(bool to_disk)
{
    auto const lines = std::exchange(waiting_, {});
    if (ragged_ && ::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0) return last_system_error();
    ragged_ = false;
    std::size_t written = 0;
    auto done = result<void>();
    while (written < lines.size() && done.has_value()) {
        auto const size = ::write(file_.get(), lines.data() + written, lines.size() - written);
        if (size > 0)
            written += static_cast<std::size_t>(size);
        else if (size == 0 || errno != EINTR)
            done = last_system_error();
    }
    if (done.has_value() && to_disk) done = sync();
    if (done.has_value()) {
        size_ += written;
        return done;
    }
    if (size_ == 0) began_.reset();
    ragged_ = written > 0 && ::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0;
    return done;
}

result<void> record::sync() const
{
    if (::fdatasync(file_.get()) != 0) return last_system_error();
    return result<void>();
}

/// Without the line end; empty where there is no whole line.
std::string record::line_at(std::uint64_t offset) const
{
    for (auto most = std::size_t{4096};; most *= 4) {
        auto bytes = bytes_at(file_.get(), offset, std::min(most, longest_line));
        auto const end = bytes.find('\n');
        if (end != bytes.npos) return bytes.substr(0, end);
        if (bytes.size() < most) return {};
    }
}

/// Of the line to which the byte at `offset` belongs.
std::uint64_t record::line_start(std::uint64_t offset) const
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

record::place record::after(std::uint64_t seq) const
{
    // Before `low` all events are old; at `high` and behind it all are new.
    std::uint64_t low = 0;
    std::uint64_t high = size_;
    while (low < high) {
        auto const start = std::max(low, line_start(low + (high - low) / 2));
        auto const line = line_at(start);
        auto const what = utterance_from_json(line);
        if (what && what->seq <= seq)
            low = start + line.size() + 1;
        else
            high = start;
    }
    return {low};
}

std::string record::read(place& where, std::size_t most) const
{
    if (where.offset >= size_) return {};
    auto bytes = bytes_at(file_.get(), where.offset, std::min<std::uint64_t>(most, size_ - where.offset));
    if (bytes.find('\n') == bytes.npos) {
        bytes = line_at(where.offset);
        if (bytes.empty()) where.offset = size_;  // no line of a record: nothing behind it can be trusted
        if (!bytes.empty()) bytes.push_back('\n');
    }
    bytes.resize(bytes.rfind('\n') + 1);
    where.offset += bytes.size();
    return bytes;
}

std::vector<std::shared_ptr<utterance const>> record::last_messages(std::size_t count) const
{
    std::vector<std::shared_ptr<utterance const>> found;
    for (auto end = size_; end > 0 && found.size() < count;) {
        end = line_start(end - 1);
        auto what = utterance_from_json(line_at(end));
        if (what && what->event == room_event::message)
            found.push_back(std::make_shared<utterance const>(std::move(*what)));
    }
    std::reverse(found.begin(), found.end());
    return found;
}

}  // namespace netbasics::chat
