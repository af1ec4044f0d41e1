#include "progress.hpp"

#include "netbasics/terminal/capability.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

progress::progress(input_file const& file, streams io)
    : io_(io), title_(file.title()), size_(file.size()),
      wanted_(terminal::is_terminal(io.err.descriptor()) && !terminal::is_terminal(io.out.descriptor())),
      next_(clock::now() + std::chrono::seconds(1))
{
}

progress::~progress()
{
    if (!shown_) return;
    io_.err << "\r\033[K";
    io_.err.flush();
}

void progress::add(std::size_t bytes)
{
    done_ += bytes;
    if (!wanted_ || clock::now() < next_) return;
    next_ = clock::now() + std::chrono::milliseconds(200);
    shown_ = true;
    constexpr std::uint64_t mega = 1'000'000;
    auto const megabytes = std::to_string(done_ / mega);
    io_.err << "\r\033[K"
            << (size_ > 0
                    ? substitute(tr("{0}: {1} % of {2} MB"),
                                 {title_, std::to_string(done_ * 100 / size_), std::to_string(size_ / mega)})
                    : substitute(tr("{0}: {1} MB"), {title_, megabytes}));
    io_.err.flush();
}

}  // namespace netbasics::tools
