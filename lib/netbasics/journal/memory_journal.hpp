#ifndef NETBASICS_JOURNAL_MEMORY_JOURNAL_HPP
#define NETBASICS_JOURNAL_MEMORY_JOURNAL_HPP

#include "netbasics/journal/journal.hpp"

#include <utility>

namespace netbasics::journal {

/// Events are as permanent as the process.
class memory_journal : public journal {
public:
    explicit memory_journal(std::size_t kept) : journal(kept) {}

    void append(std::shared_ptr<room::event> what, std::uint64_t tag) override
    {
        waiting_.emplace_back(std::move(what), tag);
    }

    void commit() override
    {
        for (auto const& [what, tag] : std::exchange(waiting_, {})) {
            what->seq = last_seq() + 1;
            commit_one(what, tag);
        }
    }

private:
    std::vector<std::pair<std::shared_ptr<room::event>, std::uint64_t>> waiting_;
};

}  // namespace netbasics::journal

#endif
