#ifndef NETBASICS_NET_TELNET_FILTER_HPP
#define NETBASICS_NET_TELNET_FILTER_HPP

#include <cstddef>
#include <cstdint>
#include <span>

namespace netbasics::net {

/** Takes a telnet program's commands out of what it sends, wherever a receive cuts them: options
    (IAC WILL…DONT, RFC 854), and what is negotiated about them (IAC SB … IAC SE, RFC 855).
    A doubled IAC is the byte 255 itself. */
class telnet_filter {
public:
    /// Moves the text to the front of `bytes`; its size.
    std::size_t take(std::span<char> bytes)
    {
        std::size_t kept = 0;
        for (auto const byte : bytes)
            if (keeps(static_cast<std::uint8_t>(byte))) bytes[kept++] = byte;
        return kept;
    }

private:
    enum class state : std::uint8_t { text, command, option, negotiation, negotiation_command };

    static constexpr std::uint8_t iac = 255;
    static constexpr std::uint8_t first_option = 251;  // WILL, WONT, DO, DONT
    static constexpr std::uint8_t begins_negotiation = 250;
    static constexpr std::uint8_t ends_negotiation = 240;

    bool keeps(std::uint8_t byte)
    {
        switch (now_) {
        case state::text:
            if (byte != iac) return true;
            now_ = state::command;
            return false;
        case state::command:
            now_ = byte == iac                  ? state::text
                   : byte >= first_option       ? state::option
                   : byte == begins_negotiation ? state::negotiation
                                                : state::text;
            return byte == iac || byte < ends_negotiation;  // below: no command, so it was text
        case state::option:
            now_ = state::text;
            return false;
        case state::negotiation:
            if (byte == iac) now_ = state::negotiation_command;
            return false;
        case state::negotiation_command:
            now_ = byte == ends_negotiation ? state::text : state::negotiation;
            return false;
        }
        return true;
    }

    state now_ = state::text;
};

}  // namespace netbasics::net

#endif
