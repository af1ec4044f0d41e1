#include "netbasics/scan/byte_masks.hpp"

#include <string>

namespace scan = netbasics::scan;

int main()
{
    std::string text = "10.0.0.1";
    text.resize(64);
    scan::byte_masks masks;
    scan::best_mask_function()(text.data(), 1, &masks);
    return masks.dot != 0b01010100 || masks.digit != 0b10101011;
}
