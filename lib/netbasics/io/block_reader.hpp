#ifndef NETBASICS_IO_BLOCK_READER_HPP
#define NETBASICS_IO_BLOCK_READER_HPP

#include "netbasics/error.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace netbasics::io {

/// Whole records of a text, each with its end; behind them `padding` zero bytes may be read.
class block {
public:
    static constexpr std::size_t padding = 128;  ///< bytes; a scanner may look this far beyond the text

    std::string_view text() const noexcept { return {storage_.get(), size_}; }

private:
    friend class block_reader;

    void reserve(std::size_t capacity);

    std::unique_ptr<char[]> storage_;
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;
};

/** Reads a descriptor a block at a time and cuts it into whole records of any length.
    A block is `block_size` bytes, or as long as one record that does not fit. What stands behind the last
    record end comes as the last record. Bytes pass through untouched; a call interrupted by a signal is
   repeated. */
class block_reader {
public:
    enum class patience {
        full_blocks,    ///< waits until a block is full: for bulk
        whole_records,  ///< hands on what has come as soon as it holds a record: for `tail -f`
    };

    /// Does not own `descriptor`. Records end with `record_end`.
    explicit block_reader(int descriptor, char record_end = '\n', patience p = patience::full_blocks) noexcept
        : descriptor_(descriptor), record_end_(record_end), patience_(p)
    {
    }

    /// Replaces what `into` holds by the next records; false, and nothing in it, at the end of the input.
    result<bool> read(block& into);

    char record_end() const noexcept { return record_end_; }

    static constexpr std::size_t block_size = std::size_t{256} * 1024;  ///< bytes

private:
    result<std::size_t> read_some(char* to, std::size_t room);

    int descriptor_;
    char record_end_;
    patience patience_;
    bool at_end_ = false;
    block rest_;  ///< the beginning of a record, behind the last block that was handed out
};

}  // namespace netbasics::io

#endif
