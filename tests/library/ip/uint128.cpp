#include "netbasics/ip/uint128.hpp"

namespace ip = netbasics::ip;

int main() { return ip::to_decimal(ip::uint128(1) << 64) != "18446744073709551616"; }
