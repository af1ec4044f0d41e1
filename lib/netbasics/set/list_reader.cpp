#include "netbasics/set/list_reader.hpp"

#include "netbasics/set/set_text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <unistd.h>

namespace netbasics::set {
namespace {

constexpr std::size_t block_size = std::size_t{256} * 1024;  ///< bytes
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

/** Whether what is read of a line that was cut might go on behind the cut: it reaches the cut, or only
    blanks and punctuation follow it. */
bool set_may_go_on(std::string_view line)
{
    auto const begin = line.find_first_not_of(blanks);
    if (begin == line.npos) return true;
    if (line[begin] == '#' || line[begin] == ';') return false;
    auto const found = read_set(line, begin);
    auto const end = found ? found->end : std::min(line.find_first_of(column_ends, begin), line.size());
    return line.find_first_not_of(" \t-,", end) == line.npos;
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
        if (set_may_go_on(line)) return sink_.bad_line(number_, line, error(errc::column_too_long));
        return read_line(line);
    }

private:
    bool read_line(std::string_view line)
    {
        if (line.ends_with('\r')) line.remove_suffix(1);
        auto const entries = read_list_line(line);
        if (!entries) return sink_.bad_line(number_, line, entries.error());
        for (auto const& entry : *entries) sink_.entry(entry);
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

result<std::vector<ip::address_range>> read_list_line(std::string_view line)
{
    auto const begin = line.find_first_not_of(blanks);
    if (begin == line.npos || line[begin] == '#' || line[begin] == ';')
        return std::vector<ip::address_range>{};
    auto found = read_set(line, begin);
    if (!found) return found.error();
    auto const another = address_behind(line, found->end);
    if (another != line.npos)
        return error(errc::another_address, another, std::min(line.find_first_of(column_ends, another), line.size()) - another);
    return std::move(found->ranges);
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
