#ifndef NETBASICS_JOURNAL_FILE_JOURNAL_HPP
#define NETBASICS_JOURNAL_FILE_JOURNAL_HPP

#include "netbasics/journal/record_parts.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>

namespace netbasics::journal {

namespace asio = boost::asio;

/// When an event is on the disk. Once it is written a process may die; once it is synced, a machine may.
enum class sync_policy {
    always,  ///< before it is committed: while the disk is busy, what is appended waits for the next sync
    batch,   ///< within a second after that, in a thread of its own
    never,   ///< when the system likes
};

/// A record on disk.
class file_journal : public journal {
public:
    /// Is told, from the event loop, of the first failure and of the first success after it.
    using observer = std::function<void(result<void> const& state)>;

    struct settings {
        sync_policy sync = sync_policy::batch;
        std::uint64_t part_size = 0;  ///< bytes; then a new file is begun; 0: never
        std::size_t kept = 0;         ///< messages in memory
    };

    file_journal(asio::io_context& context, record_parts kept, settings how, observer told);

    void append(std::shared_ptr<room::event> what, std::uint64_t tag) override;
    void commit() override;

    bool accepts() const override { return waiting_bytes_ < most_waiting; }

    bool keeps_everything() const override { return true; }

    place after(std::uint64_t seq) const override { return record_.after(seq); }

    std::vector<entry> read(place& where, std::size_t most) const override
    {
        return record_.read(where, most);
    }

    /// The file at the record's path may be another one now.
    void reopen();

    /// Writes and syncs what there is; answers nothing more.
    result<void> close();

private:
    static constexpr std::size_t most_waiting = std::size_t{4} << 20;  ///< bytes while the disk is busy

    struct batch {
        std::vector<std::pair<std::shared_ptr<room::event>, std::uint64_t>> events{};
        std::string lines{};
    };

    batch take_waiting();
    void finish(batch const& written, result<void> const& done);
    void go_on();
    void sync_soon();
    void note(result<void> const& state);

    asio::io_context& context_;
    record_parts record_;
    settings how_;
    observer told_;
    batch waiting_;
    std::size_t waiting_bytes_ = 0;
    std::uint64_t last_given_ = 0;  ///< of numbers that are being written
    asio::steady_timer timer_;
    asio::thread_pool disk_{1};
    bool failing_ = false;
    bool reopen_ = false;  ///< when the disk is idle
    enum class disk { idle, committing, sync_is_due, syncing } disk_is_ = disk::idle;
};

}  // namespace netbasics::journal

#endif
