#include "netbasics/ip/protocol.hpp"

#include "netbasics/text/ascii.hpp"

#include <netinet/in.h>

namespace netbasics::ip {

std::string_view to_string(protocol p) noexcept
{
    switch (p) {
    case protocol::tcp:
        return "tcp";
    case protocol::udp:
        return "udp";
    case protocol::sctp:
        return "sctp";
    case protocol::dccp:
        return "dccp";
    }
    return {};
}

std::optional<protocol> protocol_from_string(std::string_view text) noexcept
{
    for (auto const p : all_protocols)
        if (text::equal_case_blind(text, to_string(p))) return p;
    return std::nullopt;
}

int protocol_number(protocol p) noexcept
{
    switch (p) {
    case protocol::tcp:
        return IPPROTO_TCP;
    case protocol::udp:
        return IPPROTO_UDP;
    case protocol::sctp:
        return IPPROTO_SCTP;
    case protocol::dccp:
        return IPPROTO_DCCP;
    }
    return 0;
}

}  // namespace netbasics::ip
