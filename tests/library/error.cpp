#include "netbasics/error.hpp"

#include <iostream>

int main()
{
    netbasics::error const why(netbasics::errc::empty);
    std::cout << message(why) << '\n';
    return message(why).empty();
}
