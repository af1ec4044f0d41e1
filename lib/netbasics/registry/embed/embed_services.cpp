// embed_services GENERATED REGISTERED CUSTOMARY: turns the two lists of ports into read-only tables.

#include "table_writer.hpp"

#include "netbasics/text/ascii.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <tuple>

namespace {

using namespace netbasics;

/// In the order of registry::port_status.
constexpr std::string_view statuses[] = {"unassigned", "assigned", "reserved", "withdrawn"};
constexpr std::string_view protocols[] = {"tcp", "udp", "sctp", "dccp"};

struct row {
    unsigned first;
    unsigned last;
    unsigned protocol;
    unsigned status;
    std::string names;
    std::string description;
    std::string source = {};  ///< of a customary use; empty for what is registered

    bool is_customary() const { return !source.empty(); }

    bool is_range() const { return first != last; }
};

struct registry_text {
    std::vector<row> rows;
    std::string sources;  ///< a line each: name, date
    std::size_t registered_names = 0;
};

[[noreturn]] void refuse(std::string const& line)
{
    std::cerr << "embed_services: cannot read: " << line << '\n';
    std::exit(EXIT_FAILURE);
}

std::vector<std::string> fields_of(std::string const& line)
{
    std::vector<std::string> fields(1);
    for (char const c : line) {
        if (c == '\t')
            fields.emplace_back();
        else
            fields.back().push_back(c);
    }
    return fields;
}

template <std::size_t N>
unsigned position(std::string_view const (&words)[N], std::string const& word, std::string const& line)
{
    auto const found = std::find(std::begin(words), std::end(words), word);
    if (found == std::end(words)) refuse(line);
    return static_cast<unsigned>(found - std::begin(words));
}

/// A row without a protocol: what is assigned is for tcp and udp, what is not to be used is so everywhere.
void add_for_any(std::vector<row>& rows, row const& r)
{
    unsigned const count = statuses[r.status] == "assigned" ? 2 : 4;
    for (unsigned protocol = 0; protocol < count; ++protocol) {
        rows.push_back(r);
        rows.back().protocol = protocol;
    }
}

void read_line(registry_text& text, std::string const& line)
{
    auto const fields = fields_of(line);
    if (line.starts_with("#: ")) {
        text.sources.append(fields[0].substr(3)).append(" (").append(fields[1]).append(")\n");
        return;
    }
    if (line.starts_with("#")) return;
    if (fields.size() != 5) refuse(line);
    auto const dash = fields[0].find('-');
    row r{};
    r.first = static_cast<unsigned>(std::stoul(fields[0]));
    r.last =
        dash == std::string::npos ? r.first : static_cast<unsigned>(std::stoul(fields[0].substr(dash + 1)));
    r.status = position(statuses, fields[2], line);
    r.names = fields[3];
    r.description = fields[4];
    if (r.last > 65535 || r.last < r.first) refuse(line);
    if (fields[2] == "assigned" && !r.names.empty())
        text.registered_names +=
            1 + static_cast<std::size_t>(std::count(r.names.begin(), r.names.end(), ','));
    if (fields[1] == "any") return add_for_any(text.rows, r);
    r.protocol = position(protocols, fields[1], line);
    text.rows.push_back(std::move(r));
}

/// A line of services_customary.tsv.
void read_customary_line(registry_text& text, std::string const& line)
{
    if (line.starts_with("#")) return;
    auto const fields = fields_of(line);
    if (fields.size() != 5 || fields[2].empty() || fields[3].empty() || fields[4].empty()) refuse(line);
    auto const port = static_cast<unsigned>(std::stoul(fields[0]));
    if (port > 65535) refuse(line);
    text.rows.push_back(
        {port, port, position(protocols, fields[1], line), 0, fields[2], fields[3], fields[4]});
}

/// Single ports first, then ranges, then customary uses; each part by port and protocol.
bool stands_before(row const& a, row const& b)
{
    auto const key = [](row const& r) {
        return std::tuple(r.is_customary(), r.is_range(), r.first, r.protocol);
    };
    return key(a) < key(b);
}

struct indexed_name {
    std::string name;  ///< in lower case
    std::size_t row;
    std::size_t offset;  ///< into the row's names
};

std::vector<indexed_name> index_of(std::vector<row> const& rows)
{
    std::vector<indexed_name> index;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const& names = rows[i].names;
        for (std::size_t begin = 0; begin < names.size();) {
            auto const end = std::min(names.find(',', begin), names.size());
            index.push_back({text::to_lower(std::string_view(names).substr(begin, end - begin)), i, begin});
            begin = end + 1;
        }
    }
    std::stable_sort(index.begin(), index.end(),
                     [](auto const& a, auto const& b) { return a.name < b.name; });
    return index;
}

