#include "portinfo/verbs.hpp"

#include "portinfo/busy_text.hpp"
#include "portinfo/hand_over.hpp"
#include "portinfo/port_argument.hpp"
#include "portinfo/port_search.hpp"
#include "report.hpp"

#include "netbasics/registry/service_registry.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <cerrno>

namespace netbasics::tools {

namespace {

/// An argument that could not be read.
struct unreadable {
    std::string text;
    error why;
};

boost::system::result<port_wish, unreadable> read_wish(arguments const& given)
{
    port_wish w;
    w.keep_open = given.has("exec");
    if (given.has("udp")) w.protocol = ip::protocol::udp;
    if (auto const* text = given.value("count")) {
        auto const count = read_number(*text, 1, 65535);
        if (!count) return unreadable{*text, count.error()};
        w.count = *count;
    }
    for (auto const& [name, bound] : {std::pair("from", &w.ports.first), std::pair("to", &w.ports.last)}) {
        auto const* text = given.value(name);
        if (text == nullptr) continue;
        auto const port = read_port(*text);
        if (!port) return unreadable{*text, port.error()};
        *bound = *port;
    }
    if (w.ports.first == 0) w.ports.first = 1;
    if (given.has("from") && !given.has("to") && w.ports.first > w.ports.last) w.ports.last = 65535;
    if (w.ports.last < w.ports.first)
        return unreadable{std::to_string(w.ports.first) + "-" + std::to_string(w.ports.last),
                          errc::range_reversed};
    if (given.operands().empty()) return w;
    auto const& host = given.operands().front();
    auto const address = ip::scoped_address_from_string(host);
    if (!address) return unreadable{host, address.error()};
    w.where = {address->address, address->zone};
    return w;
}

exit_status tell_failure(port_search const& s, port_wish const& w, arguments const& given, streams io)
{
    if (s.refused && s.refused->system.value() != EACCES)
        return complain(given.title(), io, host_text(w.where), *s.refused);
    if (given.quiet()) return no;
    constexpr std::size_t most_told = 4;
    for (std::size_t i = 0; i < std::min(s.busy.size(), most_told); ++i) {
        auto const name = std::to_string(s.busy[i]).append("/").append(to_string(w.protocol));
        complain(given.title(), io, substitute(tr("{0} is busy"), {name}));
        io.err << busy_text(s.busy[i], w.protocol, w.where);
    }
    auto const range = std::to_string(w.ports.first) + "-" + std::to_string(w.ports.last);
    auto sentence = substitute(
        tr("found {0} of {1} free ports in {2}, {3} busy; ports that the kernel hands out or "
           "keeps reserved are never offered"),
        {std::to_string(s.found.size()), std::to_string(w.count), range, std::to_string(s.busy.size())});
    if (s.refused) sentence.append("; ").append(tr("some need a privilege to bind (CAP_NET_BIND_SERVICE)"));
    complain(given.title(), io, sentence);
    return no;
}

boost::json::object to_json(std::uint16_t port, port_wish const& w)
{
    auto const row = registry::find_service(port, w.protocol);
    return {{"port", port},
            {"protocol", to_string(w.protocol)},
            {"name", render::text_or_null(row ? row->name() : std::string_view())},
            {"status", registry::to_string(registry::status_of(port, w.protocol))}};
}

void write_ports(port_search const& s, port_wish const& w, arguments const& given, streams io)
{
    for (auto const& f : s.found) {
        if (given.json())
            render::append_json_line(io.out.pending(), to_json(f.port, w));
        else
            io.out << std::to_string(f.port) << "\n";
    }
}

void explain(port_wish const& w, streams io)
{
    auto const policy = host::current_port_policy();
    auto& out = io.out.pending();
    out.append("\n");
    out.append(substitute(
        tr("1. Ports {0} to {1} were considered, without {2} to {3}: any client may be given one of "
           "those at any time (net.ipv4.ip_local_port_range), nor those of ip_local_reserved_ports.\n"),
        {std::to_string(w.ports.first), std::to_string(w.ports.last), std::to_string(policy.ephemeral.first),
         std::to_string(policy.ephemeral.last)}));
    out.append(tr("2. Ports that IANA has not assigned come first, from a place by chance, so that callers "
                  "at the same time "
                  "differ.\n"));
    out.append(substitute(
        w.protocol == ip::protocol::tcp
            ? tr("3. Each was opened as a server does: socket, SO_REUSEADDR, bind to {0}, listen.\n")
            : tr("3. Each was opened as a server does: socket, bind to {0}; without SO_REUSEADDR, "
                 "which would hide that somebody has it.\n"),
        {host_text(w.where)}));
    out.append(tr(
        "4. They are closed again now: between this answer and your bind(2) another program can take them. "
        "--exec hands the open sockets over instead.\n"));
}

exit_status run_command(port_search& s, arguments const& given, streams io)
{
    auto const words = given.values("exec");
    std::vector<host::unique_descriptor> sockets;
    for (auto& f : s.found) sockets.push_back(std::move(f.socket));
    return complain(given.title(), io, words.front(), hand_over(sockets, words));
}

}  // namespace

exit_status free_ports(arguments const& given, streams io)
{
    if (given.operands().size() > 1)
        return complain_usage(given.title(), io, tr("one HOST at most; ports are given by --from and --to"));
    auto const w = read_wish(given);
    if (!w) return complain(given.title(), io, w.error().text, w.error().why);
    auto s = search_ports(*w);
    if (s.found.size() < w->count) {
        auto const status = tell_failure(s, *w, given, io);
        if (!given.quiet() && !given.has("exec")) write_ports(s, *w, given, io);
        return status;
    }
    if (given.has("exec")) return run_command(s, given, io);
    if (!given.quiet()) write_ports(s, *w, given, io);
    if (given.explain() && !given.json() && !given.quiet()) explain(*w, io);
    return success;
}

namespace {

constexpr option_row rows[] = {
    {.name = "count",
     .letter = 'n',
     .value = "N",
     .summary = translatable("that many ports, one a line; 1 by default")},
    {.name = "from", .value = "PORT", .summary = translatable("none below; 1024 by default")},
    {.name = "to", .value = "PORT", .summary = translatable("none above; 49151 by default")},
    {.name = "udp", .summary = translatable("for UDP instead of TCP")},
    {.name = "exec",
     .value = "COMMAND...",
     .rest_is_command = true,
     .conflicts = "json",
     .completes = complete::program,
     .summary = translatable(
         "become the command, with the open sockets as descriptors 3, 4, ... (LISTEN_FDS); the last option")},
};
constexpr option_group groups[] = {{nullptr, rows}};

}  // namespace

constinit option_table const free_port_options = groups;

}  // namespace netbasics::tools
