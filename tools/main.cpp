#include "program.hpp"

int main(int count, char** words)
{
    using namespace netbasics::tools;
    return run_program(commands(), count, words);
}
