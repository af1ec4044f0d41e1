#include "netbasics/mac/prefix.hpp"

namespace mac = netbasics::mac;

int main()
{
    auto const card = mac::eui48::from_string("8C-EC-4B-88-B9-C9").value();
    mac::prefix const maker(card, 24);
    return to_string(maker) != "8CEC4B/24" || !maker.contains(card);
}
