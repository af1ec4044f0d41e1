#include "netbasics/room/room.hpp"

namespace room = netbasics::room;

// A room is pure state: it answers what to deliver to whom, and the caller sends it.
int main()
{
    room::room room("lab");
    room.join(1, {});
    room.hear(1, "/nick anna", {});
    for (auto const& delivery : room.hear(1, "hello", {})) {
        auto const& said = *delivery.what;
        if (said.kind == room::event_kind::message) return said.from != "anna" || said.text != "hello";
    }
    return 1;
}
