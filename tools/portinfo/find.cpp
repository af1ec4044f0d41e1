#include "portinfo/verbs.hpp"

#include "report.hpp"

#include "netbasics/registry/service_registry.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/render/table.hpp"
#include "netbasics/text/ascii.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <sstream>
#include <tuple>

namespace netbasics::tools {

namespace json = boost::json;

namespace {

/// How well a row answers, best first.
enum class rank : std::uint8_t { main_name, name, name_begins, in_name, in_description };

struct match {
    rank how;
    registry::service row;
};

using words = std::vector<std::string>;

/// The operands' words, in lower case.
words words_of(std::vector<std::string> const& operands)
{
    words all;
    for (auto const& operand : operands) {
        std::istringstream in(text::to_lower(operand));
        for (std::string word; in >> word;) all.push_back(word);
    }
    return all;
}

bool has_all(std::string_view haystack, words const& wanted)
{
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](auto const& word) { return haystack.find(word) != haystack.npos; });
}

/// Rows for which this is true are looked at closely.
bool may_match(registry::service const& row, words const& wanted)
{
    return has_all(text::to_lower(std::string(row.names).append(" ").append(row.description)), wanted);
}

rank rank_of(registry::service const& row, words const& wanted)
{
    auto best = rank::in_description;
    auto names = row.aliases();
    names.insert(names.begin(), row.name());
    for (auto const name : names) {
        auto const lower = text::to_lower(name);
        if (wanted.size() == 1 && lower == wanted.front())
            best = std::min(best, name == names.front() ? rank::main_name : rank::name);
        else if (lower.starts_with(wanted.front()) && has_all(lower, wanted))
            best = std::min(best, rank::name_begins);
        else if (has_all(lower, wanted))
            best = std::min(best, rank::in_name);
    }
    return best;
}

std::vector<match> find_matches(words const& wanted)
{
    std::vector<match> found;
    for (std::size_t number = 0; number < registry::service_count(); ++number) {
        auto const row = registry::service_at(number);
        if (!may_match(row, wanted)) continue;
        found.push_back({rank_of(row, wanted), row});
    }
    std::stable_sort(found.begin(), found.end(), [](match const& a, match const& b) {
        auto const key = [](match const& m) {
            return std::tuple(m.how, m.row.is_customary(), m.row.first_port, m.row.protocol);
        };
        return key(a) < key(b);
    });
    return found;
}

json::object to_json(match const& m)
{
    json::array aliases;
    for (auto const alias : m.row.aliases()) aliases.push_back(json::value(alias));
    return {{"port", m.row.first_port},
            {"last_port", m.row.last_port},
            {"protocol", to_string(m.row.protocol)},
            {"name", render::text_or_null(m.row.name())},
            {"aliases", std::move(aliases)},
            {"description", render::text_or_null(m.row.description)},
            {"status", m.row.is_customary() ? "customary" : to_string(m.row.status)},
            {"source", m.row.is_customary() ? m.row.source : "iana"}};
}

/// Rows of one service with several protocols are one line.
bool same_line(match const& a, match const& b)
{
    return a.row.source == b.row.source && a.row.first_port == b.row.first_port &&
           a.row.last_port == b.row.last_port && a.row.names == b.row.names &&
           a.row.description == b.row.description;
}

void append_lines(std::string& out, std::vector<match> const& found, bool color)
{
    render::table table;
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto const& m = found[i];
        auto ports = std::to_string(m.row.first_port);
        if (m.row.last_port != m.row.first_port) ports.append("-").append(std::to_string(m.row.last_port));
        ports.append("/").append(to_string(m.row.protocol));
        for (; i + 1 < found.size() && same_line(m, found[i + 1]); ++i)
            ports.append(",").append(to_string(found[i + 1].row.protocol));
        std::string names(m.row.names);
        for (auto comma = names.find(','); comma != names.npos; comma = names.find(',', comma + 2))
            names.insert(comma + 1, " ");
        auto description = std::string(m.row.description);
        if (m.row.is_customary())
            description.append("; ").append(
                substitute(tr("customary, not registered ({0})"), {m.row.source}));
        table.add({ports, names, description},
                  m.how == rank::main_name ? terminal::style::strong : terminal::style::plain);
    }
    table.append_to(out, color);
}

}  // namespace

exit_status find_ports(arguments const& given, streams io)
{
    auto const wanted = words_of(given.operands());
    if (wanted.empty()) return complain_usage(given.title(), io, tr("a word to look for is needed"));
    auto const found = find_matches(wanted);
    if (found.empty()) return no;
    if (given.quiet()) return success;
    if (!given.json()) {
        append_lines(io.out.pending(), found, terminal::wants_color(io.out.descriptor(), given.color()));
        return success;
    }
    for (auto const& m : found) {
        render::append_json_line(io.out.pending(), to_json(m));
        if (!io.out.settle()) break;
    }
    return success;
}

}  // namespace netbasics::tools
