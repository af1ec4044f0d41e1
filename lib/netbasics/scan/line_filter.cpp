#include "netbasics/scan/line_filter.hpp"

#include "netbasics/scan/address_scanner.hpp"

#include <algorithm>
#include <cstring>

namespace netbasics::scan {
namespace {

/// Where the line that holds `at` begins, not before `least`, where a line begins.
std::size_t line_begin(std::string_view text, std::size_t at, std::size_t least, char line_end) noexcept
{
    auto const* const end = static_cast<char const*>(::memrchr(text.data() + least, line_end, at - least));
    return end == nullptr ? least : static_cast<std::size_t>(end - text.data()) + 1;
}

/// Where the line that holds `at` ends, its end included.
std::size_t line_end_behind(std::string_view text, std::size_t at, char line_end) noexcept
{
    auto const* const end =
        static_cast<char const*>(std::memchr(text.data() + at, line_end, text.size() - at));
    return end == nullptr ? text.size() : static_cast<std::size_t>(end - text.data()) + 1;
}

void append_line(std::string& out, std::string_view line, char line_end)
{
    out.append(line);
    if (!line.ends_with(line_end)) out.push_back(line_end);
}

bool is_whole_line(std::string_view line, std::string_view address, char line_end) noexcept
{
    if (line.ends_with(line_end)) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line == address;
}

}  // namespace

std::uint64_t count_lines(std::string_view text, char line_end) noexcept
{
    auto const ends = std::count(text.begin(), text.end(), line_end);
    return static_cast<std::uint64_t>(ends) + (!text.empty() && !text.ends_with(line_end) ? 1 : 0);
}

/// Calls `matched(line begin, line end, address begin, address end)` for each address of the set, and goes on
/// behind the line where that answers true, behind the address where it answers false.
template <class Matched>
void line_filter::for_each_match(std::string_view text, Matched matched) const
{
    address_scanner scanner(text, matcher_.looks_at_v6() ? address_scanner::wanted::both
                                                         : address_scanner::wanted::v4);
    std::size_t line_known = 0;  // a line begins here, at or before the next match
    for (found_address found; scanner.next(found);) {
        if (!matcher_.matches(found.value)) continue;
        auto const begin = line_begin(text, found.begin, line_known, rule_.line_end);
        auto const end = line_end_behind(text, found.end, rule_.line_end);
        auto const address = text.substr(found.begin, found.end - found.begin);
        line_known = begin;
        if (rule_.whole_line && !is_whole_line(text.substr(begin, end - begin), address, rule_.line_end))
            continue;
        if (!matched(begin, end, address)) continue;
        line_known = end;
        scanner.skip_to(end);
    }
}

/// Calls `kept(run of lines, address)` for the kept lines in order: one line with its address, or with an
/// inverted rule all lines up to the next that is not kept.
template <class Kept>
std::uint64_t line_filter::for_each_kept_run(std::string_view text, Kept kept) const
{
    std::uint64_t lines = 0;
    std::size_t done = 0;
    for_each_match(text, [&](std::size_t begin, std::size_t end, std::string_view address) {
        if (!rule_.invert) {
            ++lines;
            kept(text.substr(begin, end - begin), address);
        } else if (begin > done) {
            auto const run = text.substr(done, begin - done);
            lines += count_lines(run, rule_.line_end);
            kept(run, std::string_view{});
        }
        done = end;
        return true;
    });
    if (rule_.invert && done < text.size()) {
        lines += count_lines(text.substr(done), rule_.line_end);
        kept(text.substr(done), std::string_view{});
    }
    return lines;
}

/// Calls `matched` as for_each_match does, for each address of a line.
template <class Matched>
std::uint64_t line_filter::for_each_matching_address(std::string_view text, Matched matched) const
{
    if (rule_.invert) return count(text);
    std::uint64_t lines = 0;
    std::size_t last = text.size();
    for_each_match(text, [&](std::size_t begin, std::size_t end, std::string_view address) {
        lines += begin != last ? 1 : 0;
        last = begin;
        matched(begin, end, address);
        return false;
    });
    return lines;
}

std::uint64_t line_filter::count(std::string_view text) const
{
    return for_each_kept_run(text, [](std::string_view, std::string_view) {});
}

std::uint64_t line_filter::copy(std::string_view text, std::string& out) const
{
    return for_each_kept_run(
        text, [&](std::string_view run, std::string_view) { append_line(out, run, rule_.line_end); });
}

std::uint64_t line_filter::copy_addresses(std::string_view text, std::string& out) const
{
    return for_each_matching_address(text, [&](std::size_t, std::size_t, std::string_view address) {
        append_line(out, address, rule_.line_end);
    });
}

std::uint64_t line_filter::for_each_address(std::string_view text,
                                            std::function<void(kept_line const&)> const& f) const
{
    std::uint64_t number = 1;
    std::size_t counted = 0;
    return for_each_matching_address(text, [&](std::size_t begin, std::size_t end, std::string_view address) {
        number += count_lines(text.substr(counted, begin - counted), rule_.line_end);
        counted = begin;
        f({text.substr(begin, end - begin), address, number});
    });
}

std::uint64_t line_filter::for_each(std::string_view text,
                                    std::function<void(kept_line const&)> const& f) const
{
    std::uint64_t number = 1;
    std::size_t counted = 0;  // `number` is that of the line that begins here
    return for_each_kept_run(text, [&](std::string_view run, std::string_view address) {
        auto at = static_cast<std::size_t>(run.data() - text.data());
        number += count_lines(text.substr(counted, at - counted), rule_.line_end);
        while (!run.empty()) {
            auto const size = line_end_behind(run, 0, rule_.line_end);
            f({run.substr(0, size), address, number});
            run.remove_prefix(size);
            at += size;
            ++number;
        }
        counted = at;
    });
}

}  // namespace netbasics::scan
