#include "portinfo/verbs.hpp"

#include "portinfo/asked_ports.hpp"
#include "portinfo/busy_text.hpp"
#include "portinfo/hand_over.hpp"
#include "portinfo/port_answer.hpp"
#include "portinfo/port_search.hpp"
#include "report.hpp"

#include "netbasics/host/port_holder.hpp"
#include "netbasics/registry/service_registry.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
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

/// A port that was asked for by itself.
struct asked_port {
    std::uint16_t port;
    ip::protocol protocol;
};

/// `--on HOST`: an address of this machine, with a zone where it needs one, or localhost.
boost::system::result<host::server_address, unreadable> read_place(arguments const& given)
{
    auto const* host = given.value("on");
    if (host == nullptr) return host::every_address();
    auto const bare = host->size() > 2 && host->front() == '[' && host->back() == ']'
                          ? host->substr(1, host->size() - 2)
                          : *host;
    auto const address = ip::scoped_address_from_string(bare == "localhost" ? "127.0.0.1" : bare);
    if (!address) return unreadable{*host, address.error()};
    return host::server_address{address->address, address->zone};
}

/// The bounds that --from and --to set; from --prefer on where that is given.
boost::system::result<host::port_range, unreadable> read_bounds(arguments const& given,
                                                                std::optional<std::uint16_t> preferred)
{
    host::port_range bounds = port_wish{}.ports.front();
    if (preferred) bounds = {*preferred, 65535};
    for (auto const& [name, bound] : {std::pair("from", &bounds.first), std::pair("to", &bounds.last)}) {
        auto const* text = given.value(name);
        if (text == nullptr) continue;
        auto const port = read_port(*text);
        if (!port) return unreadable{*text, port.error()};
        *bound = *port;
    }
    if (bounds.first == 0) bounds.first = 1;
    if (given.has("from") && !given.has("to") && bounds.first > bounds.last) bounds.last = 65535;
    if (bounds.last < bounds.first)
        return unreadable{std::to_string(bounds.first) + "-" + std::to_string(bounds.last),
                          errc::range_reversed};
    return bounds;
}

boost::system::result<port_wish, unreadable> read_wish(arguments const& given)
{
    port_wish w;
    w.keep_open = given.has("exec");
    w.consecutive = given.has("consecutive");
    if (given.has("udp")) w.protocol = ip::protocol::udp;
    if (auto const* text = given.value("count")) {
        auto const count = read_number(*text, 1, 65535);
        if (!count) return unreadable{*text, count.error()};
        w.count = *count;
    }
    if (auto const* text = given.value("prefer")) {
        auto const port = read_port(*text);
        if (!port) return unreadable{*text, port.error()};
        w.preferred = *port;
    }
    for (auto const& text : given.values("not")) {
        auto const some = read_port_arguments(text);
        if (!some) return unreadable{text, some.error()};
        for (auto const& a : *some) {
            if (a.name.empty()) w.excluded.push_back(a.ports);
            for (auto const& row : services_of(a)) w.excluded.push_back({row.first_port, row.last_port});
        }
    }
    auto const bounds = read_bounds(given, w.preferred);
    if (!bounds) return bounds.error();
    w.ports = {*bounds};
    auto const place = read_place(given);
    if (!place) return place.error();
    w.where = *place;
    return w;
}

/// A name with the protocol that was chosen, or all that it is registered for.
std::vector<asked_port> ports_of(port_argument const& a, port_wish const& w)
{
    std::vector<asked_port> all;
    auto const add = [&](unsigned first, unsigned last, ip::protocol protocol) {
        for (auto port = first; port <= last; ++port)
            all.push_back({static_cast<std::uint16_t>(port), protocol});
    };
    if (a.name.empty()) add(a.ports.first, a.ports.last, a.protocol.value_or(w.protocol));
    for (auto const& row : services_of(a))
        if (row.protocol == a.protocol.value_or(w.protocol)) add(row.first_port, row.last_port, row.protocol);
    return all;
}

std::string port_name(std::uint16_t port, ip::protocol protocol)
{
    return std::to_string(port).append("/").append(to_string(protocol));
}

