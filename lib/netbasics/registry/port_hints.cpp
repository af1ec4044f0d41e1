#include "netbasics/registry/port_hints.hpp"

#include <algorithm>
#include <iterator>

namespace netbasics::registry {
namespace {

using ip::protocol;

constexpr secure_sibling siblings[] = {
    {21, protocol::tcp, 990, protocol::tcp, "ftps", "IANA: FTP control over TLS"},
    {23, protocol::tcp, 22, protocol::tcp, "ssh", "RFC 4251"},
    {25, protocol::tcp, 465, protocol::tcp, "submissions", "RFC 8314; between servers STARTTLS, RFC 3207"},
    {53, protocol::udp, 853, protocol::udp, "domain-s", "RFC 9250"},
    {53, protocol::tcp, 853, protocol::tcp, "domain-s", "RFC 7858"},
    {80, protocol::tcp, 443, protocol::tcp, "https", "RFC 9110, section 4.2.2"},
    {110, protocol::tcp, 995, protocol::tcp, "pop3s", "RFC 8314"},
    {119, protocol::tcp, 563, protocol::tcp, "nntps", "RFC 8143"},
    {123, protocol::udp, 4460, protocol::tcp, "ntske", "RFC 8915"},
    {143, protocol::tcp, 993, protocol::tcp, "imaps", "RFC 8314"},
    {161, protocol::udp, 10161, protocol::udp, "snmpdtls", "RFC 6353"},
    {162, protocol::udp, 10162, protocol::udp, "snmpdtls-trap", "RFC 6353"},
    {389, protocol::tcp, 636, protocol::tcp, "ldaps", "IANA: LDAP over TLS; StartTLS: RFC 4513"},
    {512, protocol::tcp, 22, protocol::tcp, "ssh", "RFC 4254"},
    {513, protocol::tcp, 22, protocol::tcp, "ssh", "RFC 4254"},
    {514, protocol::tcp, 22, protocol::tcp, "ssh", "RFC 4254"},
    {514, protocol::udp, 6514, protocol::tcp, "syslog-tls", "RFC 5425"},
    {587, protocol::tcp, 465, protocol::tcp, "submissions", "RFC 8314"},
    {1812, protocol::udp, 2083, protocol::tcp, "radsec", "RFC 6614"},
    {1813, protocol::udp, 2083, protocol::tcp, "radsec", "RFC 6614"},
    {1883, protocol::tcp, 8883, protocol::tcp, "secure-mqtt", "MQTT 5.0, section 5.4"},
    {2375, protocol::tcp, 2376, protocol::tcp, "docker-s", "Docker: protect the daemon socket"},
    {3478, protocol::tcp, 5349, protocol::tcp, "stuns", "RFC 8489"},
    {3478, protocol::udp, 5349, protocol::udp, "stuns", "RFC 8489"},
    {5060, protocol::tcp, 5061, protocol::tcp, "sips", "RFC 3261, section 26.2"},
    {5672, protocol::tcp, 5671, protocol::tcp, "amqps", "IANA: AMQP over TLS"},
    {5683, protocol::udp, 5684, protocol::udp, "coaps", "RFC 7252"},
    {5683, protocol::tcp, 5684, protocol::tcp, "coaps", "RFC 8323"},
    {6665, protocol::tcp, 6697, protocol::tcp, "ircs-u", "RFC 7194"},
    {6666, protocol::tcp, 6697, protocol::tcp, "ircs-u", "RFC 7194"},
    {6667, protocol::tcp, 6697, protocol::tcp, "ircs-u", "RFC 7194"},
};

}  // namespace

secure_sibling const* find_secure_sibling(std::uint16_t port, ip::protocol protocol) noexcept
{
    auto const found = std::find_if(std::begin(siblings), std::end(siblings), [&](secure_sibling const& s) {
        return s.port == port && s.protocol == protocol;
    });
    return found == std::end(siblings) ? nullptr : &*found;
}

}  // namespace netbasics::registry
