#ifndef NETBASICS_TOOLS_CONNECT_CONNECT_HPP
#define NETBASICS_TOOLS_CONNECT_CONNECT_HPP

#include "command.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

inline constexpr char const* connect_summary = translatable("call somebody and talk");

inline constexpr example connect_examples[] = {
    {"connect", translatable("call 127.0.0.1:8001 and talk")},
    {"connect --name 李四 [::1]:8001", translatable("over IPv6, with a name")},
    {"connect --room --name 张三",
     translatable("take part in a room, and come back when the connection is lost")},
    {"connect --timeout 5 example.net:7", translatable("every address of the host, five seconds at most")},
};

extern command const connect_command;  ///< part of netbasics-chat only

}  // namespace netbasics::tools

#endif
