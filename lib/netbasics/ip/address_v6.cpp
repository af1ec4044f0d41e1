#include "netbasics/ip/address_v6.hpp"

#include <charconv>

namespace netbasics::ip {
namespace {

/// The longest run of at least two zero groups, the first of equals (RFC 5952, section 4.2).
struct zero_run {
    unsigned start = 8;
    unsigned length = 0;
};

zero_run longest_zero_run(address_v6 a, unsigned groups)
{
    zero_run best;
    zero_run now;
    for (unsigned i = 0; i < groups; ++i) {
        if (a.group(i) != 0) {
            now = {};
            continue;
        }
        if (now.length == 0) now.start = i;
        ++now.length;
        if (now.length > best.length) best = now;
    }
    return best.length > 1 ? best : zero_run{};
}

}  // namespace

void append_to(std::string& out, address_v6 a)
{
    char text[46];
    char* end = text;
    unsigned const groups = a.is_v4_mapped() ? 6 : 8;
    auto const run = longest_zero_run(a, groups);
    for (unsigned i = 0; i < groups; ++i) {
        if (i == run.start) {
            *end++ = ':';
            *end++ = ':';
            i += run.length - 1;
            continue;
        }
        if (end != text && end[-1] != ':') *end++ = ':';
        end = std::to_chars(end, text + sizeof text, a.group(i), 16).ptr;
    }
    out.append(text, end);
    if (a.is_v4_mapped()) {
        out.push_back(':');
        append_to(out, address_v4::from_uint(static_cast<std::uint32_t>(a.to_uint())));
    }
}

std::string to_string(address_v6 a)
{
    std::string text;
    append_to(text, a);
    return text;
}

std::string to_expanded_string(address_v6 a)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < 8; ++i) {
        if (i > 0) text.push_back(':');
        for (int shift = 12; shift >= 0; shift -= 4) text.push_back(digits[a.group(i) >> shift & 0xF]);
    }
    return text;
}

}  // namespace netbasics::ip
