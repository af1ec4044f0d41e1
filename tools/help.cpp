#include "help.hpp"

#include "data_sources.hpp"

#include "netbasics/render/field_list.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/render/paragraph.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace netbasics::tools {
namespace {

constexpr std::size_t label_limit = 24;  ///< columns; a longer label has its text on the lines below

/// Names and what they mean, in two columns.
class two_columns {
public:
    explicit two_columns(unsigned width) : width_(width) {}

    void add(std::string label, std::string text) { rows_.push_back({std::move(label), std::move(text)}); }

    void append_to(std::string& out) const
    {
        std::size_t column = 0;
        for (auto const& row : rows_)
            if (auto const wide = text::display_width(row.label); wide <= label_limit)
                column = std::max(column, wide);
        column += 4;
        for (auto const& row : rows_) {
            out.append("  ").append(row.label);
            auto const end = 2 + text::display_width(row.label);
            if (end + 2 > column)
                out.append("\n").append(column, ' ');
            else
                out.append(column - end, ' ');
            render::append_paragraph(out, row.text, width_, column, column);
            out.push_back('\n');
        }
    }

private:
    struct entry {
        std::string label;
        std::string text;
    };

    unsigned width_;
    std::vector<entry> rows_;
};

std::string spelled(option_row const& row)
{
    auto text = row.letter != 0 ? std::string("-") + row.letter + ", " : std::string(4, ' ');
    text.append("--").append(row.name);
    if (row.value == nullptr) return text;
    if (row.left_out != nullptr) return text.append("[=").append(row.value).append("]");
    return text.append(row.rest_is_command ? " " : "=").append(row.value);
}

void append_options(std::string& out, char const* title, std::span<option_row const> rows, unsigned width)
{
    if (title != nullptr) out.append("\n").append(title).append("\n");
    two_columns list(width);
    for (auto const& row : rows) {
        auto text = std::string(tr(row.summary));
        if (!row.fallback.empty()) text.append(substitute(tr(" [default: {0}]"), {row.fallback}));
        list.add(spelled(row), std::move(text));
    }
    list.append_to(out);
}

/// A usage line for each alternative of the operands.
void append_usage(std::string& out, command const& c, verb const& v, unsigned width)
{
    constexpr std::string_view bar = " | ";
    constexpr std::size_t indent = 7;
    std::string_view rest = v.operands;
    while (true) {
        auto line = std::string("netbasics ").append(c.name);
        if (!v.name.empty()) line.append(" ").append(v.name);
        auto const end = std::min(rest.find(bar), rest.size());
        if (end > 0) line.append(" ").append(rest.substr(0, end));
        auto const first = out.empty() ? std::string(tr("Usage:")).append(" ") : std::string(indent, ' ');
        out.append(first);
        render::append_paragraph(out, line, width, text::display_width(first), indent + 4);
        out.push_back('\n');
        if (end == rest.size()) return;
        rest.remove_prefix(end + bar.size());
    }
}

void append_summary(std::string& out, char const* summary, unsigned width)
{
    out.push_back('\n');
    render::append_paragraph(out, tr(summary), width, 0, 0);
    out.push_back('\n');
}

void append_option_groups(std::string& out, verb const& v, unsigned width)
{
    char const* title = tr("Options:");
    if (v.options != nullptr) {
        for (auto const& group : *v.options) {
            append_options(out, group.title != nullptr ? tr(group.title) : title, group.rows, width);
            title = nullptr;
        }
    }
    append_options(out, tr("Options of every command:"), common_rows(), width);
}

/// Whether an example of a command is one of the verb: its second word is the verb's name.
bool is_example_of(std::string_view line, verb const& v)
{
    auto const second = line.substr(std::min(line.find(' '), line.size()));
    return v.name.empty() || second == std::string(" ").append(v.name) ||
           second.starts_with(std::string(" ").append(v.name).append(" "));
}

void append_examples(std::string& out, command const& c, verb const& v, unsigned width)
{
    bool first = true;
    for (auto const& e : c.examples) {
        if (!is_example_of(e.line, v)) continue;
        if (first) out.append("\n").append(tr("Examples:")).append("\n");
        first = false;
        out.append("  ");
        render::append_paragraph(out, tr(e.meaning), width, 2, 2);
        out.append("\n      netbasics ").append(e.line).append("\n");
    }
}

}  // namespace

std::string overview(command_table commands, unsigned width)
{
    std::string out = tr("Usage: netbasics COMMAND [VERB] [OPTIONS] [ARGUMENTS]\n"
                         "       netbasics help [COMMAND [VERB]]\n"
                         "       netbasics --version\n");
    out.append("\n").append(tr("Commands:")).append("\n");
    two_columns list(width);
    for (auto const* c : commands) list.add(std::string(c->name), tr(c->summary));
    list.append_to(out);
    out.append("\n").append(tr("Examples:")).append("\n");
    for (auto const* c : commands) {
        auto const& first = c->examples.front();
        out.append("  ");
        render::append_paragraph(out, tr(first.meaning), width, 2, 2);
        out.append("\n      netbasics ").append(first.line).append("\n");
    }
    return out;
}

std::string help_of(command const& c, unsigned width)
{
    std::string out;
    auto const& bare = c.verbs.front();
    append_usage(out, c, bare, width);
    if (c.verbs.size() > 1) out.append("       netbasics ").append(c.name).append(" VERB ...\n");
    append_summary(out, c.summary, width);
    if (c.verbs.size() > 1) {
        out.append("\n").append(tr("Verbs:")).append("\n");
        two_columns list(width);
        for (auto const& v : c.verbs.subspan(1)) list.add(std::string(v.name), tr(v.summary));
        list.append_to(out);
        out.push_back('\n');
        auto const how = std::string("netbasics help ").append(c.name).append(" VERB");
        render::append_paragraph(out, substitute(tr("'{0}' shows the options of a verb."), {how}), width, 0,
                                 0);
        out.push_back('\n');
    }
    append_option_groups(out, bare, width);
    append_examples(out, c, bare, width);
    return out;
}

std::string help_of(command const& c, verb const& v, unsigned width)
{
    if (v.name.empty()) return help_of(c, width);
    std::string out;
    append_usage(out, c, v, width);
    append_summary(out, v.summary, width);
    append_option_groups(out, v, width);
    append_examples(out, c, v, width);
    return out;
}

std::string version_text()
{
    std::string out = "netbasics " NETBASICS_VERSION "\n";
    render::field_list list;
    for (auto const& source : data_sources())
        list.add(terminal::harmless(source.name),
                 substitute(tr("{0}, {1} entries"), {source.date, std::to_string(source.entries)}));
    list.append_to(out, false, 2);
    return out;
}

std::string version_json()
{
    boost::json::object object{{"version", NETBASICS_VERSION}};
    boost::json::array data;
    for (auto const& source : data_sources())
        data.push_back(boost::json::object{
            {"name", text::to_valid_utf8(source.name)}, {"date", source.date}, {"entries", source.entries}});
    object["data"] = std::move(data);
    std::string out;
    render::append_json_line(out, object);
    return out;
}

}  // namespace netbasics::tools
