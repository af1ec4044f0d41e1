#include "netbasics/ip/address.hpp"

using netbasics::ip::address;

int main()
{
    auto const host = address::from_string("2001:db8::1");
    if (!host || !host->is_v6() || to_string(*host) != "2001:db8::1") return 1;

    auto const mapped = address::from_string("::ffff:192.0.2.1").value();
    if (mapped.unmapped() != address::from_string("192.0.2.1").value()) return 1;

    auto const wrong = address::from_string("192.0.2.256");
    return wrong || wrong.error().reason != netbasics::errc::octet_out_of_range || wrong.error().ordinal != 4;
}
