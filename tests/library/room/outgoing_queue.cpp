#include "netbasics/room/outgoing_queue.hpp"

namespace room = netbasics::room;

int main()
{
    room::outgoing_queue queue;
    queue.push(std::make_shared<std::string const>("hello\n"));
    queue.consume(2);
    return queue.bytes() != 4;
}
