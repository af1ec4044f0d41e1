#include "netbasics/chat/room.hpp"

namespace chat = netbasics::chat;

// A room is pure state: it answers what to deliver to whom, and the caller sends it.
int main()
{
    chat::room room("lab");
    room.join(1, {});
    room.hear(1, "/nick anna", {});
    for (auto const& delivery : room.hear(1, "hello", {})) {
        auto const& said = *delivery.what;
        if (said.event == chat::room_event::message) return said.from != "anna" || said.text != "hello";
    }
    return 1;
}
