#include "chat/room_options.hpp"

#include "netbasics/net/host_port.hpp"
#include "netbasics/room/name.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/web/called_names.hpp"

#include <algorithm>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace netbasics::tools {

using server::room_limits;

namespace {

/// A number, and where it goes.
struct number {
    char const* name;
    std::uint64_t most;
    void (*take)(room_options&, std::uint64_t);
};

constexpr number numbers[] = {
    {"history", 100'000, [](room_options& o, std::uint64_t n) { o.limits.history = n; }},
    {"max-clients", 1'000'000, [](room_options& o, std::uint64_t n) { o.limits.members = n; }},
    {"max-per-address", 1'000'000, [](room_options& o, std::uint64_t n) { o.limits.per_address = n; }},
    {"max-waiting", 1'000'000, [](room_options& o, std::uint64_t n) { o.limits.waiting = n; }},
    {"record-size", std::uint64_t{1} << 50, [](room_options& o, std::uint64_t n) { o.record_size = n; }},
    {"nats-replicas", 5,
     [](room_options& o, std::uint64_t n) { o.nats_replicas = std::max<std::uint64_t>(n, 1); }},
    {"nats-keep", 1'000'000'000,
     [](room_options& o, std::uint64_t n) { o.nats_keep = std::max<std::uint64_t>(n, 1); }},
    {"max-line", 65'536, [](room_options& o, std::uint64_t n) { o.limits.input.line = n; }},
    {"max-queue", 1'073'741'824, [](room_options& o, std::uint64_t n) { o.limits.queue = n; }},
    {"rate", 1'000'000'000, [](room_options& o, std::uint64_t n) { o.limits.input.rate = n; }},
    {"burst", 1'000'000'000, [](room_options& o, std::uint64_t n) { o.limits.input.burst = n; }},
    {"first-line", 86'400,
     [](room_options& o, std::uint64_t n) { o.limits.first_line = std::chrono::seconds(n); }},
    {"unfinished-line", 86'400,
     [](room_options& o, std::uint64_t n) { o.limits.unfinished = std::chrono::seconds(n); }},
};

/// What is wrong with the addresses of NATS servers; empty: nothing.
std::string why_not_an_engine(std::string_view urls)
{
    if (urls.empty()) return tr("--nats needs a URL such as nats://HOST:4222");
    while (!urls.empty()) {
        auto const url = urls.substr(0, urls.find(','));
        urls.remove_prefix(std::min(urls.size(), url.size() + 1));
        auto const slashes = url.find("://");
        auto const scheme = slashes == url.npos ? std::string_view("nats") : url.substr(0, slashes);
        auto const rest = slashes == url.npos ? url : url.substr(slashes + 3);
        if (rest.find('@') != rest.npos)
            return tr(
                "--nats: a password on the command line can be read by everybody here; put user:password "
                "into a file for --nats-creds");
        auto const end = net::read_host_port(rest.substr(0, rest.find('/')));
        if ((scheme != "nats" && scheme != "tls") || end.has_error() || end->host.empty())
            return substitute(tr("--nats: '{0}': not nats://HOST:PORT or tls://HOST:PORT"),
                              {terminal::harmless(url)});
    }
    return {};
}

constexpr std::string_view sync_words[] = {"always", "batch", "never"};

}  // namespace

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
        if (auto const why = why_not_an_engine(*url); !why.empty()) return why;
    }
    for (auto const& [name, member] : {std::pair{"nats-creds", &room_options::nats_credentials},
                                       std::pair{"nats-ca", &room_options::nats_authorities}}) {
        auto const* const file = given.value(name);
        if (file == nullptr) continue;
        if (::access(file->c_str(), R_OK) != 0)
            return substitute("--{0}: {1}: {2}",
                              {name, terminal::harmless(*file), message(last_system_error())});
        options.*member = *file;
    }
    if (auto const* when = given.value("sync")) {
        auto const* const known = std::find(std::begin(sync_words), std::end(sync_words), *when);
        if (known == std::end(sync_words))
            return substitute(tr("--sync is always, batch or never, not '{0}'"), {terminal::harmless(*when)});
        options.sync = static_cast<journal::sync_policy>(known - std::begin(sync_words));
    }
    if (auto const* port = given.value("web")) {
        constexpr std::uint64_t usual = 8080;
        auto const read = port->empty() ? usual : read_number(*port, 0, 65'535);
        if (!read) return substitute("--web: '{0}': {1}", {terminal::harmless(*port), message(read.error())});
        options.web = static_cast<std::uint16_t>(*read);
    }
    if (auto const* url = given.value("web-origin")) {
        options.web_origin = web::origin_of(*url);
        if (options.web_origin.empty())
            return substitute(
                tr("--web-origin is http://HOST or https://HOST, with :PORT where it is not the usual "
                   "one: not '{0}'"),
                {terminal::harmless(*url)});
    }
    if (auto const* name = given.value("name")) {
        auto const safe = room::safe_name(*name);
        if (!safe) return substitute(tr("'{0}' cannot be a name in a room"), {terminal::harmless(*name)});
        options.name = *safe;
    }
    for (char const* other : {"turns", "framing", "bye", "no-bye", "peer-name"})
        if (given.has(other)) return substitute(tr("--{0} is for one caller, not for a room"), {other});
    return options;
}

}  // namespace netbasics::tools
