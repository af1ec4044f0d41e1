#include "command.hpp"

#include "connect/connect.hpp"
#include "mac/mac.hpp"
#include "portinfo/portinfo.hpp"
#include "serve/serve.hpp"
#include "subnet/subnet.hpp"

#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::tools {

namespace {

constexpr command serve{"serve", serve_summary, {}, serve_examples};
constexpr command connect{"connect", connect_summary, {}, connect_examples};

}  // namespace

command_table commands()
{
    static constexpr command const* rows[] = {
        &subnet_command, &mac_command, &portinfo_command, &serve, &connect,
    };
    return rows;
}

command const* find_command(command_table commands, std::string_view name)
{
    auto const found =
        std::find_if(commands.begin(), commands.end(), [&](command const* c) { return c->name == name; });
    return found == commands.end() ? nullptr : *found;
}

std::string title_of(command const& c, verb const& v)
{
    auto title = std::string(c.name);
    return v.name.empty() ? title : title.append(" ").append(v.name);
}

std::span<option_row const> common_rows()
{
    static constexpr option_row rows[] = {
        {.name = "json", .summary = translatable("one JSON object a line")},
        {.name = "quiet", .letter = 'q', .summary = translatable("no output, only the exit status")},
        {.name = "explain",
         .summary = translatable("the working, step by step, with the standard behind it")},
        {.name = "color",
         .value = "WHEN",
         .choices = "auto always never",
         .summary = translatable("auto, always or never")},
        {.name = "help", .letter = 'h', .summary = translatable("this text")},
        {.name = "version", .summary = translatable("the version, and the date of each registry in it")},
    };
    return rows;
}

std::vector<option_row const*> rows_of(verb const& v)
{
    std::vector<option_row const*> all;
    if (v.options != nullptr)
        for (auto const& group : *v.options)
            for (auto const& row : group.rows) all.push_back(&row);
    for (auto const& row : common_rows()) all.push_back(&row);
    return all;
}

}  // namespace netbasics::tools
