#include "portinfo/port_text.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

char const* class_rule(registry::port_class c)
{
    switch (c) {
    case registry::port_class::system:
        return tr(
            "   It is below 1024: a system port, assigned only with the IETF's review (RFC 6335, section "
            "8.1.2).\n");
    case registry::port_class::user:
        return tr(
            "   It is between 1024 and 49151: a user port, which IANA assigns on request after an expert's "
            "review (RFC 6335, section 8.1.2).\n");
    case registry::port_class::dynamic:
        return tr("   It is 49152 or above: a dynamic port, never assigned (RFC 6335, section 8.1.2).\n");
    }
    return "";
}

char const* status_rule(registry::port_status s)
{
    switch (s) {
    case registry::port_status::assigned:
        return tr(
            "registered; the registration reserves nothing on this machine: any program may use the port");
    case registry::port_status::reserved:
        return tr("held back by IANA (RFC 6335, section 6)");
    case registry::port_status::withdrawn:
        return tr("was registered and is not assigned again while others remain (RFC 6335, section 8.2)");
    case registry::port_status::dynamic:
        return tr("for private use and for the kernel's own choice");
    case registry::port_status::unassigned:
        return tr("can be assigned when somebody asks (RFC 6335, section 6)");
    }
    return "";
}

}  // namespace

void append_explanation(std::string& out, std::vector<port_answer> const& answers, machine const& here)
{
    auto const port = answers.front().port;
    auto const number = std::to_string(port);
    auto const& policy = here.policy;
    out.append("\n");
    out.append(
        substitute(tr("1. A port number has 16 bits, 0 to 65535. Address, protocol and port together name "
                      "one end of a conversation; {0}/tcp and {0}/udp are two different ports.\n"),
                   {number}));
    out.append(tr("2. RFC 6335, section 6, divides the numbers in three.\n"));
    out.append(class_rule(registry::class_of(port)));
    out.append(tr("3. The registry of IANA says for each protocol:\n"));
    for (auto const& a : answers)
        out.append(substitute(tr("   {0}/{1} is {2}: {3}.\n"),
                              {number, to_string(a.protocol), to_string(a.status), status_rule(a.status)}));
    out.append(substitute(
        tr("4. A client that asks for no port gets one from {0} to {1} (net.ipv4.ip_local_port_range); "
           "{2} is {3} it.\n"),
        {std::to_string(policy.ephemeral.first), std::to_string(policy.ephemeral.last), number,
         policy.ephemeral.contains(port) ? tr("within") : tr("outside")}));
    out.append(
        substitute(tr("5. To bind a port below {0} (net.ipv4.ip_unprivileged_port_start) a program needs "
                      "CAP_NET_BIND_SERVICE; {1} {2}.\n"),
                   {std::to_string(policy.unprivileged_start), number,
                    policy.needs_privilege(port) ? tr("is below") : tr("needs none")}));
    out.append(tr(
        "6. Who listens is asked of the kernel (sock_diag(7)), then each process's descriptors are searched "
        "for "
        "the socket (proc(5), /proc/PID/fd). No listener does not yet mean that the port can be bound.\n"));
}

}  // namespace netbasics::tools
