#include "netbasics/mac/notation.hpp"

namespace mac = netbasics::mac;

int main()
{
    auto const read = mac::read("8cec.4b88.b9c9").value();
    auto const& card = std::get<mac::eui48>(read);
    return write(card, mac::notation::colon) != "8C:EC:4B:88:B9:C9";
}
