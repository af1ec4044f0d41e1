#ifndef NETBASICS_TOOLS_PROGRESS_HPP
#define NETBASICS_TOOLS_PROGRESS_HPP

#include "input_file.hpp"

#include <chrono>

namespace netbasics::tools {

/** Tells on standard error how far a file has been read, once that takes longer than a second; only where
   standard error is a terminal and standard output is not, so that the line never lands between lines of the
   answer. */
class progress {
public:
    progress(input_file const& file, streams io);
    ~progress();  ///< takes the line away
    progress(progress const&) = delete;
    progress& operator=(progress const&) = delete;

    void add(std::size_t bytes);

private:
    using clock = std::chrono::steady_clock;

    streams io_;
    std::string title_;
    std::uint64_t size_;
    std::uint64_t done_ = 0;
    bool wanted_;
    bool shown_ = false;
    clock::time_point next_;
};

}  // namespace netbasics::tools

#endif
