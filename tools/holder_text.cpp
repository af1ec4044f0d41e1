#include "holder_text.hpp"

#include "netbasics/host/port_holder.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

std::string endpoint_text(host::local_socket const& s)
{
    auto const address = address_text(s);
    auto const text = s.address.is_v6() ? "[" + address + "]" : address;
    return terminal::harmless(text) + ":" + std::to_string(s.port);
}

std::string hidden_reason(host::process_visibility v)
{
    switch (v) {
    case host::process_visibility::not_looked_for:
    case host::process_visibility::seen:
        break;
    case host::process_visibility::other_user:
        return tr("process hidden: it is another user's; root can see it");
    case host::process_visibility::protected_:
        return tr("process hidden: the kernel does not let us inspect every process (ptrace limits)");
    case host::process_visibility::elsewhere:
        return tr("no process seen here has it: another PID namespace, or the kernel itself");
    }
    return {};
}

std::string user_text(std::uint32_t uid, std::string_view name)
{
    return name.empty() ? "uid " + std::to_string(uid) : terminal::harmless(name);
}

std::string holder_text(host::local_socket const& s)
{
    if (s.state == host::socket_state::time_wait)
        return s.milliseconds_left == 0
                   ? tr("the kernel: a conversation has ended here, and the port rests for a minute (RFC "
                        "9293, "
                        "section 3.6.1)")
                   : substitute(
                         tr("the kernel for {0} s more: a conversation has ended here, and the port rests "
                            "(RFC 9293, section 3.6.1)"),
                         {std::to_string((s.milliseconds_left + 999) / 1000)});
    if (s.is_in_backlog()) return tr("the kernel: the listener has not accepted this connection yet");
    std::string text;
    for (auto const& p : s.processes) {
        if (!text.empty()) text.append(", ");
        text.append(substitute(tr("{0} (process {1})"), {terminal::harmless(p.name), std::to_string(p.pid)}));
    }
    if (!text.empty())
        return substitute(tr("{0}, user {1}"), {text, user_text(s.uid, host::user_name(s.uid))});
    auto const reason = hidden_reason(s.visibility);
    auto const user =
        substitute(tr("uid {0} ({1})"), {std::to_string(s.uid), user_text(s.uid, host::user_name(s.uid))});
    return reason.empty() ? user : user + "; " + reason;
}

std::string age_text(std::chrono::seconds age)
{
    auto const seconds = age.count();
    if (seconds < 60) return substitute(tr("{0} s"), {std::to_string(seconds)});
    if (seconds < 3600) return substitute(tr("{0} min"), {std::to_string(seconds / 60)});
    if (seconds < 48 * 3600) return substitute(tr("{0} h"), {std::to_string(seconds / 3600)});
    return tr_count("{0} day", "{0} days", static_cast<unsigned long>(seconds / 86400));
}

std::string managed_by_text(host::process_manager const& m)
{
    std::string text;
    if (!m.container.empty())
        text = substitute(tr("{0} container {1}"), {m.engine, terminal::harmless(m.container.substr(0, 12))});
    else if (!m.unit.empty())
        text = terminal::harmless(m.unit);
    return text;
}

std::string end_command(host::process_manager const& m, pid_t pid)
{
    auto const short_name = m.container.size() == 64 ? m.container.substr(0, 12) : m.container;
    if (m.engine == "docker" || m.engine == "podman") return m.engine + " stop " + short_name;
    if (m.engine == "containerd" || m.engine == "crio") return "crictl stop " + short_name;
    if (m.engine == "lxc") return "lxc-stop -n " + terminal::harmless(short_name);
    if (m.engine == "nspawn") return "machinectl stop " + terminal::harmless(short_name);
    if (!m.unit.empty())
        return std::string(m.of_user ? "systemctl --user stop " : "systemctl stop ") +
               terminal::harmless(m.unit);
    return "kill " + std::to_string(pid);
}

std::vector<std::string> process_texts(host::local_socket const& s)
{
    std::vector<std::string> lines;
    for (auto const& p : s.processes) {
        auto const age = host::age_of(p.pid);
        auto const manager = host::manager_of(p.pid);
        auto text = terminal::harmless(host::command_line(p.pid));
        if (host::runs_deleted_program(p.pid))
            text.append(tr(" (deleted: its program file was replaced or removed)"));
        if (age) text.append(substitute(tr(", running for {0}"), {age_text(*age)}));
        if (auto const place = managed_by_text(manager); !place.empty())
            text.append(substitute(tr(", in {0}"), {place}));
        lines.push_back(substitute(tr("process {0}: {1}"), {std::to_string(p.pid), text}));
        lines.push_back(substitute(tr("to end it: {0}"), {end_command(manager, p.pid)}));
    }
    return lines;
}

std::string holders_text(std::uint16_t port)
{
    auto const all = host::holders_of(port, ip::protocol::tcp);
    std::string text;
    for (auto const& socket : all)
        if (socket.state == all.front().state)
            text.append(substitute(tr("; held by {0} at {1}"), {holder_text(socket), endpoint_text(socket)}));
    return text;
}

}  // namespace netbasics::tools
