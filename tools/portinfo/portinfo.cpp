#include "portinfo/portinfo.hpp"

#include "portinfo/lookup.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

constexpr verb verbs[] = {
    {"", "PORT|NAME|RANGE[/PROTOCOL]...", translatable("what a port is for, and who listens on it now"),
     nullptr, look_up_ports},
};

constexpr example examples[] = {
    {"portinfo 8001", translatable("what is the port for, and who listens on it?")},
    {"portinfo https 53/udp", translatable("by name, or with one protocol alone")},
    {"portinfo 6000-6063", translatable("a range")},
    {"portinfo 443 --explain", translatable("with the working")},
    {"portinfo 5432/tcp --json", translatable("for a script")},
};

} // namespace

constinit command const portinfo_command{
    "portinfo", translatable("what ports are for, who listens, which are free"), verbs, examples};

} // namespace netbasics::tools
