#include "netbasics/set/list_reader.hpp"

#include <cerrno>
#include <cstring>
#include <memory>
#include <unistd.h>

namespace netbasics::set {
namespace {

constexpr std::size_t block_size = std::size_t{256} * 1024;  ///< bytes
constexpr std::string_view blanks = " \t\r\v\f";
constexpr std::string_view column_ends = " \t\r\v\f,#;";

/// Whether a word behind a hyphen was meant as the end of a range.
bool looks_like_an_end(std::string_view word)
{
    return !word.empty() &&
           (word.find_first_of(".:") != word.npos || word.find_first_not_of("0123456789") == word.npos);
}

/// The end of the first column, which begins at `begin`: behind the last address of a range with blanks.
std::size_t column_end(std::string_view line, std::size_t begin)
{
    auto const end_of = [&](std::size_t from) {
        return std::min(line.find_first_of(column_ends, from), line.size());
    };
    auto const next_word = [&](std::size_t from) {
        return std::min(line.find_first_not_of(blanks, from), line.size());
    };

    auto const end = end_of(begin);
    auto const word = line.substr(begin, end - begin);
    bool const open = word.ends_with('-');  // `FIRST- LAST`
    if (!open && word.find('-') != word.npos) return end;
    auto last = next_word(end);
    if (!open) {
        if (last == line.size() || line[last] != '-') return end;
        last = next_word(last + 1);
    }
    auto const last_end = end_of(last);
    return looks_like_an_end(line.substr(last, last_end - last)) ? last_end : end;
}

/** The decimal number of up to three digits at `at`, without a leading zero; moves `at` behind it.
    Anything else is 1000. */
inline unsigned short_number(char const*& at) noexcept
{
    auto const digit = [](char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0'; };
    unsigned number = digit(*at);
    if (number > 9) return 1000;
    unsigned next = digit(*++at);
    if (next > 9) return number;
    if (number == 0) return 1000;
    number = number * 10 + next;
    next = digit(*++at);
    if (next > 9) return number;
    number = number * 10 + next;
    return digit(*++at) > 9 ? number : 1000;
}

/** Reads a line that is nothing but an IPv4 address or `a.b.c.d/n`, which most lines are; moves `at` to its
   LF. Nothing else is read, and the line may still be a good one. */
inline std::optional<ip::prefix_v4> plain_line(char const*& at) noexcept
{
    char const* p = at;
    std::uint32_t bits = 0;
    for (int i = 0; i < 4; ++i) {
        unsigned const octet = short_number(p);
        if (octet > 255 || (i < 3 && *p++ != '.')) return {};
        bits = bits << 8 | octet;
    }
    unsigned length = 32;
    if (*p == '/') {
        ++p;
        length = short_number(p);
    }
    if (length > 32 || *p != '\n') return {};
    at = p;
    return ip::prefix_v4(ip::address_v4::from_uint(bits), length);
}

/** Whether the first column of a line that was cut might go on behind the cut: it reaches the cut, or only
    blanks and hyphens follow it. */
bool column_may_go_on(std::string_view line)
{
    auto const begin = line.find_first_not_of(blanks);
    if (begin == line.npos) return true;
    if (line[begin] == '#' || line[begin] == ';') return false;
    return line.find_first_not_of(" \t-", column_end(line, begin)) == line.npos;
}

class list_parser {
public:
    explicit list_parser(list_sink& sink) : sink_(sink) {}

    /// Reads whole lines; the last byte is LF. False: the sink wants no more.
    bool read_lines(std::string_view block)
    {
        char const* at = block.data();
        char const* const end = at + block.size();
        while (at < end) {
            ++number_;
            if (auto const p = plain_line(at)) {
                sink_.entry(ip::prefix(*p));
                ++at;
                continue;
            }
            auto const* line_end =
                static_cast<char const*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
            if (!read_line({at, line_end})) return false;
            at = line_end + 1;
        }
        return true;
    }

    /// Reads the beginning of a line that is longer than a block.
    bool read_cut_line(std::string_view line)
    {
        ++number_;
        if (column_may_go_on(line)) return sink_.bad_line(number_, line, error(errc::column_too_long));
        return read_line(line);
    }

private:
    bool read_line(std::string_view line)
    {
        if (line.ends_with('\r')) line.remove_suffix(1);
        auto const entry = read_list_line(line);
        if (!entry) return sink_.bad_line(number_, line, entry.error());
        if (*entry) sink_.entry(**entry);
        return true;
    }

    list_sink& sink_;
    std::uint64_t number_ = 0;
};

/// Bytes read, 0 at the end.
result<std::size_t> read_some(int descriptor, char* to, std::size_t size)
{
    for (;;) {
        auto const got = ::read(descriptor, to, size);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) return last_system_error();
    }
}

}  // namespace

result<std::optional<ip::address_range>> read_list_line(std::string_view line)
{
    auto const begin = line.find_first_not_of(blanks);
    if (begin == line.npos || line[begin] == '#' || line[begin] == ';')
        return std::optional<ip::address_range>{};
    auto const range = ip::address_range_from_text(line.substr(begin, column_end(line, begin) - begin));
    if (range) return std::optional(*range);
    error e = range.error();
    e.offset += static_cast<std::uint32_t>(begin);
    return e;
}

result<void> read_list(int descriptor, list_sink& sink)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    auto const buffer = std::make_unique_for_overwrite<char[]>(block_size + 1);
    std::size_t held = 0;  // bytes of a line that has not ended
    bool at_start = true;
    bool skipping = false;  // the rest of a line whose beginning was read already
    list_parser parser(sink);
    for (;;) {
        auto const got = read_some(descriptor, buffer.get() + held, block_size - held);
        if (!got) return got.error();
        sink.advance(*got);
        bool const ended = *got == 0;
        if (ended && (held == 0 || skipping)) return {};
        std::size_t const size = held + *got;
        std::size_t from = 0;
        if (at_start && size < byte_order_mark.size() && !ended) {
            held = size;
            continue;
        }
        std::string_view const text(buffer.get(), size);
        if (std::exchange(at_start, false) && text.starts_with(byte_order_mark))
            from = byte_order_mark.size();
        if (skipping) {
            auto const line_end = text.find('\n');
            held = 0;
            if (line_end == text.npos) continue;
            skipping = false;
            from = line_end + 1;
        }
        auto const last_end = text.rfind('\n');
        std::size_t whole = last_end == text.npos ? from : std::max(last_end + 1, from);
        if (ended) {
            buffer[size] = '\n';
            whole = size + 1;
        }
        if (whole > from && !parser.read_lines({buffer.get() + from, whole - from})) return {};
        if (whole == from && size == block_size) {
            if (!parser.read_cut_line(text.substr(from))) return {};
            skipping = true;
            whole = size;
        }
        held = whole > size ? 0 : size - whole;
        std::memmove(buffer.get(), buffer.get() + whole, held);
    }
}

}  // namespace netbasics::set
