#include "netbasics/chat/record_keeper.hpp"

#include <boost/asio/post.hpp>

namespace netbasics::chat {

using boost::system::error_code;

namespace {

constexpr auto sync_after = std::chrono::seconds(1);

}  // namespace

record_keeper::record_keeper(asio::io_context& context, record kept, sync_policy policy, observer told)
    : context_(context), record_(std::move(kept)), policy_(policy), told_(std::move(told)), sync_(context)
{
}

result<void> record_keeper::settle()
{
    auto const done = record_.commit(policy_ == sync_policy::always);
    note(done);
    if (done.has_value() && policy_ == sync_policy::batch) sync_soon();
    return done;
}

void record_keeper::sync_soon()
{
    if (sync_waits_ || syncing_) return;
    sync_waits_ = true;
    sync_.expires_after(sync_after);
    sync_.async_wait([this](error_code stopped) {
        sync_waits_ = false;
        if (stopped) return;
        syncing_ = true;
        asio::post(disk_, [this] {
            auto const done = record_.sync();
            asio::post(context_, [this, done] {
                syncing_ = false;
                if (done.has_error()) note(done);
            });
        });
    });
}

void record_keeper::note(result<void> const& state)
{
    if (failing_ == state.has_error()) return;
    failing_ = state.has_error();
    asio::post(context_, [this, state] {
        if (told_) told_(state);
    });
}

result<void> record_keeper::close()
{
    told_ = nullptr;
    sync_.cancel();
    disk_.join();
    auto const done = record_.commit();
    if (done.has_error() || policy_ == sync_policy::never) return done;
    return record_.sync();
}

}  // namespace netbasics::chat
