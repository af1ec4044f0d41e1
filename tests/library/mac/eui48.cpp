#include "netbasics/mac/eui48.hpp"

using netbasics::mac::eui48;

int main()
{
    auto const card = eui48::from_string("8c:ec:4b:88:b9:c9").value();
    return to_string(card) != "8C-EC-4B-88-B9-C9" || card.is_group() || card.is_local();
}
