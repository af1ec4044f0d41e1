#include "portinfo/asked_ports.hpp"

#include "nearest.hpp"
#include "report.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/ascii.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::tools {
namespace {

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

std::string unknown_name_text(port_argument const& a, arguments const& given)
{
    auto const protocol = to_string(a.protocol.value_or(ip::protocol::tcp));
    if (!registry::find_services(a.name).empty())
        return substitute(tr("registered, but not for {0}"), {protocol});
    if (!registry::find_customary_services(a.name).empty())
        return substitute(tr("a customary name, but not for {0}"), {protocol});
    auto text = std::string(tr("no registered service has this name"));
    if (auto const hint = given.verb_hint(a.text); !hint.empty()) return text + hint;
    auto const near = nearest_service(a.name);
    return near.empty() ? text : text + substitute(tr("; did you mean {0}?"), {near});
}

}  // namespace

std::optional<std::vector<port_argument>> read_port_arguments(arguments const& given, streams io)
{
    std::vector<port_argument> all;
    bool good = true;
    for (auto const& text : given.operands()) {
        auto const some = read_port_arguments(text);
        if (some)
            all.insert(all.end(), some->begin(), some->end());
        else
            complain(given.title(), io, text, some.error());
        good &= some.has_value();
    }
    return good ? std::optional(all) : std::nullopt;
}

std::vector<registry::service> services_of(port_argument const& a)
{
    auto rows = registry::find_services(a.name);
    if (rows.empty()) rows = registry::find_customary_services(a.name);
    std::erase_if(rows, [&](auto const& row) { return a.protocol && row.protocol != *a.protocol; });
    return rows;
}

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

exit_status tell_unknown_name(port_argument const& a, arguments const& given, streams io)
{
    complain(given.title(), io,
             substitute("'{0}': {1}", {terminal::harmless(a.text), unknown_name_text(a, given)}));
    return no;
}

}  // namespace netbasics::tools
