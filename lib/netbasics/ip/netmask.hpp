#ifndef NETBASICS_IP_NETMASK_HPP
#define NETBASICS_IP_NETMASK_HPP

#include "netbasics/ip/address.hpp"

namespace netbasics::ip {

/** The length of a netmask: ones, then zeros. Fails with errc::netmask_has_hole, or, for the inverse of a
    netmask, errc::netmask_is_wildcard. */
result<unsigned> prefix_length_from_netmask(address mask) noexcept;

/// The length of a wildcard mask: zeros, then ones. Fails with errc::wildcard_has_hole.
result<unsigned> prefix_length_from_wildcard(address mask) noexcept;

/** Reads a length in any form that a mask has behind a slash: `24`, `255.255.255.0`, `0xffffff00`,
    `ffff:ffff::`. The number is decimal, without sign or leading zero.
    Fails with errc::prefix_length_missing, prefix_length_out_of_range, prefix_length_has_leading_zero,
    unexpected_character, families_differ, as prefix_length_from_netmask, or as address::from_string. */
result<unsigned> prefix_length_from_string(std::string_view text, family f);

}  // namespace netbasics::ip

#endif