exit_status tell_failure(port_search const& s, port_wish const& w, arguments const& given, streams io)
{
    if (s.refused && s.refused->system.value() != EACCES)
        return complain(given.title(), io, host_text(w.where), *s.refused);
    if (given.quiet()) return no;
    constexpr std::size_t most_told = 4;
    for (std::size_t i = 0; i < std::min(s.busy.size(), most_told); ++i) {
        complain(given.title(), io, substitute(tr("{0} is busy"), {port_name(s.busy[i], w.protocol)}));
        io.err << busy_text(s.busy[i], w.protocol, w.where);
    }
    std::string ranges;
    for (auto const& r : w.ports)
        ranges.append(ranges.empty() ? "" : ",")
            .append(std::to_string(r.first))
            .append(r.first == r.last ? "" : "-" + std::to_string(r.last));
    auto sentence = substitute(
        w.consecutive
            ? tr("no {1} consecutive ports are free in {2}, {3} busy; reserved ports are never offered")
            : tr("found {0} of {1} free ports in {2}, {3} busy; reserved ports are never offered"),
        {std::to_string(s.found.size()), std::to_string(w.count), ranges, std::to_string(s.busy.size())});
    if (s.refused) sentence.append("; ").append(tr("some need a privilege to bind (CAP_NET_BIND_SERVICE)"));
    complain(given.title(), io, sentence);
    return no;
}

boost::json::object to_json(std::uint16_t port, ip::protocol protocol)
{
    auto const row = registry::find_service(port, protocol);
    return {{"port", port},
            {"protocol", to_string(protocol)},
            {"name", render::text_or_null(row ? row->name() : std::string_view())},
            {"status", registry::to_string(registry::status_of(port, protocol))},
            {"free", true}};
}

void write_ports(port_search const& s, port_wish const& w, arguments const& given, streams io)
{
    for (auto const& f : s.found) {
        if (given.json())
            render::append_json_line(io.out.pending(), to_json(f.port, w.protocol));
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
        tr("1. Ports {0} to {1} were considered, without those of ip_local_reserved_ports; {2} to {3} last, "
           "since the kernel may give one of those to any client at any time "
           "(net.ipv4.ip_local_port_range).\n"),
        {std::to_string(w.ports.front().first), std::to_string(w.ports.back().last),
         std::to_string(policy.ephemeral.first), std::to_string(policy.ephemeral.last)}));
    if (w.preferred)
        out.append(substitute(tr("2. {0} was tried first, then the ports above it in order.\n"),
                              {std::to_string(*w.preferred)}));
    else
        out.append(
            tr("2. Ports that IANA has not assigned to anybody come first. Among them each has the same "
               "chance, so that callers at the same time rarely get the same one.\n"));
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

exit_status run_command(std::vector<found_port>& found, arguments const& given, streams io)
{
    auto const words = given.values("exec");
    std::vector<io::unique_descriptor> sockets;
    auto const first = found.front().port;
    for (auto& f : found) sockets.push_back(std::move(f.socket));
    return complain(given.title(), io, words.front(), hand_over(sockets, first, words));
}

/// Why the port cannot be bound, with those who hold it.
void tell_busy(asked_port asked, error const& why, port_wish const& w, arguments const& given, streams io)
{
    auto const name = port_name(asked.port, asked.protocol);
    bool const busy = why.system.value() == EADDRINUSE;
    if (given.json()) {
        auto object = to_json(asked.port, asked.protocol);
        object["free"] = false;
        object["reason"] = message(why);
        auto const holders =
            busy ? host::holders_of(asked.port, asked.protocol) : std::vector<host::local_socket>();
        object["holders"] = holders_json(holders);
        render::append_json_line(io.out.pending(), object);
    } else if (busy) {
        complain(given.title(), io, substitute(tr("{0} is busy"), {name}));
        io.err << busy_text(asked.port, asked.protocol, w.where);
    } else if (why.system.value() == EACCES) {
        complain(given.title(), io,
                 substitute(tr("{0} needs a privilege to bind (root or CAP_NET_BIND_SERVICE)"), {name}));
    } else {
        complain(given.title(), io, substitute(tr("{0}: {1}"), {name, message(why)}));
    }
}

/// Binds each port that was asked for: `no` where one of them cannot be had.
exit_status check_ports(std::vector<asked_port> const& asked, port_wish const& w, arguments const& given,
                        streams io)
{
    constexpr std::size_t most_told = 20;
    std::vector<found_port> found;
    std::size_t refused = 0;
    for (auto const& one : asked) {
        auto socket = host::open_server_socket(w.where, one.port, one.protocol);
        if (!socket) {
            auto const code = socket.error().system.value();
            if (code != EADDRINUSE && code != EACCES)
                return complain(given.title(), io, host_text(w.where), socket.error());
            bool const is_told = given.json() || refused < most_told;
            if (++refused, !given.quiet() && is_told) tell_busy(one, socket.error(), w, given, io);
            continue;
        }
        found.push_back({one.port, w.keep_open ? std::move(*socket) : io::unique_descriptor()});
        if (given.quiet() || w.keep_open) continue;
        if (given.json())
            render::append_json_line(io.out.pending(), to_json(one.port, one.protocol));
        else
            io.out << std::to_string(one.port) << "\n";
        io.out.settle();
    }
    if (refused > most_told && !given.quiet() && !given.json())
        complain(given.title(), io,
                 tr_count("{0} more port is busy", "{0} more ports are busy", refused - most_told));
    if (refused > 0) return no;
    return w.keep_open ? run_command(found, given, io) : success;
}

