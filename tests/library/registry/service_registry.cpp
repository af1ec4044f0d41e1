#include "netbasics/registry/service_registry.hpp"

namespace ip = netbasics::ip;
namespace registry = netbasics::registry;

int main()
{
    auto const https = registry::find_service(443, ip::protocol::tcp);
    if (!https || https->name() != "https") return 1;
    return registry::class_of(8001) != registry::port_class::user;
}
