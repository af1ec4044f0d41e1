#include "netbasics/scan/line_tagger.hpp"

#include <algorithm>
#include <cstring>

namespace netbasics::scan {
namespace {

/// Where the line that begins at `at` ends, without its end.
std::size_t end_of_line(std::string_view text, std::size_t at, char line_end) noexcept
{
    auto const* const end =
        static_cast<char const*>(std::memchr(text.data() + at, line_end, text.size() - at));
    return end == nullptr ? text.size() : static_cast<std::size_t>(end - text.data());
}

}  // namespace

/// Whether an address counts as one of its line: the first of a family that the table has, or every one.
bool line_tagger::wants(ip::address a) const noexcept
{
    if (rule_.every_address) return true;
    if (rule_.mapped_as_v4) a = a.unmapped();
    return table_.has(a.family()) || (!table_.has(ip::family::v4) && !table_.has(ip::family::v6));
}

/** Calls `begin(line without its end)`, then `each(line, place)` for its addresses, then `end(line, number of
    addresses)`, for each line. Returns the number of lines with an address that is
    known. Addresses are found and looked up a batch at a time, so that the look-ups wait for memory side by
   side and a line of any length costs no more memory than a short one. */
template <class Begin, class Each, class End>
std::uint64_t line_tagger::walk(std::string_view text, Begin begin, Each each, End end) const
{
    constexpr std::size_t most = 1024;
    bool const v6 = table_.has(ip::family::v6) || rule_.mapped_as_v4 || rule_.every_address;
    address_scanner scanner(text, v6 ? address_scanner::wanted::both : address_scanner::wanted::v4);
    std::vector<place_in_text> batch;
    batch.reserve(most);

    std::uint64_t known = 0;
    std::size_t line_begin = 0;
    std::size_t line_end = end_of_line(text, 0, rule_.line_end);
    std::size_t addresses = 0;  // of this line
    bool line_known = false;
    auto const line = [&] { return text.substr(line_begin, line_end - line_begin); };
    auto const finish_line = [&] {
        if (addresses == 0) begin(line());
        end(line(), addresses);
        known += line_known ? 1 : 0;
        line_begin = line_end + 1;
        if (line_begin < text.size()) line_end = end_of_line(text, line_begin, rule_.line_end);
        addresses = 0;
        line_known = false;
    };

    for (bool more = true; more;) {
        batch.clear();
        for (found_address found; batch.size() < most && (more = scanner.next(found));) {
            if (!wants(found.value)) continue;
            batch.push_back({found, {}});
            if (!rule_.every_address) scanner.skip_to(end_of_line(text, found.end, rule_.line_end));
        }
        for (auto& one : batch) {
            auto const& value = one.found.value;
            one.row = table_.find(rule_.mapped_as_v4 ? value.unmapped() : value);
        }
        for (auto const& one : batch) {
            while (one.found.begin >= line_end) finish_line();
            if (addresses++ == 0) begin(line());
            line_known = line_known || one.row;
            each(line(), one, addresses == 1);
        }
    }
    while (line_begin < text.size()) finish_line();
    return known;
}

/// The labels of a range's rows, joined with commas column by column; `nothing` stands for an empty cell.
void line_tagger::append_label(std::string& out, set::prefix_table::place row, std::string_view nothing) const
{
    std::size_t columns = 1;
    table_.tell(row, [&](std::string_view label) {
        columns =
            std::max(columns, static_cast<std::size_t>(std::count(label.begin(), label.end(), '\t')) + 1);
    });
    for (std::size_t column = 0; column < columns; ++column) {
        if (column > 0) out.push_back('\t');
        bool first = true;
        table_.tell(row, [&](std::string_view label) {
            auto cell = label;
            for (std::size_t skipped = 0; skipped < column; ++skipped)
                cell.remove_prefix(std::min(std::min(cell.find('\t'), cell.size()) + 1, cell.size()));
            cell = cell.substr(0, cell.find('\t'));
            if (!first) out.push_back(',');
            first = false;
            out.append(cell.empty() ? nothing : cell);
        });
    }
}

std::uint64_t line_tagger::copy(std::string_view text, std::string& out,
                                std::function<void()> const& appended) const
{
    auto const settle = [&] {
        if (appended) appended();
    };
    return walk(
        text,
        [&](std::string_view line) {
            out.append(line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0)));
        },
        [&](std::string_view, place_in_text const& a, bool) {
            out.push_back('\t');
            if (a.row) {
                append_to(out, table_.range(a.row));
                out.push_back('\t');
                append_label(out, a.row, "-");
            } else {
                out.append("-\t-");
            }
            settle();
        },
        [&](std::string_view line, std::size_t addresses) {
            if (addresses == 0) out.append("\t-\t-");
            if (line.ends_with('\r')) out.push_back('\r');
            out.push_back(rule_.line_end);
            settle();
        });
}

std::uint64_t line_tagger::for_each(std::string_view text,
                                    std::function<void(std::string_view, tag const&)> const& f) const
{
    return walk(
        text, [](std::string_view) {},
        [&](std::string_view line, place_in_text const& a, bool first) {
            tag t;
            t.address = text.substr(a.found.begin, a.found.end - a.found.begin);
            t.first = first;
            if (a.row) {
                t.range = table_.range(a.row);
                append_label(t.label, a.row, "");
            }
            f(line, t);
        },
        [&](std::string_view line, std::size_t addresses) {
            if (addresses == 0) f(line, tag{});
        });
}

}  // namespace netbasics::scan
