#include "netbasics/ip/divided_text.hpp"

namespace netbasics::ip {
namespace {

/// How each family is written: bits in a character, and characters between separators.
struct writing {
    unsigned digit_bits;
    unsigned group_bits;
    char separator;
};

constexpr writing writing_of(family f) { return f == family::v4 ? writing{1, 8, '.'} : writing{4, 16, ':'}; }

unsigned bits_at(address a, unsigned position, unsigned width)
{
    return static_cast<unsigned>(a.to_uint() >> (a.bits() - position - width)) & ((1u << width) - 1);
}

void append_cut_digit(std::string& out, address a, unsigned position, unsigned cut)
{
    out.push_back('[');
    for (unsigned bit = 0; bit < 4; ++bit) {
        if (bit == cut) out.push_back('|');
        out.push_back(static_cast<char>('0' + bits_at(a, position + bit, 1)));
    }
    out.push_back(']');
}

}  // namespace

std::string to_divided_string(address a, unsigned length)
{
    constexpr char digits[] = "0123456789abcdef";
    auto const how = writing_of(a.family());
    std::string text;
    for (unsigned position = 0; position < a.bits(); position += how.digit_bits) {
        if (position == length)
            text.push_back('|');
        else if (position != 0 && position % how.group_bits == 0)
            text.push_back(how.separator);
        if (position < length && length < position + how.digit_bits)
            append_cut_digit(text, a, position, length - position);
        else
            text.push_back(digits[bits_at(a, position, how.digit_bits)]);
    }
    if (length == a.bits()) text.push_back('|');
    return text;
}

unsigned divided_column(family f, unsigned length, unsigned bit) noexcept
{
    auto const how = writing_of(f);
    unsigned const digit = bit / how.digit_bits;
    unsigned column = digit + bit / how.group_bits;
    unsigned const cut = length % how.digit_bits;
    if (cut == 0) {
        bool const own_column = length % how.group_bits != 0 || length == 0;
        return column + (own_column && bit >= length ? 1 : 0);
    }
    constexpr unsigned bracketed = 7;  // "[b|bbb]" in the place of one digit
    if (digit > length / how.digit_bits) return column + bracketed - 1;
    if (digit < length / how.digit_bits) return column;
    return column + 1 + bit % how.digit_bits + (bit >= length ? 1 : 0);
}

}  // namespace netbasics::ip