/// The sentence for the user where options do not go together; empty where they do.
std::string contradiction(arguments const& given)
{
    if (given.operands().empty()) return {};
    for (auto const* name : {"from", "to", "prefer"})
        if (given.has(name)) return substitute(tr("--{0} has no effect with ports given by number"), {name});
    if (given.has("not") && !given.has("count")) return tr("--not needs a choice of ports: -n N, or no PORT");
    return {};
}

}  // namespace

exit_status free_ports(arguments const& given, streams io)
{
    if (auto const problem = contradiction(given); !problem.empty())
        return complain_usage(given.title(), io, problem);
    for (auto const& text : given.operands())
        if (ip::scoped_address_from_string(text))
            return complain(given.title(), io,
                            substitute(tr("'{0}': an address, not a port; an address is given by --on {0}"),
                                       {terminal::harmless(text)}));
    auto w = read_wish(given);
    if (!w) return complain(given.title(), io, w.error().text, w.error().why);
    auto const arguments = read_port_arguments(given, io);
    if (!arguments) return failure;
    std::vector<asked_port> asked;
    for (auto const& a : *arguments) {
        if (!a.name.empty() && services_of(a).empty()) return tell_unknown_name(a, given, io);
        auto const some = ports_of(a, *w);
        if (some.empty())
            return complain_usage(given.title(), io,
                                  substitute(tr("'{0}': not registered for {1}"),
                                             {terminal::harmless(a.text), to_string(w->protocol)}));
        asked.insert(asked.end(), some.begin(), some.end());
    }
    if (!asked.empty()) {
        auto const other = std::find_if(asked.begin(), asked.end(), [](auto const& a) {
            return a.port == 0 || (a.protocol != ip::protocol::tcp && a.protocol != ip::protocol::udp);
        });
        if (other != asked.end())
            return complain(given.title(), io,
                            substitute(tr("'{0}': only ports 1 to 65535 of tcp and udp can be checked"),
                                       {port_name(other->port, other->protocol)}));
        if (!given.has("count")) return check_ports(asked, *w, given, io);
        w->ports.clear();
        for (auto const& a : asked) w->ports.push_back({a.port, a.port});
        w->protocol = asked.front().protocol;
    }
    auto s = search_ports(*w);
    if (s.found.size() < w->count) {
        auto const status = tell_failure(s, *w, given, io);
        if (!given.quiet() && !given.has("exec")) write_ports(s, *w, given, io);
        return status;
    }
    if (given.has("exec")) return run_command(s.found, given, io);
    if (!given.quiet()) write_ports(s, *w, given, io);
    if (given.explain() && !given.json() && !given.quiet()) explain(*w, io);
    return success;
}

namespace {

constexpr option_row rows[] = {
    {.name = "count",
     .letter = 'n',
     .value = "N",
     .fallback = "1",
     .summary = translatable("print N ports, one a line")},
    {.name = "from", .value = "PORT", .fallback = "1024", .summary = translatable("choose none below PORT")},
    {.name = "to", .value = "PORT", .fallback = "49151", .summary = translatable("choose none above PORT")},
    {.name = "not",
     .value = "PORT,...",
     .repeats = true,
     .summary = translatable("choose none of these ports, ranges and names; may be repeated")},
    {.name = "consecutive", .needs = "count", .summary = translatable("choose N ports in a row")},
    {.name = "prefer",
     .value = "PORT",
     .conflicts = "from",
     .summary = translatable("choose PORT, or the next one above it that is free")},
    {.name = "udp", .summary = translatable("open the ports for UDP instead of TCP")},
    {.name = "on",
     .value = "HOST",
     .summary = translatable("open them on this address of the machine instead of every one")},
    {.name = "exec",
     .value = "COMMAND...",
     .rest_is_command = true,
     .conflicts = "json",
     .completes = complete::program,
     .summary =
         translatable("become the command, with the open sockets as descriptors 3, 4, ... (LISTEN_FDS) "
                      "and the first number in PORT; the last option")},
};
constexpr option_group groups[] = {{nullptr, rows}};

}  // namespace

constinit option_table const free_port_options = groups;

}  // namespace netbasics::tools
