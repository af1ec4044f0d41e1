#include "netbasics/room/event.hpp"

namespace room = netbasics::room;

int main()
{
    room::event said;
    said.seq = 1;
    said.from = "anna";
    said.text = "hello";
    said.kind = room::event_kind::message;
    return *said.plain() != "anna: hello\n" || room::event_from_json(*said.json())->text != "hello";
}
