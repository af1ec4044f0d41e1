#ifndef NETBASICS_TESTS_SUPPORT_SLOW_SCANNER_HPP
#define NETBASICS_TESTS_SUPPORT_SLOW_SCANNER_HPP

#include "netbasics/scan/address_scanner.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::test {

/// What address_scanner finds, byte by byte and by trying every piece of text: slow, and plain.
std::vector<scan::found_address> scan_slowly(std::string_view text);

/// What address_scanner finds.
std::vector<scan::found_address> scan(std::string_view text, scan::address_scanner::wanted w);

}  // namespace netbasics::test

#endif
