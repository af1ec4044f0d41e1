#include "netbasics/journal/file_journal.hpp"

#include <boost/asio/post.hpp>

namespace netbasics::journal {

using boost::system::error_code;

namespace {

constexpr auto sync_after = std::chrono::seconds(1);

}  // namespace

file_journal::file_journal(asio::io_context& context, record_parts kept, settings how, observer told)
    : journal(how.kept), context_(context), record_(std::move(kept)), how_(how), told_(std::move(told)),
      timer_(context)
{
    resume(record_.last_seq(), record_.began(), record_.last(how_.kept));
}

void file_journal::append(std::shared_ptr<room::event> what, std::uint64_t tag)
{
    waiting_bytes_ += what->text.size() + what->from.size();
    waiting_.events.emplace_back(std::move(what), tag);
}

/// The numbers are given here: those of events that could not be written are given again.
file_journal::batch file_journal::take_waiting()
{
    auto taken = std::exchange(waiting_, {});
    waiting_bytes_ = 0;
    auto seq = std::max(last_seq(), last_given_);
    for (auto const& [what, tag] : taken.events) {
        what->seq = ++seq;
        taken.lines += *what->json();
    }
    last_given_ = seq;
    return taken;
}

void file_journal::commit()
{
    if (waiting_.events.empty() || disk_is_ == disk::committing) return;
    if (how_.sync != sync_policy::always) {
        auto const now = take_waiting();
        return finish(now, record_.current().write(now.lines, false));
    }
    disk_is_ = disk::committing;
    asio::post(disk_, [this, now = take_waiting()] {
        auto const done = record_.current().write(now.lines, true);
        asio::post(context_, [this, now, done] {
            disk_is_ = disk::idle;
            if (!told_) return;  // closed
            finish(now, done);
            go_on();
        });
    });
}

void file_journal::finish(batch const& written, result<void> const& done)
{
    note(done);
    last_given_ = 0;
    if (done.has_value()) {
        record_.current().wrote(written.lines.size(), *written.events.front().first,
                                *written.events.back().first);
        if (how_.sync == sync_policy::batch) sync_soon();
    }
    for (auto const& [what, tag] : written.events) {
        if (done.has_value()) {
            commit_one(what, tag);
        } else {
            what->seq = 0;
            fail_one(what, tag, message(done.error()));
        }
    }
    go_on();
}

/// What had to wait for the disk.
void file_journal::go_on()
{
    if (disk_is_ == disk::committing || disk_is_ == disk::syncing) return;
    if (std::exchange(reopen_, false)) note(record_.reopen());
    if (how_.part_size != 0 && record_.current().size() >= how_.part_size) {
        auto const done = record_.rotate();
        if (done.has_error()) how_.part_size *= 2;  // later
        note(done);
    }
    if (how_.sync == sync_policy::always) commit();
}

void file_journal::reopen()
{
    reopen_ = true;
    go_on();
}

void file_journal::sync_soon()
{
    if (disk_is_ != disk::idle) return;
    disk_is_ = disk::sync_is_due;
    timer_.expires_after(sync_after);
    timer_.async_wait([this](error_code stopped) {
        if (stopped || !told_) return;
        disk_is_ = disk::syncing;
        asio::post(disk_, [this] {
            auto const done = record_.current().sync();
            asio::post(context_, [this, done] {
                disk_is_ = disk::idle;
                if (!told_) return;
                if (done.has_error()) note(done);
                go_on();
            });
        });
    });
}

void file_journal::note(result<void> const& state)
{
    if (failing_ == state.has_error()) return;
    failing_ = state.has_error();
    asio::post(context_, [this, state] {
        if (told_) told_(state);
    });
}

result<void> file_journal::close()
{
    told_ = nullptr;
    timer_.cancel();
    disk_.join();
    auto const rest = take_waiting();
    auto const done = record_.current().write(rest.lines, false);
    if (done.has_error() || how_.sync == sync_policy::never) return done;
    return record_.current().sync();
}

}  // namespace netbasics::journal
