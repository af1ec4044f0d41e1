#ifndef NETBASICS_TOOLS_SERVE_SERVE_HPP
#define NETBASICS_TOOLS_SERVE_SERVE_HPP

#include "command.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

inline constexpr char const* serve_summary = translatable("wait for a caller and talk");

inline constexpr example serve_examples[] = {
    {"serve", translatable("wait at 127.0.0.1:8001; netbasics connect calls there")},
    {"serve --name 张三 --peer-name 李四 --turns", translatable("strict turns, with names")},
    {"serve --room '*:8001'", translatable("many callers, one conversation; nc is enough to take part")},
    {"serve --room --web", translatable("the room in a browser, at http://127.0.0.1:8080/")},
    {"serve --room --record lab.jsonl", translatable("keep what is said; serve --replay lab.jsonl shows it")},
    {"serve --framing raw", translatable("for a plain socket program that sends without line ends")},
    {"serve '*:0'", translatable("any free port, for callers from everywhere, over IPv4 and IPv6")},
};

extern command const serve_command;  ///< part of netbasics-chat only

}  // namespace netbasics::tools

#endif
