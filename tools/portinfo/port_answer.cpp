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
    json::object object{{"address", address_text(s)},
                        {"pid", nullptr},
                        {"process", nullptr},
                        {"uid", s.uid},
                        {"user", render::text_or_null(host::user_name(s.uid))},
                        {"command", nullptr},
                        {"age_seconds", nullptr},
                        {"unit", nullptr},
                        {"container", nullptr}};
    if (p == nullptr) return object;
    auto const manager = host::manager_of(p->pid);
    object["pid"] = p->pid;
    object["process"] = text::to_valid_utf8(p->name);
    object["command"] = render::text_or_null(text::to_valid_utf8(host::command_line(p->pid)));
    if (auto const age = host::age_of(p->pid)) object["age_seconds"] = age->count();
    object["unit"] = render::text_or_null(text::to_valid_utf8(manager.unit));
    object["container"] = render::text_or_null(text::to_valid_utf8(manager.container));
    return object;
}

void append_json(json::array& all, host::local_socket const& s)
{
    for (auto const& p : s.processes) all.push_back(listener_json(s, &p));
    if (s.processes.empty()) all.push_back(listener_json(s, nullptr));
}

json::array listeners_json(port_answer const& a, machine const& here)
{
    json::array all;
    for (auto const* s : listeners_of(a, here)) append_json(all, *s);
    return all;
}

/// Empty where somebody listens: a server may have thousands of connections.
json::array other_holders_json(port_answer const& a, machine const& here)
{
    if (!listeners_of(a, here).empty()) return {};
    std::vector<host::local_socket> all;
    for (auto const* s : holders_of(a, here)) all.push_back(*s);
    return holders_json(all);
}

std::vector<host::local_socket const*> those_of(port_answer const& a,
                                                std::vector<host::local_socket> const& all)
{
    auto const [first, last] = std::equal_range(all.begin(), all.end(), a, [](auto const& x, auto const& y) {
        return std::tie(x.protocol, x.port) < std::tie(y.protocol, y.port);
    });
    std::vector<host::local_socket const*> found;
    for (auto s = first; s != last; ++s) found.push_back(&*s);
    return found;
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
    return those_of(a, here.listeners);
}

std::vector<host::local_socket const*> holders_of(port_answer const& a, machine const& here)
{
    return those_of(a, here.holders);
}

bind_trial const* trial_of(port_answer const& a, machine const& here)
{
    auto const found = std::find_if(here.trials.begin(), here.trials.end(), [&](bind_trial const& t) {
        return t.port == a.port && t.protocol == a.protocol;
    });
    return found == here.trials.end() ? nullptr : &*found;
}

json::array holders_json(std::vector<host::local_socket> const& holders)
{
    json::array all;
    for (auto const& s : holders) {
        auto const before = all.size();
        append_json(all, s);
        for (auto i = before; i < all.size(); ++i) {
            auto& object = all[i].as_object();
            object["state"] = host::to_string(s.state);
            bool const has_peer =
                s.state == host::socket_state::connected || s.state == host::socket_state::time_wait;
            object["peer"] = has_peer ? json::value(to_string(s.peer)) : json::value(nullptr);
            object["peer_port"] = has_peer ? json::value(s.peer_port) : json::value(nullptr);
            object["milliseconds_left"] = s.state == host::socket_state::time_wait
                                              ? json::value(s.milliseconds_left)
                                              : json::value(nullptr);
        }
    }
    return all;
}

json::object to_json(port_answer const& a, machine const& here)
{
    auto const row = a.service.value_or(registry::service{});
    auto const* const trial = trial_of(a, here);
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
            {"listeners", listeners_json(a, here)},
            {"holders", other_holders_json(a, here)},
            {"can_bind", trial == nullptr ? json::value(nullptr) : json::value(!trial->refused)}};
}

}  // namespace netbasics::tools
