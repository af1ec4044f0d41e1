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

/// Writes a room's record at the right times.
class record_keeper {
public:
    /// Is told, from the event loop, of the first failure and of the first success after it.
    using observer = std::function<void(result<void> const& state)>;

    record_keeper(asio::io_context& context, record kept, sync_policy policy, observer told);

    record const& kept() const noexcept { return record_; }

    void append(utterance const& what) { record_.append(what); }

    /// What was appended is as safe as the policy says; or nobody may be told of it, and it is in no record.
    result<void> settle();

    /// Writes and syncs what there is; the observer hears no more.
    result<void> close();

private:
    void sync_soon();
    void note(result<void> const& state);

    asio::io_context& context_;
    record record_;
    sync_policy policy_;
    observer told_;
    asio::steady_timer sync_;
    asio::thread_pool disk_{1};
    bool failing_ = false;
    bool sync_waits_ = false;
    bool syncing_ = false;
};

}  // namespace netbasics::chat

#endif
