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

constexpr unofficial_use uses[] = {
    {1521, protocol::tcp, "Oracle Database", "Oracle Database Net Services Administrator's Guide"},
    {1645, protocol::udp, "RADIUS, early deployments", "RFC 2865, section 3"},
    {1646, protocol::udp, "RADIUS accounting, early deployments", "RFC 2866, section 3"},
    {2181, protocol::tcp, "Apache ZooKeeper", "ZooKeeper Getting Started Guide: clientPort"},
    {3000, protocol::tcp, "Grafana", "Grafana documentation: http_port"},
    {3000, protocol::tcp, "Ruby on Rails", "Rails Guides: Getting Started"},
    {4444, protocol::tcp, "Selenium Grid", "Selenium documentation: Grid"},
    {5000, protocol::tcp, "Docker Registry", "CNCF Distribution documentation"},
    {5000, protocol::tcp, "Flask", "Flask documentation: Quickstart"},
    {5173, protocol::tcp, "Vite", "Vite documentation: server.port"},
    {5201, protocol::tcp, "iperf3", "iperf3(1)"},
    {5601, protocol::tcp, "Kibana", "Kibana documentation: server.port"},
    {6443, protocol::tcp, "Kubernetes API server", "Kubernetes documentation: Ports and Protocols"},
    {6881, protocol::tcp, "BitTorrent", "BEP 3"},
    {8000, protocol::tcp, "Django, Python's http.server",
     "Django documentation: runserver; Python: http.server"},
    {8080, protocol::tcp, "Apache Tomcat, Jenkins", "Tomcat and Jenkins documentation"},
    {8086, protocol::tcp, "InfluxDB", "InfluxDB documentation: Ports"},
    {8200, protocol::tcp, "HashiCorp Vault", "Vault documentation: listener"},
    {8500, protocol::tcp, "HashiCorp Consul", "Consul documentation: Required Ports"},
    {8888, protocol::tcp, "Jupyter", "Jupyter Server documentation: port"},
    {9000, protocol::tcp, "PHP-FPM", "PHP manual: FastCGI Process Manager"},
    {9042, protocol::tcp, "Apache Cassandra", "Cassandra documentation: native_transport_port"},
    {9090, protocol::tcp, "Prometheus", "Prometheus documentation: First steps"},
    {9092, protocol::tcp, "Apache Kafka", "Kafka documentation: listeners"},
    {9100, protocol::tcp, "Prometheus node exporter", "Prometheus wiki: Default port allocations"},
    {9200, protocol::tcp, "Elasticsearch", "Elasticsearch documentation: http.port"},
    {9300, protocol::tcp, "Elasticsearch, between nodes", "Elasticsearch documentation: transport.port"},
    {10000, protocol::tcp, "Webmin", "Webmin documentation; Debian netbase"},
    {10250, protocol::tcp, "Kubernetes kubelet", "Kubernetes documentation: Ports and Protocols"},
    {15672, protocol::tcp, "RabbitMQ management", "RabbitMQ documentation: Networking"},
    {25565, protocol::tcp, "Minecraft", "Minecraft Wiki: server.properties"},
    {26379, protocol::tcp, "Redis Sentinel", "Redis documentation: Sentinel"},
    {51820, protocol::udp, "WireGuard", "wg-quick(8), examples"},
};

}  // namespace

secure_sibling const* find_secure_sibling(std::uint16_t port, ip::protocol protocol) noexcept
{
    auto const found = std::find_if(std::begin(siblings), std::end(siblings), [&](secure_sibling const& s) {
        return s.port == port && s.protocol == protocol;
    });
    return found == std::end(siblings) ? nullptr : &*found;
}

std::span<unofficial_use const> unofficial_uses() noexcept { return uses; }

std::vector<unofficial_use> find_unofficial_uses(std::uint16_t port, ip::protocol protocol)
{
    std::vector<unofficial_use> found;
    std::copy_if(std::begin(uses), std::end(uses), std::back_inserter(found),
                 [&](unofficial_use const& u) { return u.port == port && u.protocol == protocol; });
    return found;
}

}  // namespace netbasics::registry
