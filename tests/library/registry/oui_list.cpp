#include "netbasics/registry/oui_list.hpp"

namespace registry = netbasics::registry;

int main()
{
    auto const list =
        registry::oui_list::from_text("Registry,Assignment,Organization Name,Organization Address\n"
                                      "MA-L,8CEC4B,Example Works,Somewhere\n");
    return !list || list->blocks().size() != 1 || list->blocks()[0].owner != "Example Works";
}
