#include "netbasics/scan/mac_scanner.hpp"
#include "netbasics/mac/eui48.hpp"

namespace mac = netbasics::mac;
namespace scan = netbasics::scan;

int main()
{
    scan::mac_scanner scanner("DHCPACK to 192.0.2.7 (8c:ec:4b:88:b9:c9) via eth0");
    scan::found_mac found;
    return !scanner.next(found) || to_string(mac::eui48::from_uint(found.value)) != "8C-EC-4B-88-B9-C9";
}
