#ifndef NETBASICS_JOURNAL_RECORD_PARTS_HPP
#define NETBASICS_JOURNAL_RECORD_PARTS_HPP

#include "netbasics/journal/record_file.hpp"

namespace netbasics::journal {

/// The files of a record, oldest first and the one at `path` last; changes and locks nothing.
std::vector<std::string> record_part_paths(std::string const& path);

/** A record and its older parts: the files beside it whose names begin with its own and `.` or `-`, as this
    class or logrotate(8) leave them. What is no record, or does not come before the next part, is none. */
class record_parts {
public:
    static result<record_parts> open(std::string const& path);

    record_file& current() noexcept { return current_; }

    record_file const& current() const noexcept { return current_; }

    std::uint64_t last_seq() const;
    std::optional<room::moment> began() const;

    /// Continues in a new file, the old one as FILE.N beside it. After an error, in the old one.
    result<void> rotate();

    /// Somebody has moved the file away: continues in a new one at its place.
    result<void> reopen();

    place after(std::uint64_t seq) const;
    std::vector<entry> read(place& where, std::size_t most) const;
    std::vector<entry> last(std::size_t count) const;

private:
    record_parts(std::string path, record_file current) : path_(std::move(path)), current_(std::move(current))
    {
    }

    void find_older();
    std::string unused_name() const;

    std::string path_;
    record_file current_;
    std::vector<record_file> older_;  ///< oldest first
};

}  // namespace netbasics::journal

#endif
