#include "command.hpp"

#include "connect/connect.hpp"
#include "mac/mac.hpp"
#include "portinfo/portinfo.hpp"
#include "serve/serve.hpp"
#include "subnet/subnet.hpp"

#include "netbasics/text/translate.hpp"

#include <boost/program_options/value_semantic.hpp>

#include <algorithm>

namespace netbasics::tools {

namespace po = boost::program_options;

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

po::options_description options_of(verb const& v)
{
    po::options_description all;
    if (v.add_options != nullptr) v.add_options(all);
    auto add = all.add_options();
    add("json", translatable("one JSON object a line"));
    add("quiet,q", translatable("no output, only the exit status"));
    add("explain", translatable("the working, step by step, with the standard behind it"));
    add("color", po::value<std::string>()->value_name("WHEN"), translatable("auto, always or never"));
    add("help,h", translatable("this text"));
    add("version", translatable("the version, and the date of each registry in it"));
    return all;
}

}  // namespace netbasics::tools
