#include "portinfo/portinfo.hpp"

#include "portinfo/verbs.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

constexpr verb verbs[] = {
    {"", "PORT|NAME|RANGE[/PROTOCOL]...", translatable("what a port is for, and who listens on it now"),
     nullptr, look_up_ports, complete::service},
    {"find", "WORDS", translatable("services whose name or description has all the words"), nullptr,
     find_ports},
    {"listen", "[PORT|NAME|RANGE[/PROTOCOL]]...",
     translatable("who listens on this machine, with process and service"), &listen_options, listen,
     complete::service},
    {"free", "[PORT]... [--exec COMMAND...]", translatable("ports that a server can bind now"),
     &free_port_options, free_ports, complete::service},
};

constexpr example examples[] = {
    {"portinfo 8001", translatable("what is the port for, and who listens on it?")},
    {"portinfo https 53/udp", translatable("by name, or with one protocol alone")},
    {"portinfo 6000-6063", translatable("a range")},
    {"portinfo 443 --explain", translatable("with the working")},
    {"portinfo 5432/tcp --json", translatable("for a script")},
    {"portinfo find secure shell", translatable("services by word")},
    {"portinfo listen", translatable("every listener, with its process")},
    {"portinfo free 8080", translatable("can a server bind it? if not, who holds it")},
    {"portinfo free -n 3", translatable("three ports that can be bound now")},
    {"portinfo free --exec my-server", translatable("hand an open port to a program, free of races")},
};

}  // namespace

constinit command const portinfo_command{
    "portinfo", translatable("what ports are for, who listens, which are free"), verbs, examples};

}  // namespace netbasics::tools
