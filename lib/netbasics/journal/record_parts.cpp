#include "netbasics/journal/record_parts.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>

namespace netbasics::journal {

namespace fs = std::filesystem;

namespace {

/// The names beside the record that may be older parts of it, without its own name before them.
std::vector<std::string> names_beside(fs::path const& path)
{
    std::vector<std::string> found;
    auto const own = path.filename().string();
    auto const folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code problem;
    for (fs::directory_iterator next(folder, problem), end; !problem && next != end;
         next.increment(problem)) {
        auto const name = next->path().filename().string();
        if (name.size() > own.size() + 1 && name.starts_with(own) &&
            (name[own.size()] == '.' || name[own.size()] == '-'))
            found.push_back(name.substr(own.size()));
    }
    return found;
}

struct older_part {
    std::string path;
    record_file file;
};

/// Oldest first. `next`: the number with which the record's own file begins; 0: there is none.
std::vector<older_part> parts_before(std::string const& path, std::uint64_t next)
{
    std::vector<older_part> all;
    for (auto const& ending : names_beside(path)) {
        auto part = record_file::open_part(path + ending);
        if (part.has_value() && part->last_seq() != 0) all.push_back({path + ending, std::move(*part)});
    }
    std::sort(all.begin(), all.end(),
              [](auto const& a, auto const& b) { return a.file.first_seq() < b.file.first_seq(); });
    std::vector<older_part> found;
    for (; !all.empty(); all.pop_back()) {
        if (next != 0 && all.back().file.last_seq() >= next) continue;
        next = all.back().file.first_seq();
        found.push_back(std::move(all.back()));
    }
    std::reverse(found.begin(), found.end());
    return found;
}

}  // namespace

std::vector<std::string> record_part_paths(std::string const& path)
{
    auto const own = record_file::open_part(path);
    std::vector<std::string> paths;
    if (own.has_value())
        for (auto const& part : parts_before(path, own->first_seq())) paths.push_back(part.path);
    paths.push_back(path);
    return paths;
}

result<record_parts> record_parts::open(std::string const& path)
{
    auto current = record_file::open(path);
    if (current.has_error()) return current.error();
    record_parts made(path, std::move(*current));
    made.find_older();
    return made;
}

void record_parts::find_older()
{
    older_.clear();
    for (auto& part : parts_before(path_, current_.first_seq())) older_.push_back(std::move(part.file));
}

std::uint64_t record_parts::last_seq() const
{
    if (current_.last_seq() != 0 || older_.empty()) return current_.last_seq();
    return older_.back().last_seq();
}

std::optional<room::moment> record_parts::began() const
{
    return older_.empty() ? current_.began() : older_.front().began();
}

std::string record_parts::unused_name() const
{
    std::uint64_t greatest = 0;
    for (auto const& ending : names_beside(path_)) {
        std::uint64_t number = 0;
        std::from_chars(ending.data() + 1, ending.data() + ending.size(), number);
        if (number < ~std::uint64_t{0}) greatest = std::max(greatest, number);
    }
    return path_ + '.' + std::to_string(greatest + 1);
}

result<void> record_parts::rotate()
{
    auto const name = unused_name();
    if (::rename(path_.c_str(), name.c_str()) != 0) return last_system_error();
    auto made = record_file::open(path_);
    if (made.has_error()) {
        ::rename(name.c_str(), path_.c_str());
        return made.error();
    }
    older_.push_back(std::exchange(current_, std::move(*made)));
    return result<void>();
}

result<void> record_parts::reopen()
{
    if (current_.is_at(path_)) return result<void>();
    auto made = record_file::open(path_);
    if (made.has_error()) return made.error();
    if (made->first_seq() != 0) return error(errc::record_broken);  // another room's
    if (current_.last_seq() != 0)
        older_.push_back(std::exchange(current_, std::move(*made)));
    else
        current_ = std::move(*made);
    return result<void>();
}

place record_parts::after(std::uint64_t seq) const
{
    for (auto const& part : older_)
        if (part.last_seq() > seq) return {seq, part.after(seq), part.first_seq()};
    return {seq, current_.after(seq), current_.first_seq()};
}

std::vector<entry> record_parts::read(place& where, std::size_t most) const
{
    std::vector<entry> found;
    while (found.empty()) {
        // A part may have been moved away since the last call: its first number still names it.
        auto const older = std::find_if(older_.begin(), older_.end(),
                                        [&](auto const& p) { return p.first_seq() == where.part; });
        bool const is_current = older == older_.end();
        auto const& part = is_current ? current_ : *older;
        if (is_current && where.part != current_.first_seq()) {
            where.part = current_.first_seq();
            where.offset = current_.after(where.seq);
        }
        auto const text = part.read(where.offset, most);
        if (text.empty()) {
            if (is_current) return found;
            auto const next = older + 1;
            where.part = next == older_.end() ? current_.first_seq() : next->first_seq();
            where.offset = 0;
            continue;
        }
        for (std::string_view rest = text; !rest.empty();) {
            auto const line = rest.substr(0, rest.find('\n') + 1);
            rest.remove_prefix(line.size());
            auto what = entry_from_line(line);
            if (!what || what->seq <= where.seq) continue;
            where.seq = what->seq;
            found.push_back(std::move(what));
        }
    }
    return found;
}

std::vector<entry> record_parts::last(std::size_t count) const
{
    auto found = current_.last(count);
    auto const messages = [&] {
        return static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](entry const& what) {
            return what->kind == room::event_kind::message;
        }));
    };
    for (auto part = older_.rbegin(); part != older_.rend() && messages() < count; ++part) {
        auto more = part->last(count - messages());
        found.insert(found.begin(), more.begin(), more.end());
    }
    return found;
}

}  // namespace netbasics::journal
