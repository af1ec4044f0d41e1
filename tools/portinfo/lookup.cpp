#include "portinfo/lookup.hpp"

#include "nearest.hpp"
#include "portinfo/port_text.hpp"
#include "report.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/ascii.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::tools {
namespace {

/// The rows that a name stands for, with the one protocol where that was asked for.
std::vector<registry::service> services_of(port_argument const& a)
{
    auto rows = registry::find_services(a.name);
    std::erase_if(rows, [&](auto const& row) { return a.protocol && row.protocol != *a.protocol; });
    return rows;
}

/// Every argument read, or each bad one told.
std::optional<std::vector<port_argument>> read_all(arguments const& given, streams io)
{
    std::vector<port_argument> all;
    for (auto const& text : given.operands()) {
        auto argument = read_port_argument(text);
        if (argument)
            all.push_back(std::move(*argument));
        else
            complain(given.title(), io, text, argument.error());
    }
    if (all.size() != given.operands().size()) return std::nullopt;
    return all;
}

/// The ports and protocols of all arguments, so that the kernel is asked once.
host::socket_query query_for(std::vector<port_argument> const& all)
{
    host::socket_query query{{}, {65535, 0}, host::wanted_sockets::listening};
    auto const add = [&](std::uint16_t first, std::uint16_t last, std::optional<ip::protocol> one) {
        query.ports = {std::min(query.ports.first, first), std::max(query.ports.last, last)};
        for (auto const protocol : ip::all_protocols) {
            bool const known = std::count(query.protocols.begin(), query.protocols.end(), protocol) > 0;
            if (!known && one.value_or(protocol) == protocol) query.protocols.push_back(protocol);
        }
    };
    for (auto const& a : all) {
        if (a.name.empty()) add(a.ports.first, a.ports.last, a.protocol);
        for (auto const& row : services_of(a)) add(row.first_port, row.last_port, row.protocol);
    }
    return query;
}

bool is_asked_for(host::local_socket const& s, std::vector<port_argument> const& all)
{
    return std::any_of(all.begin(), all.end(), [&](port_argument const& a) {
        if (a.name.empty()) return a.ports.contains(s.port) && a.protocol.value_or(s.protocol) == s.protocol;
        auto const rows = services_of(a);
        return std::any_of(rows.begin(), rows.end(), [&](auto const& row) {
            return row.protocol == s.protocol && row.first_port <= s.port && s.port <= row.last_port;
        });
    });
}

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

/// Of names equally near the one of the lowest port: it is the better known.
std::string nearest_service(std::string_view typed)
{
    std::vector<std::string> names;
    for (std::size_t number = 0; number < registry::service_count(); ++number) {
        auto const name = registry::service_at(number).name();
        auto const longer = std::max(name.size(), typed.size()) - std::min(name.size(), typed.size());
        if (longer <= 2) names.push_back(text::to_lower(name));
    }
    return nearest(text::to_lower(typed), names);
}

std::string unknown_name_text(port_argument const& a)
{
    auto const elsewhere = registry::find_services(a.name);
    if (!elsewhere.empty())
        return substitute(tr("registered, but not for {0}"),
                          {to_string(a.protocol.value_or(ip::protocol::tcp))});
    auto const local = registry::find_local_services(a.name);
    if (!local.empty())
        return substitute(tr("not registered; Debian's services file has it for {0}/{1}"),
                          {std::to_string(local.front().first_port), to_string(local.front().protocol)});
    auto const near = nearest_service(a.name);
    auto text = std::string(tr("no registered service has this name"));
    return near.empty() ? text : text + substitute(tr("; did you mean {0}?"), {near});
}

void tell_unknown(port_argument const& a, arguments const& given, streams io)
{
    complain(given.title(), io, substitute("'{0}': {1}", {terminal::harmless(a.text), unknown_name_text(a)}));
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
    constexpr std::size_t most_in_full = 2; // ports
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

} // namespace

exit_status look_up_ports(arguments const& given, streams io)
{
    if (given.operands().empty())
        return complain_usage(given.title(), io, tr("a port or a service name is needed"));
    auto const all = read_all(given, io);
    if (!all) return failure;
    auto const here = given.quiet() ? machine{} : look_around(*all);
    exit_status status = success;
    bool is_first = true;
    for (auto const& argument : *all) {
        auto const answers = answers_to(argument, here);
        bool const registered =
            std::any_of(answers.begin(), answers.end(), [](auto const& a) { return a.is_registered(); });
        if (!registered) status = no;
        if (given.quiet()) continue;
        if (answers.empty()) {
            tell_unknown(argument, given, io);
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

} // namespace netbasics::tools
