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

std::span<command const* const> commands()
{
    static constexpr command const* rows[] = {
        &subnet_command, &mac_command, &portinfo_command, &serve_command, &connect_command,
    };
    return rows;
}

command const* find_command(std::string_view name)
{
    auto const all = commands();
    auto const found =
        std::find_if(all.begin(), all.end(), [&](command const* c) { return c->name == name; });
    return found == all.end() ? nullptr : *found;
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
