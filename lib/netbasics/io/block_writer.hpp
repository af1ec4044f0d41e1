#ifndef NETBASICS_IO_BLOCK_WRITER_HPP
#define NETBASICS_IO_BLOCK_WRITER_HPP

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace netbasics::io {

/** Gathers text and hands it to a descriptor a block at a time.
    The first write that fails is remembered and all that follows is dropped, so a caller
    writes without looking and asks once, at the end. A call interrupted by a signal is repeated;
    a descriptor that would block is waited for. */
class block_writer {
public:
    /// Does not own `descriptor`.
    explicit block_writer(int descriptor) noexcept : descriptor_(descriptor) {}

    block_writer(block_writer const&) = delete;
    block_writer& operator=(block_writer const&) = delete;

    int descriptor() const noexcept { return descriptor_; }

    /// Bulk code appends here, then calls `settle()`.
    std::string& pending() noexcept { return pending_; }

    /// Writes once a block is full; false once a write has failed.
    bool settle() { return pending_.size() < block_size ? !failure_ : flush(); }

    block_writer& operator<<(std::string_view text)
    {
        pending_.append(text);
        settle();
        return *this;
    }

    /// Writes all that is pending; false once a write has failed.
    bool flush();

    /// The first failed write. EPIPE: the reader has closed the pipe.
    boost::system::error_code failure() const noexcept { return failure_; }

    static constexpr std::size_t block_size = std::size_t{128} * 1024;  ///< bytes

private:
    int descriptor_;
    std::string pending_;
    boost::system::error_code failure_;
};

}  // namespace netbasics::io

#endif
