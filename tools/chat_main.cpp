// netbasics-chat: serve and connect. netbasics starts it with its own arguments; to its user the two are one command.

#include "program.hpp"

#include <sys/prctl.h>

int main(int count, char** words)
{
    using namespace netbasics::tools;
    ::prctl(PR_SET_NAME, "netbasics");  // what ps, pidof and portinfo call the process
    return run_program(chat_commands(), count, words);
}
