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
        return tr("the kernel: a conversation has ended here, and the port rests for a minute (RFC 9293, "
                  "section 3.6.1)");
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
