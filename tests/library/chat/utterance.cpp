#include "netbasics/chat/utterance.hpp"

namespace chat = netbasics::chat;

int main()
{
    chat::utterance said;
    said.seq = 1;
    said.from = "anna";
    said.text = "hello";
    said.event = chat::room_event::message;
    return *said.plain() != "anna: hello\n" || chat::utterance_from_json(*said.json())->text != "hello";
}
