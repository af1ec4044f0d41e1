#ifndef NETBASICS_TESTS_SUPPORT_BIT_TEXT_HPP
#define NETBASICS_TESTS_SUPPORT_BIT_TEXT_HPP

#include <string>
#include <vector>

namespace netbasics::test {

/** Slow, plain arithmetic on addresses: an address is a text of 32 or 128 signs `0` and `1`, a large number
   is a text of decimal digits. Nothing here uses the library. */
using bits = std::string;

bits mask_of(std::size_t length, std::size_t width);
bits and_of(bits const& a, bits const& b);
bits or_of(bits const& a, bits const& b);
bits not_of(bits a);
std::size_t bits_in_common(bits const& a, bits const& b);

/// The number of `count` bits from `first`; at most 31 bits.
unsigned number_at(bits const& a, std::size_t first, std::size_t count);

/// a with the bits from `length` down plus or minus one, as columns are added by hand; the carry out is lost.
bits next_block(bits a, std::size_t length);
bits previous_block(bits a, std::size_t length);

std::string decimal_of(bits const& a);
std::string power_of_two(std::size_t exponent);
std::string minus(std::string decimal, unsigned small);

/// The address as text: dotted, or as RFC 5952 recommends.
std::string text_of(bits const& a);

/// The bits, or all hexadecimal digits, with the boundary drawn.
std::string divided(bits const& a, std::size_t length);

/// Words of a text that hold a number, in order: what is between blanks, without the punctuation around it.
std::vector<std::string> numbers_in(std::string const& text);

}  // namespace netbasics::test

#endif
