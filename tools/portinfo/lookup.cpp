#include "portinfo/verbs.hpp"

#include "portinfo/asked_ports.hpp"
#include "portinfo/port_text.hpp"
#include "report.hpp"

#include "netbasics/host/port_holder.hpp"
#include "netbasics/host/server_socket.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <cerrno>
#include <tuple>

namespace netbasics::tools {
namespace {

/// How many ports are asked for, at least.
std::size_t number_of_ports(std::vector<port_argument> const& all)
{
    std::size_t sum = 0;
    for (auto const& a : all) sum += a.name.empty() ? a.ports.last - a.ports.first + 1u : 1u;
    return sum;
}

machine look_around(std::vector<port_argument> const& all)
{
    constexpr std::size_t most_held = 1024;  // ports whose connections are looked at
    machine here{host::current_port_policy(), {}, {}, {}};
    auto query = query_for(all);
    if (number_of_ports(all) <= most_held) query.wanted = host::wanted_sockets::every_but_bound;
    auto sockets = host::find_local_sockets(query);
    std::erase_if(sockets, [&](host::local_socket const& s) { return !is_asked_for(s, all); });
    for (auto& s : sockets)
        (s.state == host::socket_state::listening ? here.listeners : here.holders).push_back(std::move(s));
    host::find_processes(here.listeners);
    host::find_processes(here.holders);
    return here;
}

bool is_held(port_answer const& a, machine const& here)
{
    return !listeners_of(a, here).empty() || !holders_of(a, here).empty();
}

/// Binds each port for a moment: that nobody listens does not yet mean that it can be bound.
void try_to_bind(std::vector<port_answer> const& answers, machine& here)
{
    for (auto const& a : answers) {
        bool const possible = a.protocol == ip::protocol::tcp || a.protocol == ip::protocol::udp;
        if (!possible || a.port == 0 || trial_of(a, here) != nullptr) continue;
        auto const socket = host::open_server_socket(host::every_address(), a.port, a.protocol);
        here.trials.push_back({a.port, a.protocol, socket ? std::nullopt : std::optional(socket.error())});
        if (socket || socket.error().system.value() != EADDRINUSE || is_held(a, here)) continue;
        // Held by a socket that is bound only: the kernel was not asked for these, as that takes longer.
        auto const more = host::holders_of(a.port, a.protocol);
        auto const place =
            std::upper_bound(here.holders.begin(), here.holders.end(), a, [](auto const& x, auto const& y) {
                return std::tie(x.protocol, x.port) < std::tie(y.protocol, y.port);
            });
        here.holders.insert(place, more.begin(), more.end());
    }
}

std::vector<port_answer> answers_to(port_argument const& a, machine const& here)
{
    std::vector<port_answer> all;
    for (auto const& row : services_of(a))
        for (unsigned port = row.first_port; port <= row.last_port; ++port)
            all.push_back(answer_for(static_cast<std::uint16_t>(port), row.protocol));
    if (!a.name.empty()) return all;
    for (unsigned number = a.ports.first; number <= a.ports.last; ++number) {
        auto const port = static_cast<std::uint16_t>(number);
        if (a.protocol) {
            all.push_back(answer_for(port, *a.protocol));
        } else {
            auto const some = answers_for(port, here);
            all.insert(all.end(), some.begin(), some.end());
        }
    }
    return all;
}

void write_json(std::vector<port_answer> const& answers, machine const& here, streams io)
{
    for (auto const& a : answers) {
        render::append_json_line(io.out.pending(), to_json(a, here));
        if (!io.out.settle()) return;
    }
}

/// Answers by port: each in full, or as lines where they are many.
void write_text(std::vector<port_answer> const& answers, machine const& here, arguments const& given,
                streams io)
{
    constexpr std::size_t most_in_full = 2;  // ports
    bool const color = terminal::wants_color(io.out.descriptor(), given.color());
    std::vector<std::vector<port_answer>> by_port;
    for (auto const& a : answers) {
        if (by_port.empty() || by_port.back().front().port != a.port) by_port.emplace_back();
        by_port.back().push_back(a);
    }
    auto& out = io.out.pending();
    if (by_port.size() > most_in_full) return append_ports(out, answers, here, color);
    for (auto const& port : by_port) {
        if (&port != &by_port.front()) out.push_back('\n');
        append_port(out, port, here, color);
        if (given.explain()) append_explanation(out, port, here);
    }
}

}  // namespace

exit_status look_up_ports(arguments const& given, streams io)
{
    if (given.operands().empty())
        return complain_usage(given.title(), io, tr("a port or a service name is needed"));
    auto const all = read_port_arguments(given, io);
    if (!all) return failure;
    auto here = given.quiet() ? machine{} : look_around(*all);
    constexpr std::size_t most_tried = 64;  // ports
    bool const tries = !given.quiet() && number_of_ports(*all) <= most_tried;
    exit_status status = success;
    bool is_first = true;
    for (auto const& argument : *all) {
        auto const answers = answers_to(argument, here);
        bool const registered = std::any_of(answers.begin(), answers.end(), [&](auto const& a) {
            return a.is_registered() || !argument.name.empty();  // a known name, though a customary one
        });
        if (!registered) status = no;
        if (given.quiet()) continue;
        if (tries) try_to_bind(answers, here);
        if (answers.empty()) {
            tell_unknown_name(argument, given, io);
        } else if (given.json()) {
            write_json(answers, here, io);
        } else {
            if (!is_first) io.out.pending().push_back('\n');
            is_first = false;
            write_text(answers, here, given, io);
        }
        io.out.settle();
    }
    return status;
}

}  // namespace netbasics::tools
