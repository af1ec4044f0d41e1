#include "portinfo/port_text.hpp"

#include "holder_text.hpp"

#include "netbasics/registry/port_hints.hpp"
#include "netbasics/render/field_list.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <cerrno>
#include <tuple>

namespace netbasics::tools {
namespace {

std::string range_text(unsigned first, unsigned last)
{
    return first == last ? std::to_string(first) : std::to_string(first) + "-" + std::to_string(last);
}

std::string ephemeral_text(std::uint16_t port, host::port_policy const& policy)
{
    auto const first = std::to_string(policy.ephemeral.first);
    auto const last = std::to_string(policy.ephemeral.last);
    if (policy.may_be_handed_out(port))
        return substitute(tr("yes: the kernel may give it to any client, as all of {0} to {1}"),
                          {first, last});
    if (policy.is_reserved(port))
        return tr("no: the administrator has reserved it (ip_local_reserved_ports)");
    return substitute(tr("no: the kernel gives clients {0} to {1}"), {first, last});
}

std::string privilege_text(std::uint16_t port, host::port_policy const& policy)
{
    if (!policy.needs_privilege(port)) return tr("none needed to listen");
    return substitute(tr("needed to listen: root or CAP_NET_BIND_SERVICE, as all below {0}"),
                      {std::to_string(policy.unprivileged_start)});
}

std::string joined(std::vector<std::string_view> const& words)
{
    std::string text;
    for (auto const word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

std::string customary_text(registry::service const& use)
{
    return substitute(tr("customary, not registered: {0}, {1} ({2})"),
                      {use.name(), use.description, use.source});
}

/// What our own lists say of a port: a sibling that encrypts, programs that use it without registration.
std::vector<std::string> hint_texts(port_answer const& a)
{
    std::vector<std::string> lines;
    if (auto const* s = registry::find_secure_sibling(a.port, a.protocol))
        lines.push_back(substitute(
            tr("sends in clear; encrypted: {0}, {1}/{2} ({3})"),
            {s->secure_name, std::to_string(s->secure_port), to_string(s->secure_protocol), s->source}));
    for (auto const& use : a.customary) lines.push_back(customary_text(use));
    return lines;
}

std::string listener_text(host::local_socket const& s)
{
    auto where = endpoint_text(s);
    if (s.takes_both) where.append(tr(" and IPv4"));
    return substitute(tr("{0} listens: {1}"), {where, holder_text(s)});
}

std::string peer_text(host::local_socket const& s)
{
    auto const address = to_string(s.peer);
    return (s.peer.is_v6() ? "[" + address + "]" : address) + ":" + std::to_string(s.peer_port);
}

std::string state_text(host::local_socket const& s)
{
    auto const here = endpoint_text(s);
    switch (s.state) {
    case host::socket_state::listening:
        return substitute(tr("{0} listens"), {here});
    case host::socket_state::bound:
        return substitute(tr("{0} is bound, and does not listen"), {here});
    case host::socket_state::connected:
        return substitute(tr("{0} is connected to {1}"), {here, peer_text(s)});
    case host::socket_state::time_wait:
        return substitute(tr("{0} was connected to {1} (TIME-WAIT)"), {here, peer_text(s)});
    }
    return here;
}

/// Whoever has the port without listening.
void add_holders(render::field_list& list, port_answer const& a, machine const& here, bool anyone_listens)
{
    auto const holders = holders_of(a, here);
    auto const count = holders.size();
    if (anyone_listens) {
        auto const connected =
            static_cast<unsigned long>(std::count_if(holders.begin(), holders.end(), [](auto const* s) {
                return s->state == host::socket_state::connected;
            }));
        if (connected > 0) list.add_more(tr_count("{0} connection", "{0} connections", connected));
        return;
    }
    constexpr std::size_t most_told = 4;
    for (std::size_t i = 0; i < std::min(count, most_told); ++i) {
        auto const& s = *holders[i];
        list.add_more(substitute(tr("{0}: {1}"), {state_text(s), holder_text(s)}), terminal::style::bad);
        for (auto const& line : process_texts(s)) list.add_more("  " + line);
    }
    if (count > most_told)
        list.add_more(tr_count("and {0} more socket", "and {0} more sockets", count - most_told));
}

/// Whether a server could bind the port now.
void add_trial(render::field_list& list, bind_trial const* trial)
{
    if (trial == nullptr) return;
    if (!trial->refused)
        list.add_more(tr("can be bound now"));
    else if (trial->refused->system.value() == EACCES)
        list.add_more(tr("cannot be bound by you: it needs a privilege"));
    else
        list.add_more(
            substitute(tr("cannot be bound on every address now: {0}"), {message(*trial->refused)}));
}

void add_protocol(render::field_list& list, port_answer const& a, machine const& here)
{
    auto const row = a.service.value_or(registry::service{});
    auto const label = std::to_string(a.port).append("/").append(to_string(a.protocol));
    if (row.name().empty())
        list.add(label, status_text(a));
    else
        list.add(label, row.name(), terminal::style::strong);
    if (auto const aliases = row.aliases(); !aliases.empty())
        list.add_more(substitute(tr("also called {0}"), {joined(aliases)}));
    if (!row.description.empty()) list.add_more(row.description);
    if (!row.name().empty()) list.add_more(status_text(a));
    for (auto const& line : hint_texts(a)) list.add_more(line);
    auto const listeners = listeners_of(a, here);
    for (auto const* s : listeners) {
        list.add_more(listener_text(*s), terminal::style::good);
        for (auto const& line : process_texts(*s)) list.add_more("  " + line);
    }
    if (listeners.empty()) list.add_more(tr("nobody listens on it now"), terminal::style::faint);
    add_holders(list, a, here, !listeners.empty());
    add_trial(list, trial_of(a, here));
}

/// Whether two neighbouring ports have the same answer, so that one line tells both.
bool is_same_answer(port_answer const& a, port_answer const& b, machine const& here)
{
    auto const names = [](port_answer const& x) {
        auto const row = x.service.value_or(registry::service{});
        return std::tuple(x.status, row.names, row.description);
    };
    auto const is_quiet = [&](port_answer const& x) {
        return listeners_of(x, here).empty() && holders_of(x, here).empty();
    };
    return b.port == a.port + 1 && names(a) == names(b) && is_quiet(a) && is_quiet(b);
}

struct run {
    port_answer first;
    std::uint16_t last;
    std::vector<registry::service> customary;
};

std::vector<run> runs_of(std::vector<port_answer> answers, machine const& here)
{
    std::stable_sort(answers.begin(), answers.end(), [](auto const& a, auto const& b) {
        return std::tie(a.protocol, a.port) < std::tie(b.protocol, b.port);
    });
    std::vector<run> runs;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        auto const& a = answers[i];
        if (i > 0 && answers[i - 1].protocol == a.protocol && is_same_answer(answers[i - 1], a, here))
            runs.back().last = a.port;
        else
            runs.push_back({a, a.port, {}});
        runs.back().customary.insert(runs.back().customary.end(), a.customary.begin(), a.customary.end());
    }
    std::stable_sort(runs.begin(), runs.end(),
                     [](auto const& a, auto const& b) { return a.first.port < b.first.port; });
    return runs;
}

}  // namespace

std::string class_text(registry::port_class c)
{
    switch (c) {
    case registry::port_class::system:
        return tr("system port, 0 to 1023");
    case registry::port_class::user:
        return tr("user port, 1024 to 49151");
    case registry::port_class::dynamic:
        return tr("dynamic port, 49152 to 65535");
    }
    return {};
}

std::string status_text(port_answer const& a)
{
    switch (a.status) {
    case registry::port_status::assigned:
        return a.service && a.service->name().empty() ? tr("assigned, without a name")
                                                      : tr("assigned by IANA");
    case registry::port_status::reserved:
        return tr("reserved: IANA keeps it from being assigned");
    case registry::port_status::withdrawn:
        return tr("withdrawn: it was assigned once");
    case registry::port_status::dynamic:
        return tr("dynamic: never assigned, free for any program");
    case registry::port_status::unassigned:
        return tr("unassigned");
    }
    return {};
}

void append_port(std::string& out, std::vector<port_answer> const& answers, machine const& here, bool color)
{
    auto const port = answers.front().port;
    render::field_list list;
    list.add(tr("Port"), std::to_string(port), terminal::style::strong);
    list.add(tr("Class"), class_text(registry::class_of(port)));
    list.add(tr("Ephemeral"), ephemeral_text(port, here.policy));
    list.add(tr("Privilege"), privilege_text(port, here.policy));
    for (auto const& a : answers) add_protocol(list, a, here);
    list.append_to(out, color);
}

void append_ports(std::string& out, std::vector<port_answer> const& answers, machine const& here, bool color)
{
    auto const runs = runs_of(answers, here);
    std::size_t widest = 0;
    for (auto const& r : runs)
        if (r.first.service) widest = std::max(widest, r.first.service->name().size());
    render::field_list list;
    for (auto const& r : runs) {
        auto const row = r.first.service.value_or(registry::service{});
        std::string value(row.name());
        value.append(widest - value.size() + (widest > 0 ? 2 : 0), ' ');
        value.append(row.description.empty() ? status_text(r.first) : std::string(row.description));
        list.add(range_text(r.first.port, r.last).append("/").append(to_string(r.first.protocol)), value);
        for (auto const& use : r.customary)
            list.add_more((r.first.port == r.last ? "" : std::to_string(use.first_port) + ": ") +
                          customary_text(use));
        for (auto const* s : listeners_of(r.first, here))
            list.add_more(listener_text(*s), terminal::style::good);
        add_holders(list, r.first, here, !listeners_of(r.first, here).empty());
    }
    list.append_to(out, color);
}

}  // namespace netbasics::tools
