#include "netbasics/ip/address_v6.hpp"

using netbasics::ip::address_v6;

int main() { return to_string(address_v6::from_string("2001:DB8:0:0:0:0:0:1").value()) != "2001:db8::1"; }
