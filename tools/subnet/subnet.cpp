#include "subnet/subnet.hpp"

#include "arguments.hpp"
#include "report.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

exit_status run(arguments const& given, streams io) { return complain(given.title(), io, "not yet"); }

constexpr verb verbs[] = {
    {"", "HOST HOST... MASK", translatable("are they in one subnet?"), nullptr, run},
};

constexpr example examples[] = {
    {"subnet 192.168.15.46 192.168.16.30 /24", translatable("are two hosts in one subnet?")},
};

} // namespace

constinit command const subnet_command{"subnet", translatable("compare and describe IP subnets"), verbs,
                                       examples};

} // namespace netbasics::tools
