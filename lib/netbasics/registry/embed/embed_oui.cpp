// Turns data/oui.tsv into the tables of oui_tables.hpp. Usage: embed_oui GENERATED DATA

#include "table_writer.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>

namespace {

using namespace netbasics::embed;

/// The rows of one registry.
struct rows {
    std::vector<std::uint64_t> keys;
    std::vector<std::uint32_t> owners;
};

struct source {
    std::string name;
    std::string date;
    std::string blocks;
};

struct registry_text {
    std::map<char, rows> of;
    std::map<char, source> sources;
    text_pool names;
};

/// In the order of the tables, with what they are called there.
struct registry_kind {
    char letter;
    std::size_t digits;
    char const* table;
    char const* key_type;
};

constexpr registry_kind kinds[] = {
    {'L', 6, "ma_l", "std::uint32_t"}, {'M', 7, "ma_m", "std::uint32_t"}, {'S', 9, "ma_s", "std::uint64_t"},
    {'I', 9, "iab", "std::uint64_t"},  {'C', 6, "cid", "std::uint32_t"},
};

std::vector<std::string> fields_of(std::string const& line)
{
    std::vector<std::string> fields;
    std::size_t start = 0;
    for (std::size_t tab = 0; tab != line.npos; start = tab + 1) {
        tab = line.find('\t', start);
        fields.push_back(line.substr(start, tab - start));
    }
    return fields;
}

void read_source(registry_text& text, std::string const& line)
{
    auto const fields = fields_of(line.substr(3));
    if (fields.at(0).size() == 1) text.sources[fields[0][0]] = {fields.at(1), fields.at(2), fields.at(3)};
}

void read_block(registry_text& text, std::string const& line)
{
    auto const fields = fields_of(line);
    if (fields.size() != 3 || fields[1].size() != 1 || fields[2].empty())
        throw std::runtime_error("not PREFIX, REGISTRY, OWNER: " + line);
    char const letter = fields[1][0];
    auto const* kind = std::find_if(std::begin(kinds), std::end(kinds),
                                    [&](registry_kind const& k) { return k.letter == letter; });
    if (kind == std::end(kinds) || fields[0].size() != kind->digits)
        throw std::runtime_error("no such registry, or not its prefix length: " + line);
    auto const key = std::stoull(fields[0], nullptr, 16);
    auto& target = text.of[letter];
    if (!target.keys.empty() && key < target.keys.back()) throw std::runtime_error("not in order: " + line);
    target.keys.push_back(key);
    target.owners.push_back(text.names.add(fields[2]));
}

registry_text read(std::istream& in)
{
    registry_text text;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("#:"))
            read_source(text, line);
        else if (!line.starts_with("#"))
            read_block(text, line);
    }
    if (text.names.size() > 65536) throw std::runtime_error("more owners than 16 bits can number");
    return text;
}

void write(std::ostream& out, registry_text& text)
{
    write_notice(out, "embed_oui", "oui.tsv");
    out << "#include \"netbasics/registry/oui_tables.hpp\"\n\nnamespace netbasics::registry {\nnamespace "
           "{\n\n";
    for (auto const& kind : kinds) {
        auto const& rows_of_kind = text.of[kind.letter];
        write_numbers(out, kind.key_type, std::string(kind.table) + "_keys", rows_of_kind.keys);
        write_numbers(out, "std::uint16_t", std::string(kind.table) + "_owners", rows_of_kind.owners);
    }
    write_numbers(out, "std::uint32_t", "name_offsets", text.names.offsets());
    write_text(out, "names", text.names.bytes());
    out << "\n} // namespace\n\noui_tables embedded_oui_tables() noexcept\n{\n    return {\n";
    for (auto const& kind : kinds) {
        auto const& from = text.sources.at(kind.letter);
        out << "        {" << kind.table << "_keys, " << kind.table << "_owners, {\"IEEE " << from.name
            << "\", \"" << from.date << "\", " << from.blocks << "}},\n";
    }
    out << "        name_offsets, names};\n}\n\n} // namespace netbasics::registry\n";
}

}  // namespace

int main(int count, char** arguments)
try {
    if (count != 3) throw std::runtime_error("usage: embed_oui GENERATED DATA");
    std::ifstream in(arguments[2], std::ios::binary);
    if (!in) throw std::runtime_error(std::string("cannot read ") + arguments[2]);
    auto text = read(in);
    std::ofstream out(arguments[1], std::ios::binary);
    write(out, text);
    out.close();
    if (!out) throw std::runtime_error(std::string("cannot write ") + arguments[1]);

} catch (std::exception const& problem) {
    std::cerr << "embed_oui: " << problem.what() << '\n';
    return 1;
}
