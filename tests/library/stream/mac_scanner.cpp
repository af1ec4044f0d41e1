#include "netbasics/stream/mac_scanner.hpp"
#include "netbasics/mac/eui48.hpp"

namespace mac = netbasics::mac;
namespace stream = netbasics::stream;

int main()
{
    stream::mac_scanner scanner("DHCPACK to 192.0.2.7 (8c:ec:4b:88:b9:c9) via eth0");
    stream::found_mac found;
    return !scanner.next(found) || to_string(mac::eui48::from_uint(found.value)) != "8C-EC-4B-88-B9-C9";
}
