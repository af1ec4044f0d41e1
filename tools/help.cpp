#include "help.hpp"

#include "data_sources.hpp"

#include "netbasics/render/field_list.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace netbasics::tools {

namespace {

std::string spelled(option_row const& row)
{
    auto text = row.letter != 0 ? std::string("-") + row.letter + ", " : std::string(4, ' ');
    text.append("--").append(row.name);
    if (row.value == nullptr) return text;
    if (row.left_out != nullptr) return text.append("[=").append(row.value).append("]");
    return text.append(row.rest_is_command ? " " : "=").append(row.value);
}

void append_options(std::string& out, std::span<option_row const> rows)
{
    render::field_list list;
    for (auto const& row : rows) list.add(spelled(row), tr(row.summary));
    list.append_to(out, false, 2);
}

}  // namespace

std::string overview(command_table commands)
{
    std::string out = tr("Usage: netbasics COMMAND [VERB] [OPTIONS] [ARGUMENTS]\n"
                         "       netbasics help [COMMAND]\n"
                         "       netbasics --version\n");
    out.append("\n").append(tr("Commands:")).append("\n");
    render::field_list list;
    for (auto const* c : commands) list.add(c->name, tr(c->summary));
    list.append_to(out, false, 2);
    out.append("\n").append(tr("Examples:")).append("\n");
    render::field_list examples;
    for (auto const* c : commands) {
        auto const& first = c->examples.front();
        examples.add(std::string("netbasics ") + first.line, tr(first.meaning));
    }
    examples.append_to(out, false, 2);
    return out;
}

std::string help_of(command const& c)
{
    std::string out = tr("Usage:");
    out.push_back('\n');
    render::field_list usage;
    for (auto const& v : c.verbs) {
        auto line = std::string("netbasics ").append(c.name);
        if (!v.name.empty()) line.append(" ").append(v.name);
        usage.add(line.append(" ").append(v.operands), tr(v.summary));
    }
    usage.append_to(out, false, 2);
    for (auto const& v : c.verbs) {
        if (v.options == nullptr) continue;
        auto const title =
            std::string("netbasics ").append(c.name).append(v.name.empty() ? "" : " ").append(v.name);
        out.append("\n").append(substitute(tr("Options of {0}:"), {title})).append("\n");
        for (auto const& group : *v.options) append_options(out, group.rows);
    }
    out.append("\n").append(tr("Options of every command:")).append("\n");
    append_options(out, common_rows());
    out.append("\n").append(tr("Examples:")).append("\n");
    render::field_list examples;
    for (auto const& e : c.examples) examples.add(std::string("netbasics ") + e.line, tr(e.meaning));
    examples.append_to(out, false, 2);
    return out;
}

std::string version_text()
{
    std::string out = "netbasics " NETBASICS_VERSION "\n";
    render::field_list list;
    for (auto const& source : data_sources())
        list.add(source.name,
                 substitute(tr("{0}, {1} entries"), {source.date, std::to_string(source.entries)}));
    list.append_to(out, false, 2);
    return out;
}

std::string version_json()
{
    boost::json::object object{{"version", NETBASICS_VERSION}};
    boost::json::array data;
    for (auto const& source : data_sources())
        data.push_back(
            boost::json::object{{"name", source.name}, {"date", source.date}, {"entries", source.entries}});
    object["data"] = std::move(data);
    std::string out;
    render::append_json_line(out, object);
    return out;
}

}  // namespace netbasics::tools
