#ifndef NETBASICS_STREAM_ORDERED_PIPELINE_HPP
#define NETBASICS_STREAM_ORDERED_PIPELINE_HPP

#include "netbasics/io/block_reader.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace netbasics::scan {

/** Works on the blocks of an input on several threads and delivers what came of each in the order of the
   input. `work(std::string_view text, Result& r)` runs on any thread, with a Result that it finds as the
   thread's last block left it; `deliver(std::string_view text, Result& r)` runs on one thread at a time and
   answers whether to go on. Each thread holds one block and one Result, so memory does not grow with the
   input. A failed read is answered after all before it is delivered. */
template <class Result, class Work, class Deliver>
class ordered_pipeline {
public:
    ordered_pipeline(io::block_reader& reader, Work work, Deliver deliver)
        : reader_(reader), work_(std::move(work)), deliver_(std::move(deliver))
    {
    }

    /// An error from reading, or none.
    std::optional<error> run(unsigned threads)
    {
        // A second thread begins with the second block: a short input never pays for one.
        io::block first;
        Result result;
        if (step(first, result) && threads > 1) {
            std::vector<std::thread> others;
            for (unsigned i = 1; i < threads; ++i) others.emplace_back([this] { run_one(); });
            while (step(first, result)) {
            }
            for (auto& other : others) other.join();
        } else {
            while (step(first, result)) {
            }
        }
        return failure_;
    }

private:
    void run_one()
    {
        io::block b;
        Result result;
        while (step(b, result)) {
        }
    }

    /// One block from reading to delivery; false when there is nothing more to do.
    bool step(io::block& b, Result& result)
    {
        std::uint64_t ticket = 0;
        {
            std::lock_guard const reading(read_mutex_);
            if (at_end_) return false;
            auto const got = reader_.read(b);
            at_end_ = !got || !*got;
            if (!got) failure_ = got.error();
            if (at_end_) return false;
            ticket = tickets_++;
        }
        work_(b.text(), result);
        std::unique_lock delivering(deliver_mutex_);
        my_turn_.wait(delivering, [&] { return next_ == ticket; });
        bool const go_on = !stopped_ && deliver_(b.text(), result);
        stopped_ = !go_on;
        ++next_;
        delivering.unlock();
        my_turn_.notify_all();
        return go_on;
    }

    io::block_reader& reader_;
    Work work_;
    Deliver deliver_;
    std::mutex read_mutex_;
    bool at_end_ = false;
    std::optional<error> failure_;
    std::uint64_t tickets_ = 0;
    std::mutex deliver_mutex_;
    std::condition_variable my_turn_;
    std::uint64_t next_ = 0;
    bool stopped_ = false;
};

/// How many threads bulk work uses: one a processor, at most 8.
inline unsigned bulk_threads() noexcept
{
    auto const processors = std::thread::hardware_concurrency();
    return processors < 1 ? 1 : processors > 8 ? 8 : processors;
}

}  // namespace netbasics::scan

#endif
