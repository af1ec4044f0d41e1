#ifndef NETBASICS_JOURNAL_JOURNAL_HPP
#define NETBASICS_JOURNAL_JOURNAL_HPP

#include "netbasics/error.hpp"
#include "netbasics/room/event.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace netbasics::journal {

using room::moment;
using entry = std::shared_ptr<room::event const>;

/// What a journal tells: each event that was appended is answered once, in the journal's order.
class subscriber {
public:
    virtual ~subscriber() = default;

    /// `what` has its number now and is permanent. `tag` is the appender's; 0 for an event from elsewhere.
    virtual void committed(entry const& what, std::uint64_t tag) = 0;

    /// `what` is not in the journal and never will be.
    virtual void failed(entry const& what, std::uint64_t tag, std::string const& why) = 0;

    /// It has to wait for longer than usual; one of the other two follows.
    virtual void delayed(entry const& what, std::uint64_t tag) = 0;
};

/// Where a reader of the past is.
struct place {
    std::uint64_t seq = 0;     ///< it has everything up to here
    std::uint64_t offset = 0;  ///< bytes, in a part of a record
    std::size_t part = 0;      ///< the sequence number with which the part begins
};

/** Where a room's events get their numbers and become permanent. Nothing is shown before it is committed.
    One thread: answers come from the event loop, never from within `append`. */
class journal {
public:
    /// `kept`: messages that are held in memory for those who join and those who come back.
    explicit journal(std::size_t kept) : kept_(kept) {}

    virtual ~journal() = default;
    journal(journal const&) = delete;
    journal& operator=(journal const&) = delete;

    /// Before the first append; outlives the journal's last answer.
    void answer_to(subscriber& who) { subscriber_ = &who; }

    /// Takes an event without a number. What is appended before one `commit` is committed together.
    virtual void append(std::shared_ptr<room::event> what, std::uint64_t tag) = 0;

    /// Starts to commit what was appended; the answers may come before this returns.
    virtual void commit() = 0;

    /// False: so much waits for an answer that members should not be read for now.
    virtual bool accepts() const { return true; }

    /// Every event since the room began can be read again.
    virtual bool keeps_everything() const { return false; }

    /// The place behind `seq`.
    virtual place after(std::uint64_t seq) const { return {seq, 0, 0}; }

    /// Events from there, about `most` bytes of them and at least one; empty at the end.
    virtual std::vector<entry> read(place& where, std::size_t most) const { return recent(where, most); }

    /// The same from memory alone.
    std::vector<entry> recent(place& where, std::size_t most) const;

    /// The place before the last `count` messages in memory.
    place before_last(std::size_t count) const;

    /// Some events behind `seq` are no longer in memory.
    bool has_lost_after(std::uint64_t seq) const { return seq < forgotten_; }

    std::uint64_t last_seq() const noexcept { return last_seq_; }

    /// When the room began, which tells one room's numbers from another's.
    std::optional<room::moment> began() const noexcept { return began_; }

protected:
    /// `what` has its number.
    void commit_one(entry const& what, std::uint64_t tag);

    void delay_one(entry const& what, std::uint64_t tag)
    {
        if (subscriber_ != nullptr) subscriber_->delayed(what, tag);
    }

    void fail_one(entry const& what, std::uint64_t tag, std::string const& why);

    /// From an earlier run: known, but nothing to tell.
    void resume(std::uint64_t last_seq, std::optional<room::moment> began, std::vector<entry> const& past);
    void remember(entry const& what);

    void set_began(room::moment when) { began_ = when; }

    /// The numbers begin anew.
    void forget();

private:
    subscriber* subscriber_ = nullptr;
    std::size_t kept_;
    std::deque<entry> recent_;
    std::size_t messages_ = 0;     ///< among them
    std::uint64_t forgotten_ = 0;  ///< up to here, events are no longer in memory
    std::uint64_t last_seq_ = 0;
    std::optional<room::moment> began_;
};

}  // namespace netbasics::journal

#endif
