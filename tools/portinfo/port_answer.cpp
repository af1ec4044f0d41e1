#include "portinfo/port_answer.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/text/utf8.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <tuple>

namespace netbasics::tools {

namespace json = boost::json;

namespace {

bool is_listened_on(std::uint16_t port, ip::protocol protocol, machine const& here)
{
    return std::any_of(here.listeners.begin(), here.listeners.end(),
                       [&](auto const& s) { return s.port == port && s.protocol == protocol; });
}

json::array aliases_json(registry::service const& row)
{
    json::array all;
    for (auto const alias : row.aliases()) all.push_back(json::value(alias));
    return all;
}

json::array customary_json(port_answer const& a)
{
    json::array all;
    for (auto const& use : a.customary)
        all.push_back(json::object{{"name", use.name()},
                                   {"aliases", aliases_json(use)},
                                   {"description", use.description},
                                   {"source", use.source}});
    return all;
}

json::object listener_json(host::local_socket const& s, host::process const* p)
{
    return {{"address", address_text(s)},
            {"pid", p != nullptr ? json::value(p->pid) : json::value(nullptr)},
            {"process", p != nullptr ? json::value(text::to_valid_utf8(p->name)) : json::value(nullptr)},
            {"uid", s.uid},
            {"user", render::text_or_null(host::user_name(s.uid))}};
}

json::array listeners_json(port_answer const& a, machine const& here)
{
    json::array all;
    for (auto const* s : listeners_of(a, here)) {
        for (auto const& p : s->processes) all.push_back(listener_json(*s, &p));
        if (s->processes.empty()) all.push_back(listener_json(*s, nullptr));
    }
    return all;
}

}  // namespace

port_answer answer_for(std::uint16_t port, ip::protocol protocol)
{
    return {port, protocol, registry::find_service(port, protocol), registry::status_of(port, protocol),
            registry::find_customary_services(port, protocol)};
}

std::vector<port_answer> answers_for(std::uint16_t port, machine const& here)
{
    std::vector<port_answer> all;
    for (auto const protocol : ip::all_protocols) {
        auto a = answer_for(port, protocol);
        bool const always = protocol == ip::protocol::tcp || protocol == ip::protocol::udp;
        if (always || a.is_registered() || is_listened_on(port, protocol, here)) all.push_back(std::move(a));
    }
    return all;
}

std::vector<host::local_socket const*> listeners_of(port_answer const& a, machine const& here)
{
    auto const [first, last] =
        std::equal_range(here.listeners.begin(), here.listeners.end(), a, [](auto const& x, auto const& y) {
            return std::tie(x.protocol, x.port) < std::tie(y.protocol, y.port);
        });
    std::vector<host::local_socket const*> found;
    for (auto s = first; s != last; ++s) found.push_back(&*s);
    return found;
}

json::object to_json(port_answer const& a, machine const& here)
{
    auto const row = a.service.value_or(registry::service{});
    return {{"port", a.port},
            {"protocol", to_string(a.protocol)},
            {"name", render::text_or_null(row.name())},
            {"aliases", aliases_json(row)},
            {"description", render::text_or_null(row.description)},
            {"status", to_string(a.status)},
            {"customary", customary_json(a)},
            {"class", to_string(registry::class_of(a.port))},
            {"ephemeral", here.policy.may_be_handed_out(a.port)},
            {"privileged", here.policy.needs_privilege(a.port)},
            {"listeners", listeners_json(a, here)}};
}

}  // namespace netbasics::tools
