#include "netbasics/mac/eui64.hpp"

namespace mac = netbasics::mac;

int main()
{
    auto const id = mac::eui64::from_eui48(mac::eui48::from_string("8C-EC-4B-88-B9-C9").value());
    return to_string(*link_local(id)) != "fe80::8eec:4bff:fe88:b9c9";
}
