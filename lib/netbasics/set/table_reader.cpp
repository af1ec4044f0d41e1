#include "netbasics/set/table_reader.hpp"

#include "netbasics/io/block_reader.hpp"
#include "netbasics/set/set_text.hpp"

#include <algorithm>
#include <optional>

namespace netbasics::set {
namespace {

/// Calls `f(number, line)` for each line, without its end; stops where that answers false.
template <class F>
result<void> for_each_line(int descriptor, F f)
{
    io::block_reader reader(descriptor);
    io::block b;
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

/// The fields of a CSV record (RFC 4180), quotes undone.
struct csv_record {
    std::vector<std::string> fields{1};
    bool open = false;  ///< a quoted field goes on behind the end
};

csv_record read_csv_record(std::string_view text)
{
    csv_record r;
    bool quoted = false;
    bool begun = false;  // something of the field has been read
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (quoted) {
            if (c != '"') {
                r.fields.back().push_back(c);
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                r.fields.back().push_back(c);
                ++i;
            } else {
                quoted = false;
            }
        } else if (c == '"' && !begun) {
            quoted = begun = true;
        } else if (c == ',') {
            r.fields.emplace_back();
            begun = false;
        } else {
            r.fields.back().push_back(c);
            begun = begun || c != ' ';
        }
    }
    r.open = quoted;
    return r;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// Gathers lines to records: a quoted field may hold line ends. What stands behind a quote that is never
/// closed is not swallowed: the line is reported, and those after it are read again.
class csv_lines {
public:
    using take_record = std::function<bool(std::uint64_t, std::string_view, csv_record const&)>;

    csv_lines(take_record take, bad_row const& bad) : take_(std::move(take)), bad_(bad) {}

    bool add(std::uint64_t number, std::string_view line)
    {
        if (held_.empty()) {
            auto const r = read_csv_record(line);
            if (!r.open) return take_(number, line, r);
        } else if (line.find('"') != line.npos) {
            auto const whole = text_ + "\n" + std::string(line);
            auto const r = read_csv_record(whole);
            if (!r.open) {
                auto const first = held_.front();
                held_.clear();
                return take_(first.number, first.text, r);
            }
        }
        text_.append(held_.empty() ? "" : "\n").append(line);
        held_.push_back({number, std::string(line)});
        return held_.size() < most_lines && text_.size() < most_bytes ? true : give_up();
    }

    bool finish()
    {
        while (!held_.empty())
            if (!give_up()) return false;
        return true;
    }

private:
    static constexpr std::size_t most_lines = 100;
    static constexpr std::size_t most_bytes = std::size_t{1} << 20;

    struct held_line {
        std::uint64_t number;
        std::string text;
    };

    bool give_up()
    {
        auto const lines = std::move(held_);
        held_.clear();
        text_.clear();
        if (!bad_(lines.front().number, lines.front().text, error(errc::quote_open))) return false;
        for (std::size_t i = 1; i < lines.size(); ++i)
            if (!add(lines[i].number, lines[i].text)) return false;
        return true;
    }

    take_record take_;
    bad_row const& bad_;
    std::vector<held_line> held_;
    std::string text_;
};

/// An address written as a number: IPv4 up to 32 bits.
std::optional<ip::uint128> read_integer(std::string_view text)
{
    ip::uint128 number = 0;
    if (text.empty() || text.size() > 39) return {};
    for (char const c : text) {
        if (c < '0' || c > '9') return {};
        auto const before = number;
        number = number * 10 + static_cast<unsigned>(c - '0');
        if (number / 10 != before) return {};
    }
    return number;
}

/** The SET of a record: its first column, or with the second column the first and last address of a range, as
    numbers too. `columns` becomes how many were read. */
result<std::vector<ip::address_range>> read_columns(std::string_view first, std::string_view second,
                                                    std::size_t& columns)
{
    columns = 2;
    auto const a = read_integer(first);
    auto const b = read_integer(second);
    if (a && b) {
        auto const family = (*a | *b) >> 32 == 0 ? ip::family::v4 : ip::family::v6;
        auto const r = ip::address_range::from_ends(ip::address::from_uint(*a, family),
                                                    ip::address::from_uint(*b, family));
        if (!r) return r.error();
        return std::vector{*r};
    }
    auto const first_end = ip::address::from_string(first);
    auto const last_end = ip::address::from_string(second);
    if (first_end && last_end && first_end->family() == last_end->family()) {
        auto found = set::read_set(std::string(first) + "," + std::string(second));
        if (!found) return found.error();
        return std::move(found->ranges);
    }
    columns = 1;
    auto found = set::read_set(first);
    if (!found) return found.error();
    if (set::address_behind(first, found->end) != first.npos) return error(errc::another_address);
    return std::move(found->ranges);
}

}  // namespace

result<void> read_table(int descriptor, labelled_sets const& take, bad_row const& bad)
{
    return for_each_line(descriptor, [&](std::uint64_t number, std::string_view line) {
        auto const text = trimmed(line);
        if (text.empty() || text.starts_with('#') || text.starts_with(';')) return true;
        auto const found = set::read_set(text);
        if (!found) {
            error e = found.error();
            e.offset += static_cast<std::uint32_t>(text.data() - line.data());
            return bad(number, line, e);
        }
        auto label = trimmed(text.substr(found->end));
        if (label.starts_with(',')) label = trimmed(label.substr(1));
        take(found->ranges, label);
        return true;
    });
}

result<void> read_csv_table(int descriptor, std::vector<std::string> const& columns,
                            labelled_sets const& take, bad_row const& bad)
{
    std::vector<std::size_t> places;
    error missing(errc::column_missing);
    missing.ordinal = 1;
    auto const read_header = [&](csv_record const& r) {
        for (auto const& column : columns) {
            auto const found = std::find_if(r.fields.begin(), r.fields.end(),
                                            [&](auto const& field) { return trimmed(field) == column; });
            if (found == r.fields.end()) return false;
            places.push_back(static_cast<std::size_t>(found - r.fields.begin()));
            ++missing.ordinal;
        }
        return true;
    };
    csv_lines records(
        [&](std::uint64_t number, std::string_view line, csv_record const& r) {
            if (places.empty()) return read_header(r);
            if (trimmed(line).empty()) return true;
            auto const field = [&](std::size_t i) {
                return i < places.size() && places[i] < r.fields.size() ? trimmed(r.fields[places[i]])
                                                                        : std::string_view{};
            };
            std::size_t used = 1;
            auto const ranges = read_columns(field(0), field(1), used);
            if (!ranges) {
                error e = ranges.error();
                e.offset = e.length = 0;
                return bad(number, line, e);
            }
            std::string label;
            for (std::size_t i = used; i < places.size(); ++i) {
                if (i > used) label.push_back('\t');
                for (char const c : field(i)) label.push_back(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
            }
            take(*ranges, label);
            return true;
        },
        bad);
    bool stopped = false;
    auto const read = for_each_line(descriptor, [&](std::uint64_t number, std::string_view line) {
        stopped = !records.add(number, line);
        return !stopped;
    });
    if (!read) return read.error();
    if (!stopped) records.finish();
    if (places.size() < columns.size()) return missing;
    return {};
}

}  // namespace netbasics::set
