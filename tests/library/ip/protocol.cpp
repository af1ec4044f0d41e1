#include "netbasics/ip/protocol.hpp"

namespace ip = netbasics::ip;

int main()
{
    return ip::protocol_from_string("UDP") != ip::protocol::udp || to_string(ip::protocol::udp) != "udp";
}
