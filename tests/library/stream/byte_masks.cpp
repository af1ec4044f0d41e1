#include "netbasics/stream/byte_masks.hpp"

#include <string>

namespace stream = netbasics::stream;

int main()
{
    std::string text = "10.0.0.1";
    text.resize(64);
    stream::byte_masks masks;
    stream::best_mask_function()(text.data(), 1, &masks);
    return masks.dot != 0b01010100 || masks.digit != 0b10101011;
}
