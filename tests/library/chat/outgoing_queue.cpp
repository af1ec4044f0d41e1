#include "netbasics/chat/outgoing_queue.hpp"

namespace chat = netbasics::chat;

int main()
{
    chat::outgoing_queue queue;
    queue.push(std::make_shared<std::string const>("hello\n"));
    queue.consume(2);
    return queue.bytes() != 4;
}
