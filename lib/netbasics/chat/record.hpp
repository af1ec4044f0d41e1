#ifndef NETBASICS_CHAT_RECORD_HPP
#define NETBASICS_CHAT_RECORD_HPP

#include "netbasics/chat/utterance.hpp"
#include "netbasics/error.hpp"
#include "netbasics/host/unique_descriptor.hpp"

#include <functional>
#include <string>
#include <vector>

namespace netbasics::chat {

/** What was said in a room, in a file: one JSON object a line as in a member's `/json` feed, seq rising.
    What is appended is written with one call by `commit`, before anybody is told; from then on it outlives
   the process. */
class record {
public:
    static constexpr std::size_t longest_line = std::size_t{1} << 20;  ///< bytes; nothing longer is read

    /// What was found when the file was opened.
    struct state {
        std::uint64_t last_seq = 0;
        std::string torn{};  ///< the beginning of a last line that was not whole, and has been removed
    };

    /** Opens or makes the file (readable by its owner alone) and goes on behind its last whole line.
        Fails with record_broken (the last whole line is none of a record's), record_in_use (by another
        process), or the system's reason. */
    static result<record> open(std::string const& path);

    state const& found() const noexcept { return found_; }

    /// The time of the first event, which tells one record from another; nothing while there is none.
    std::optional<moment> began() const noexcept { return began_; }

    /// `what` has a seq, greater than all before it.
    void append(utterance const& what);

    /** Writes what was appended, and with `to_disk` syncs it: all of it or nothing. After an error no trace
       of it is left in the file, and it is forgotten. */
    result<void> commit(bool to_disk = false);

    /// What was written is on the disk when this returns. May be called in another thread.
    result<void> sync() const;

    /// Where reading goes on.
    struct place {
        std::uint64_t offset = 0;
    };

    /// The place of the first event with a greater seq.
    place after(std::uint64_t seq) const;

    /// Whole lines from there, about `most` bytes of them and at least one; empty at the end.
    std::string read(place& where, std::size_t most) const;

    /// The last messages, oldest first.
    std::vector<std::shared_ptr<utterance const>> last_messages(std::size_t count) const;

private:
    record() = default;

    result<void> find_end();
    std::string line_at(std::uint64_t offset) const;
    std::uint64_t line_start(std::uint64_t offset) const;

    host::unique_descriptor file_;
    std::uint64_t size_ = 0;  ///< bytes in the file
    std::string waiting_;
    bool ragged_ = false;  ///< more than `size_` bytes are in the file: the rest has to go
    std::optional<moment> began_;
    state found_;
};

}  // namespace netbasics::chat

#endif
