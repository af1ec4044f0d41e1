#ifndef NETBASICS_IP_DIVIDED_TEXT_HPP
#define NETBASICS_IP_DIVIDED_TEXT_HPP

#include "netbasics/ip/address.hpp"

namespace netbasics::ip {

/** All bits of an address with `|` where a prefix of `length` bits ends. IPv4 in binary, IPv6 in hexadecimal
   with every digit written out; a digit that the boundary cuts is written as its four bits in brackets:
    `11000000.10101000.00000001.01|001101`, `2001:0db8:0000:12|34:…`, `2001:0db8:0000:12[00|11]4:…`. */
std::string to_divided_string(address a, unsigned length);

/// The column of that text in which bit `bit` is written, both counted from 0.
unsigned divided_column(family f, unsigned length, unsigned bit) noexcept;

}  // namespace netbasics::ip

#endif
