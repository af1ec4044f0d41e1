#include "portinfo/verbs.hpp"

#include "portinfo/asked_ports.hpp"
#include "portinfo/port_text.hpp"
#include "report.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::tools {
namespace {

machine look_around(std::vector<port_argument> const& all)
{
    machine here{host::current_port_policy(), host::find_local_sockets(query_for(all))};
    std::erase_if(here.listeners, [&](host::local_socket const& s) { return !is_asked_for(s, all); });
    host::find_processes(here.listeners);
    return here;
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
    auto const here = given.quiet() ? machine{} : look_around(*all);
    exit_status status = success;
    bool is_first = true;
    for (auto const& argument : *all) {
        auto const answers = answers_to(argument, here);
        bool const registered = std::any_of(answers.begin(), answers.end(), [&](auto const& a) {
            return a.is_registered() || !argument.name.empty();  // a known name, though a customary one
        });
        if (!registered) status = no;
        if (given.quiet()) continue;
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
