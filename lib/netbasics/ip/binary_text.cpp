#include "netbasics/ip/binary_text.hpp"

namespace netbasics::ip {
namespace {

/// Digits of `width` bits each; a separator behind each `group` of them where that is not 0.
std::string digits_of(address a, unsigned width, unsigned group, char separator)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (unsigned position = width; position <= a.bits(); position += width) {
        auto const digit = static_cast<unsigned>(a.to_uint() >> (a.bits() - position)) & ((1u << width) - 1);
        text.push_back(digits[digit]);
        if (group != 0 && position % group == 0 && position < a.bits()) text.push_back(separator);
    }
    return text;
}

}  // namespace

std::string to_binary_string(address a) { return digits_of(a, 1, 0, '\0'); }

std::string to_grouped_binary_string(address a)
{
    return a.is_v4() ? digits_of(a, 1, 8, '.') : digits_of(a, 1, 16, ':');
}

std::string to_hex_string(address a) { return digits_of(a, 4, 0, '\0'); }

}  // namespace netbasics::ip
