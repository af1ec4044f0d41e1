#include "netbasics/registry/oui_registry.hpp"

namespace mac = netbasics::mac;
namespace registry = netbasics::registry;

int main()
{
    registry::oui_registry const registry;
    auto const match = registry.find(mac::eui48::from_string("8C-EC-4B-88-B9-C9").value());
    return match.kind != registry::oui_kind::ma_l || match.owners.empty() || match.owners[0] != "Dell Inc.";
}