template <class Items, class Value>
void write_column(std::ostream& out, std::string_view type, std::string_view name, Items const& items,
                  Value value)
{
    std::vector<std::size_t> numbers;
    for (auto const& item : items) numbers.push_back(value(item));
    embed::write_numbers(out, type, name, numbers);
}

void write_pool(std::ostream& out, std::string const& name, embed::text_pool const& pool)
{
    embed::write_numbers(out, "std::uint32_t", name + "_offsets", pool.offsets());
    embed::write_text(out, name + "_text", pool.bytes());
}

void write_tables(std::ostream& out, registry_text const& text)
{
    auto const& rows = text.rows;
    auto const count = [&](auto matches) { return std::count_if(rows.begin(), rows.end(), matches); };
    auto const index = index_of(rows);
    embed::text_pool names;
    embed::text_pool descriptions;
    embed::text_pool sources;
    std::vector<row> customary;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(customary),
                 [](row const& r) { return r.is_customary(); });
    embed::write_notice(out, "embed_services", "services.tsv");
    out << "constexpr std::size_t single_count = "
        << count([](row const& r) { return !r.is_customary() && !r.is_range(); }) << ";\n"
        << "constexpr std::size_t range_count = "
        << count([](row const& r) { return !r.is_customary() && r.is_range(); }) << ";\n"
        << "constexpr std::size_t row_count = " << rows.size() << ";\n"
        << "constexpr std::size_t name_count = " << index.size() << ";\n"
        << "constexpr std::size_t registered_names = " << text.registered_names << ";\n";
    write_column(out, "std::uint16_t", "row_first", rows, [](row const& r) { return r.first; });
    write_column(out, "std::uint16_t", "row_last", rows, [](row const& r) { return r.last; });
    write_column(out, "std::uint8_t", "row_protocol", rows, [](row const& r) { return r.protocol; });
    write_column(out, "std::uint8_t", "row_status", rows, [](row const& r) { return r.status; });
    write_column(out, "std::uint16_t", "row_names", rows, [&](row const& r) { return names.add(r.names); });
    write_column(out, "std::uint16_t", "row_description", rows,
                 [&](row const& r) { return descriptions.add(r.description); });
    write_column(out, "std::uint16_t", "customary_source", customary,
                 [&](row const& r) { return sources.add(r.source); });
    write_column(out, "std::uint16_t", "name_row", index, [](indexed_name const& n) { return n.row; });
    write_column(out, "std::uint8_t", "name_offset", index, [](indexed_name const& n) { return n.offset; });
    write_pool(out, "names", names);
    write_pool(out, "descriptions", descriptions);
    write_pool(out, "customary_sources", sources);
    embed::write_text(out, "sources_text", text.sources);
}

}  // namespace

int main(int count, char** words)
{
    if (count != 4) {
        std::cerr << "usage: embed_services GENERATED REGISTERED CUSTOMARY\n";
        return EXIT_FAILURE;
    }
    std::ifstream registered(words[2]);
    std::ifstream customary(words[3]);
    registry_text text;
    for (std::string line; std::getline(registered, line);) read_line(text, line);
    for (std::string line; std::getline(customary, line);) read_customary_line(text, line);
    if (text.rows.empty() || text.rows.size() > 65535) refuse(words[2]);
    std::stable_sort(text.rows.begin(), text.rows.end(), stands_before);
    std::ofstream out(words[1]);
    write_tables(out, text);
    out.close();
    return out ? EXIT_SUCCESS : EXIT_FAILURE;
}
