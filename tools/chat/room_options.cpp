#include "chat/room_options.hpp"

#include "netbasics/chat/name.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/program_options/value_semantic.hpp>

#include <algorithm>
#include <iterator>

namespace netbasics::tools {

namespace po = boost::program_options;
using chat::room_limits;

namespace {

/// A number, and where it goes.
struct number {
    char const* name;
    char const* meaning;
    std::uint64_t most;
    void (*take)(room_options&, std::uint64_t);
};

constexpr number numbers[] = {
    {"history", translatable("lines that a new member is shown (20)"), 100'000,
     [](room_options& o, std::uint64_t n) { o.history = n; }},
    {"max-clients", translatable("members at a time (1000; 0: no limit)"), 1'000'000,
     [](room_options& o, std::uint64_t n) { o.limits.members = n; }},
    {"max-per-address", translatable("members from one address (128; 0: no limit)"), 1'000'000,
     [](room_options& o, std::uint64_t n) { o.limits.per_address = n; }},
    {"max-line", translatable("bytes of a line (4096)"), 65'536,
     [](room_options& o, std::uint64_t n) { o.limits.input.line = n; }},
    {"max-queue", translatable("bytes that wait for a member who does not read (1048576)"), 1'073'741'824,
     [](room_options& o, std::uint64_t n) { o.limits.queue = n; }},
    {"rate", translatable("lines a second of one member (50; 0: no limit)"), 1'000'000'000,
     [](room_options& o, std::uint64_t n) { o.limits.input.rate = n; }},
    {"burst", translatable("lines at once, for a paste (500)"), 1'000'000'000,
     [](room_options& o, std::uint64_t n) { o.limits.input.burst = n; }},
    {"first-line", translatable("seconds to say something (60; 0: no limit)"), 86'400,
     [](room_options& o, std::uint64_t n) { o.limits.first_line = std::chrono::seconds(n); }},
    {"unfinished-line", translatable("seconds to end a line that was begun (30; 0: no limit)"), 86'400,
     [](room_options& o, std::uint64_t n) { o.limits.unfinished = std::chrono::seconds(n); }},
};

constexpr std::string_view sync_words[] = {"always", "batch", "never"};

}  // namespace

void add_room_options(po::options_description& options)
{
    auto const word = [](char const* name) { return po::value<std::string>()->value_name(name); };
    auto add = options.add_options();
    add("room", word("NAME")->implicit_value(""), translatable("many callers, one conversation"));
    add("slow", word("HOW"), translatable("a member who does not read: disconnect or drop-oldest"));
    for (auto const& n : numbers) add(n.name, word("N"), n.meaning);
    add("record", word("FILE"), translatable("keep what is said, and go on from there after a restart"));
    add("sync", word("WHEN"),
        translatable("the record is on the disk: always, batch (within a second) or never"));
    add("nats", word("URL"), translatable("the same room on other machines too, through a NATS server"));
    add("nats-creds", word("FILE"), translatable("credentials for it"));
    add("nats-ca", word("FILE"), translatable("these have to vouch for its certificate"));
    add("web", word("PORT")->implicit_value("8080"),
        translatable("browsers too: serves a page (8080; 0: any port)"));
    add("replay", word("FILE"), translatable("show a record as text"));
}

boost::system::result<room_options, std::string> read_room_options(arguments const& given)
{
    room_options options;
    options.room = terminal::harmless(*given.value("room"));
    for (auto const& n : numbers) {
        auto const* text = given.value(n.name);
        if (text == nullptr) continue;
        auto const read = read_number(*text, 0, n.most);
        if (!read)
            return substitute("--{0}: '{1}': {2}",
                              {n.name, terminal::harmless(*text), message(read.error())});
        n.take(options, *read);
    }
    if (options.limits.input.line == 0) options.limits.input.line = 65'536;
    if (options.limits.queue == 0) options.limits.queue = 1;
    if (options.limits.input.burst == 0) options.limits.input.burst = 1;
    if (auto const* how = given.value("slow")) {
        if (*how == "drop-oldest")
            options.limits.slow = room_limits::slow_policy::drop_oldest;
        else if (*how != "disconnect")
            return substitute(tr("--slow is disconnect or drop-oldest, not '{0}'"),
                              {terminal::harmless(*how)});
    }
    if (auto const* path = given.value("record")) {
        options.record = *path;
        if (path->empty()) return std::string(tr("--record needs a file"));
    }
    if (auto const* url = given.value("nats")) {
        options.nats = *url;
        if (options.room.empty())
            return std::string(tr("--nats needs --room=NAME: the name is what its servers share"));
        if (!options.record.empty())
            return std::string(tr("--nats and --record exclude each other: the engine keeps what is said"));
        if (auto const* file = given.value("nats-creds")) options.nats_credentials = *file;
        if (auto const* file = given.value("nats-ca")) options.nats_authorities = *file;
    }
    if (auto const* when = given.value("sync")) {
        auto const* const known = std::find(std::begin(sync_words), std::end(sync_words), *when);
        if (known == std::end(sync_words))
            return substitute(tr("--sync is always, batch or never, not '{0}'"), {terminal::harmless(*when)});
        options.sync = static_cast<chat::sync_policy>(known - std::begin(sync_words));
    }
    if (auto const* port = given.value("web")) {
        constexpr std::uint64_t usual = 8080;
        auto const read = port->empty() ? usual : read_number(*port, 0, 65'535);
        if (!read) return substitute("--web: '{0}': {1}", {terminal::harmless(*port), message(read.error())});
        options.web = static_cast<std::uint16_t>(*read);
    }
    if (auto const* name = given.value("name")) {
        auto const safe = chat::safe_name(*name);
        if (!safe) return substitute(tr("'{0}' cannot be a name in a room"), {terminal::harmless(*name)});
        options.name = *safe;
    }
    for (char const* other : {"turns", "framing", "bye", "no-bye", "peer-name"})
        if (given.has(other)) return substitute(tr("--{0} is for one caller, not for a room"), {other});
    return options;
}

}  // namespace netbasics::tools
