#include "netbasics/registry/special_purpose_registry.hpp"

namespace ip = netbasics::ip;
namespace registry = netbasics::registry;

int main()
{
    auto const* row = registry::find_special_purpose(ip::address::from_string("192.168.15.46").value());
    return row == nullptr || row->rfc != "RFC 1918" || row->reachable != registry::globally_reachable::no;
}
