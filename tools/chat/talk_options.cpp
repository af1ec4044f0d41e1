#include "chat/talk_options.hpp"

#include "netbasics/terminal/capability.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <optional>

namespace netbasics::tools {

using net::framing;

namespace {

std::optional<framing> framing_named(std::string_view name)
{
    if (name == "line") return framing::line;
    if (name == "raw") return framing::raw;
    if (name == "auto") return framing::automatic;
    return std::nullopt;
}

}  // namespace

std::optional<std::chrono::seconds> read_timeout(arguments const& given)
{
    auto const* seconds = given.value("timeout");
    if (seconds == nullptr) return std::nullopt;
    return std::chrono::seconds(*read_number(*seconds, 1, longest_timeout));
}

boost::system::result<talk_options, std::string> read_talk_options(arguments const& given, bool server)
{
    talk_options options;
    auto& agreed = options.agreed;
    agreed.server = server;
    agreed.turns = given.has("turns");
    options.room = given.has("room");
    options.times = given.has("times");
    if (options.times && given.json())
        return std::string(tr("--times is for text; --json has the time already"));
    if (options.room) {
        for (char const* other : {"turns", "framing", "bye", "no-bye", "peer-name"})
            if (given.has(other)) return substitute(tr("--{0} is for one caller, not for a room"), {other});
        options.framing = framing::line;
        agreed.bye = chat::farewell({"/quit"});
    }
    if (auto const* how = given.value("framing")) {
        auto const known = framing_named(*how);
        if (!known)
            return substitute(tr("--framing is line, raw or auto, not '{0}'"), {terminal::harmless(*how)});
        options.framing = *known;
    }
    auto const words = given.values("bye");
    if (given.has("no-bye") && !words.empty())
        return std::string(tr("--bye and --no-bye exclude each other"));
    for (auto const& w : words)
        if (w.find_first_not_of(" \t") == w.npos || w.find('\n') != w.npos)
            return std::string(tr("--bye needs a word in one line"));
    if (given.has("no-bye"))
        agreed.bye = chat::farewell::none();
    else if (!words.empty())
        agreed.bye = chat::farewell(words);
    if (auto const* name = given.value("name")) options.name = terminal::harmless(*name);
    if (auto const* name = given.value("peer-name")) options.peer_name = terminal::harmless(*name);
    return options;
}

}  // namespace netbasics::tools
