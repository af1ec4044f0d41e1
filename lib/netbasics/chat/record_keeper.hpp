#ifndef NETBASICS_CHAT_RECORD_KEEPER_HPP
#define NETBASICS_CHAT_RECORD_KEEPER_HPP

#include "netbasics/chat/record.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>

namespace netbasics::chat {

namespace asio = boost::asio;

/// When what was written has to be on the disk. Without it a process may die and nothing is lost; with it a
/// machine may.
enum class sync_policy {
    always,  ///< before it is told
    batch,   ///< within a second, in a thread of its own
    never,   ///< when the system likes
};

/// Writes a room's record at the right times, and again while it cannot be written.
class record_keeper {
public:
    /// Is told, from the event loop, of the first failure and of the first success after it.
    using observer = std::function<void(result<void> const& state)>;

    record_keeper(asio::io_context& context, record kept, sync_policy policy, observer told);

    record const& kept() const noexcept { return record_; }

    void append(utterance const& what) { record_.append(what); }

    /// Everything that was appended is written where that is possible. Before anybody is told of it.
    void settle();

    std::uint64_t take_left_out() { return record_.take_left_out(); }

    /// Writes and syncs what there is; the observer hears no more.
    result<void> close();

private:
    void write();
    void sync_soon();
    void note(result<void> const& state);

    asio::io_context& context_;
    record record_;
    sync_policy policy_;
    observer told_;
    asio::steady_timer retry_;
    asio::steady_timer sync_;
    asio::thread_pool disk_{1};
    bool failing_ = false;
    bool sync_waits_ = false;
    bool syncing_ = false;
};

}  // namespace netbasics::chat

#endif
