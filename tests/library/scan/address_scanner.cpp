#include "netbasics/scan/address_scanner.hpp"

#include <string>
#include <vector>

namespace scan = netbasics::scan;

int main()
{
    std::string const line = "Accepted key for anna from 192.0.2.7 port 50022, [2001:db8::1]:22";
    std::string const padded = line + std::string(64, '\0');  // the scanner looks ahead
    scan::address_scanner scanner(std::string_view(padded).substr(0, line.size()),
                                  scan::address_scanner::wanted::both);
    std::vector<std::string> found;
    for (scan::found_address f; scanner.next(f);) found.push_back(to_string(f.value));
    return found != std::vector<std::string>{"192.0.2.7", "2001:db8::1"};
}
