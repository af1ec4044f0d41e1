#include "portinfo/verbs.hpp"

#include "portinfo/asked_ports.hpp"
#include "portinfo/socket_rows.hpp"

#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <poll.h>
#include <tuple>

namespace netbasics::tools {

namespace {

using sockets = std::vector<host::local_socket>;

/// The sockets that were asked for, without their processes.
sockets find_asked(std::vector<port_argument> const& asked)
{
    auto const everything = host::socket_query{};
    auto query = asked.empty() ? everything : query_for(asked);
    query.wanted = host::wanted_sockets::listening_or_bound;
    auto found = host::find_local_sockets(query);
    if (!asked.empty()) std::erase_if(found, [&](auto const& s) { return !is_asked_for(s, asked); });
    return found;
}

void write(std::vector<socket_row> const& rows, row_style style, arguments const& given, streams io)
{
    if (given.quiet()) return;
    if (given.json()) {
        write_json(io.out, rows, style.marks);
        return;
    }
    style.color = terminal::wants_color(io.out.descriptor(), given.color());
    append_rows(io.out.pending(), rows, style);
}

/// What tells one socket from another; an inode is not used twice while its socket lives.
auto identity(host::local_socket const& s)
{
    return std::tie(s.protocol, s.port, s.address, s.inode, s.state);
}

bool is_in(host::local_socket const& s, sockets const& all)
{
    return std::any_of(all.begin(), all.end(),
                       [&](auto const& other) { return identity(s) == identity(other); });
}

/// All sockets of now, marked where they are new, and those that are no more.
std::vector<socket_row> marked(sockets const& before, sockets const& now)
{
    std::vector<socket_row> rows;
    for (auto const& s : now) rows.push_back({s, is_in(s, before) ? change::none : change::came});
    for (auto const& s : before)
        if (!is_in(s, now)) rows.push_back({s, change::went});
    std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) {
        return std::tie(a.socket.protocol, a.socket.port, a.socket.address) <
               std::tie(b.socket.protocol, b.socket.port, b.socket.address);
    });
    return rows;
}

bool same(sockets const& a, sockets const& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](auto const& x, auto const& y) { return identity(x) == identity(y); });
}

/// Waits; false when the reader of our output has left.
bool pause(int descriptor)
{
    constexpr int between_looks = 500;  // ms
    pollfd reader{descriptor, 0, 0};
    return ::poll(&reader, 1, between_looks) <= 0;
}

/// Shows what has changed until a signal ends the program or the reader leaves.
exit_status watch(sockets before, std::vector<port_argument> const& asked, arguments const& given, streams io)
{
    bool const redraws = terminal::is_terminal(io.out.descriptor()) && !given.json();
    while (io.out.flush() && pause(io.out.descriptor())) {
        auto now = find_asked(asked);
        if (same(before, now)) continue;
        host::find_processes(now);
        auto rows = marked(before, now);
        if (redraws)
            io.out.pending().append("\x1b[H\x1b[2J");
        else
            std::erase_if(rows, [](auto const& row) { return row.mark == change::none; });
        write(rows, {.heading = redraws, .marks = true}, given, io);
        before = std::move(now);
    }
    return success;
}

void explain_columns(std::string& out)
{
    out.append("\n");
    out.append(
        tr("1. \"listens\": a TCP socket after listen(2), or a UDP socket that takes datagrams from anybody. "
           "\"bound only\": a TCP socket after bind(2) that has the port and takes no calls.\n"));
    out.append(tr(
        "2. 0.0.0.0 is every IPv4 address, [::] every IPv6 address; with \"IPv4 too\" the socket takes both "
        "(RFC 3493, section 5.3).\n"));
    out.append(tr("3. The kernel tells of sockets and their users (sock_diag(7)); processes are found by "
                  "their descriptors "
                  "(/proc/PID/fd), which only root may read for all.\n"));
}

}  // namespace

exit_status listen(arguments const& given, streams io)
{
    auto const asked = read_port_arguments(given, io);
    if (!asked) return failure;
    for (auto const& a : *asked)
        if (!a.name.empty() && services_of(a).empty()) return tell_unknown_name(a, given, io);
    auto found = find_asked(*asked);
    if (!given.quiet()) host::find_processes(found);
    std::vector<socket_row> rows;
    for (auto const& s : found) rows.push_back({s, change::none});
    bool const watching = given.has("watch");
    if (watching && terminal::is_terminal(io.out.descriptor()) && !given.json())
        io.out.pending().append("\x1b[H\x1b[2J");
    write(rows, {.marks = watching}, given, io);
    if (given.explain() && !given.json() && !given.quiet()) explain_columns(io.out.pending());
    if (watching) return watch(std::move(found), *asked, given, io);
    return found.empty() ? no : success;
}

namespace {

constexpr option_row rows[] = {
    {.name = "watch",
     .letter = 'w',
     .conflicts = "quiet",
     .summary = translatable("stay, and show what comes (+) and goes (-) until Ctrl-C")},
};
constexpr option_group groups[] = {{nullptr, rows}};

}  // namespace

constinit option_table const listen_options = groups;

}  // namespace netbasics::tools
