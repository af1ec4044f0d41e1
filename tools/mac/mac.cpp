#include "mac/mac.hpp"

#include "mac/verbs.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

constexpr verb verbs[] = {
    {"", "ADDRESS...", translatable("the owner and the parts of MAC addresses"), &mac_verbs::describe_options,
     mac_verbs::describe},
    {"tag", "[FILE...]", translatable("any text, with the owner of each MAC address in it"),
     &mac_verbs::tag_options, mac_verbs::tag, complete::file},
    {"find", "WORDS", translatable("the blocks of owners with these words in their name"),
     &mac_verbs::find_options, mac_verbs::find},
    {"random", "", translatable("a random address"), &mac_verbs::random_options, mac_verbs::random},
    {"neighbors", "[IP|MAC]...", translatable("this machine's neighbours (ARP, NDP), and who made them"),
     &mac_verbs::neighbors_options, mac_verbs::neighbors},
};

constexpr example examples[] = {
    {"mac 8C-EC-4B-88-B9-C9", translatable("who made it, and what its bits say")},
    {"mac --format dot 8C-EC-4B-88-B9-C9", translatable("the same, written as Cisco does")},
    {"mac 70B3D5001", translatable("who owns a block")},
    {"mac --explain 33:33:ff:12:34:56", translatable("the working, step by step")},
    {"mac tag /var/lib/dhcp/dhcpd.leases", translatable("a file, with the owner of each address in it")},
    {"mac find --short raspberry pi", translatable("which owners have these words in their name")},
    {"mac random --vendor dell -n 3", translatable("three addresses in the blocks of a maker")},
    {"mac neighbors 192.168.15.1", translatable("the MAC address behind an IP address")},
};

}  // namespace

constinit command const mac_command{"mac", translatable("describe MAC addresses and name their owners"),
                                    verbs, examples};

namespace mac_verbs {

notation_style chosen_notation(arguments const& given)
{
    notation_style style;
    if (auto const* name = given.value("format"))
        style.notation = mac::notation_from_string(*name).value_or(style.notation);
    style.lower = given.has("lower");
    return style;
}

}  // namespace mac_verbs

}  // namespace netbasics::tools
