#ifndef NETBASICS_IP_PREFIX_HPP
#define NETBASICS_IP_PREFIX_HPP

#include "netbasics/ip/address.hpp"

namespace netbasics::ip {

/// `length` ones, then zeros, in as many bits as the address has.
template <class Address>
constexpr typename Address::uint mask_bits(unsigned length) noexcept
{
    using uint = typename Address::uint;
    return length == 0 ? uint{0} : static_cast<uint>(~uint{0} << (Address::bits - length));
}

/** A prefix: a network address and the number of its leading fixed bits (RFC 4632, section 3.1; RFC 4291,
    section 2.3). Host bits are always zero, so equal prefixes compare equal.
    Ordered by network address, then shortest first. */
template <class Address>
class basic_prefix {
public:
    using uint = typename Address::uint;
    static constexpr unsigned max_length = Address::bits;

    constexpr basic_prefix() = default;  ///< length 0: every address

    /// Clears the host bits of `a`; `length` is at most max_length.
    constexpr basic_prefix(Address a, unsigned length) noexcept
        : network_(Address::from_uint(a.to_uint() & mask_bits<Address>(length))),
          length_(static_cast<std::uint8_t>(length))
    {
    }

    constexpr Address network() const noexcept { return network_; }

    constexpr unsigned length() const noexcept { return length_; }  ///< bits, 0 to max_length

    constexpr Address netmask() const noexcept { return Address::from_uint(mask_bits<Address>(length_)); }

    constexpr Address wildcard() const noexcept { return Address::from_uint(~mask_bits<Address>(length_)); }

    constexpr Address first() const noexcept { return network_; }

    constexpr Address last() const noexcept
    {
        return Address::from_uint(network_.to_uint() | wildcard().to_uint());
    }

    constexpr bool contains(Address a) const noexcept
    {
        return (a.to_uint() & mask_bits<Address>(length_)) == network_.to_uint();
    }

    friend constexpr auto operator<=>(basic_prefix, basic_prefix) = default;

private:
    Address network_;
    std::uint8_t length_ = 0;
};

using prefix_v4 = basic_prefix<address_v4>;
using prefix_v6 = basic_prefix<address_v6>;

/// An IPv4 or IPv6 prefix; ordered as `address` is, then shortest first.
class prefix {
public:
    constexpr prefix() = default;  ///< 0.0.0.0/0

    constexpr prefix(prefix_v4 p) noexcept
        : network_(p.network()), length_(static_cast<std::uint8_t>(p.length()))
    {
    }

    constexpr prefix(prefix_v6 p) noexcept
        : network_(p.network()), length_(static_cast<std::uint8_t>(p.length()))
    {
    }

    /// Clears the host bits of `a`; `length` is at most a.bits().
    constexpr prefix(address a, unsigned length) noexcept
        : prefix(a.is_v4() ? prefix(prefix_v4(a.v4(), length)) : prefix(prefix_v6(a.v6(), length)))
    {
    }

    /** Reads `ADDRESS/LENGTH` or `ADDRESS/NETMASK`; an address alone is a prefix of full length. Host bits
       are cleared. Fails as address::from_string and prefix_length_from_string do. */
    static result<prefix> from_string(std::string_view text);

    constexpr address network() const noexcept { return network_; }

    constexpr unsigned length() const noexcept { return length_; }

    constexpr ip::family family() const noexcept { return network_.family(); }

    constexpr prefix_v4 v4() const noexcept { return {network_.v4(), length_}; }

    constexpr prefix_v6 v6() const noexcept { return {network_.v6(), length_}; }

    constexpr address netmask() const noexcept
    {
        return network_.is_v4() ? address(v4().netmask()) : address(v6().netmask());
    }

    constexpr address wildcard() const noexcept
    {
        return network_.is_v4() ? address(v4().wildcard()) : address(v6().wildcard());
    }

    constexpr address last() const noexcept
    {
        return network_.is_v4() ? address(v4().last()) : address(v6().last());
    }

    constexpr bool contains(address a) const noexcept
    {
        return a.family() == family() && a.to_uint() >= network_.to_uint() && a.to_uint() <= last().to_uint();
    }

    friend constexpr auto operator<=>(prefix, prefix) = default;

private:
    address network_;
    std::uint8_t length_ = 0;
};

std::string to_string(prefix p);
void append_to(std::string& out, prefix p);
void append_to(std::string& out, prefix_v4 p);
void append_to(std::string& out, prefix_v6 p);

/// The longest prefix that holds both; they are of one family.
prefix common_prefix(address a, address b) noexcept;

/// Addresses in a prefix, in decimal; 2^128 for ::/0.
std::string address_count(prefix p);

/** Addresses that hosts can have: all of /31 (RFC 3021), /32, /127 (RFC 6164) and /128; otherwise all
    but the network and the broadcast address in IPv4, all but the Subnet-Router anycast address in IPv6
    (RFC 4291, section 2.6.1). */
std::string host_count(prefix p);
address first_host(prefix p) noexcept;
address last_host(prefix p) noexcept;

/// Whether the prefix has a directed broadcast address: IPv4 of at most 30 bits.
constexpr bool has_broadcast(prefix p) noexcept { return p.family() == family::v4 && p.length() <= 30; }

}  // namespace netbasics::ip

#endif
