#include "netbasics/stream/table_reader.hpp"

#include "netbasics/stream/block_reader.hpp"

#include <algorithm>

namespace netbasics::stream {
namespace {

/// Calls `f(number, line)` for each line, without its end; stops where that answers false.
template <class F>
result<void> for_each_line(int descriptor, F f)
{
    block_reader reader(descriptor);
    block b;
    std::uint64_t number = 0;
    for (;;) {
        auto const got = reader.read(b);
        if (!got) return got.error();
        if (!*got) return {};
        for (auto text = b.text(); !text.empty();) {
            auto const end = std::min(text.find('\n'), text.size());
            auto line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            if (line.ends_with('\r')) line.remove_suffix(1);
            constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
            if (number == 0 && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
            if (!f(++number, line)) return {};
        }
    }
}

/// The fields of a CSV record, quotes undone.
std::vector<std::string> csv_fields(std::string_view line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        char const c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back().push_back(c);
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back().push_back(c);
        }
    }
    return fields;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

}  // namespace

result<void> read_table(int descriptor, set::prefix_table_builder& to, bad_row const& bad)
{
    return for_each_line(descriptor, [&](std::uint64_t number, std::string_view line) {
        auto const text = trimmed(line);
        if (text.empty() || text.starts_with('#')) return true;
        auto const end = std::min(text.find_first_of(" \t,"), text.size());
        auto const range = ip::address_range_from_text(text.substr(0, end));
        if (range)
            to.add(*range, trimmed(text.substr(std::min(end + 1, text.size()))));
        else
            bad(number, line, range.error());
        return true;
    });
}

result<void> read_csv_table(int descriptor, std::vector<std::string> const& columns,
                            set::prefix_table_builder& to, bad_row const& bad)
{
    std::vector<std::size_t> places;
    error missing(errc::column_missing);
    missing.ordinal = 1;
    auto const read = for_each_line(descriptor, [&](std::uint64_t number, std::string_view line) {
        auto const fields = csv_fields(line);
        if (number == 1) {
            for (auto const& column : columns) {
                auto const found = std::find_if(fields.begin(), fields.end(),
                                                [&](auto const& field) { return trimmed(field) == column; });
                if (found == fields.end()) return false;
                places.push_back(static_cast<std::size_t>(found - fields.begin()));
                ++missing.ordinal;
            }
            return true;
        }
        if (trimmed(line).empty()) return true;
        std::string label;
        auto const field = [&](std::size_t place) {
            return place < fields.size() ? trimmed(fields[place]) : "";
        };
        for (std::size_t i = 1; i < places.size(); ++i)
            label.append(i > 1 ? "\t" : "").append(field(places[i]));
        auto const range = ip::address_range_from_text(field(places.front()));
        if (range)
            to.add(*range, label);
        else
            bad(number, line, range.error());
        return true;
    });
    if (!read) return read.error();
    if (places.size() < columns.size()) return missing;
    return {};
}

}  // namespace netbasics::stream
