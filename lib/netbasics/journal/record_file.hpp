#ifndef NETBASICS_JOURNAL_RECORD_FILE_HPP
#define NETBASICS_JOURNAL_RECORD_FILE_HPP

#include "netbasics/error.hpp"
#include "netbasics/io/unique_descriptor.hpp"
#include "netbasics/journal/journal.hpp"

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace netbasics::journal {

/// One event of a record, as a line from outside: nothing where it is none that a room has numbered.
entry entry_from_line(std::string_view line);

/** A part of a room's record: one JSON object a line as in a member's `/json` feed, seq rising.
    The file is touched only after it is known to be a record; of its end, only a line that begins like one
    of a record's and is not whole is cut. */
class record_file {
public:
    static constexpr std::size_t longest_line = std::size_t{1} << 20;  ///< bytes; nothing longer is read

    /** Opens or makes the file (readable by its owner alone) and continues behind its last whole line.
        Fails with record_broken (it is not a record), record_in_use (by another process), or the system's
        reason. */
    static result<record_file> open(std::string const& path);

    /// Opens an older part, to read it alone.
    static result<record_file> open_part(std::string const& path);

    /// The numbers and the time of the first event and of the last; zero while there is none.
    std::uint64_t first_seq() const noexcept { return first_seq_; }

    std::uint64_t last_seq() const noexcept { return last_seq_; }

    std::optional<room::moment> began() const noexcept { return began_; }

    std::uint64_t size() const noexcept { return size_; }

    /// The beginning of a last line that was not whole and has been removed.
    std::string const& torn() const noexcept { return torn_; }

    /// Whether `path` leads to this file.
    bool is_at(std::string const& path) const;

    /** Writes whole lines, and with `to_disk` syncs them: all of them or nothing. After an error no trace of
        them is left. May be called in another thread; `wrote` tells this object afterwards. */
    result<void> write(std::string_view lines, bool to_disk);

    /// `bytes` that `write` has written hold these events and those between.
    void wrote(std::size_t bytes, room::event const& first, room::event const& last);

    /// What was written is on the disk when this returns. May be called in another thread.
    result<void> sync() const;

    /// The offset of the first event with a greater seq.
    std::uint64_t after(std::uint64_t seq) const;

    /// Whole lines from there, about `most` bytes of them and at least one; empty at the end.
    std::string read(std::uint64_t& offset, std::size_t most) const;

    /// The last events, oldest first, with at most `count` messages among them.
    std::vector<entry> last(std::size_t count) const;

private:
    record_file() = default;

    result<void> look(bool may_cut);
    std::string line_at(std::uint64_t offset) const;
    std::uint64_t line_start(std::uint64_t offset) const;

    io::unique_descriptor file_;
    std::uint64_t size_ = 0;  ///< bytes of whole lines
    bool ragged_ = false;     ///< more than `size_` bytes are in the file: the rest has to go
    std::uint64_t first_seq_ = 0;
    std::uint64_t last_seq_ = 0;
    std::optional<room::moment> began_;
    std::string torn_;
};

}  // namespace netbasics::journal

#endif
