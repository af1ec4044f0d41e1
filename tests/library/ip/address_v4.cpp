#include "netbasics/ip/address_v4.hpp"

using netbasics::ip::address_v4;

// Readers are constexpr: an address can be checked when the program is compiled.
constexpr auto loopback = address_v4::from_string("127.0.0.1").value();
static_assert(loopback.to_uint() == 0x7F000001);

int main() { return to_string(address_v4::from_uint(0xC0A80F2E)) != "192.168.15.46"; }
