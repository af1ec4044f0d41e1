#ifndef NETBASICS_IP_ADDRESS_RANGE_HPP
#define NETBASICS_IP_ADDRESS_RANGE_HPP

#include "netbasics/ip/prefix.hpp"

#include <optional>
#include <string>

namespace netbasics::ip {

/// The addresses from one to another, both included; always of one family and never reversed.
class address_range {
public:
    constexpr address_range() = default;  ///< 0.0.0.0 alone

    constexpr address_range(address a) noexcept : first_(a), last_(a) {}

    constexpr address_range(prefix p) noexcept : first_(p.network()), last_(p.last()) {}

    /// Fails with errc::range_families_differ or range_reversed.
    static result<address_range> from_ends(address first, address last) noexcept;

    /** Reads `FIRST-LAST`, with blanks around the hyphen or without. Fails with errc::range_end_missing, as
        address::from_string does for either end, or as from_ends. */
    static result<address_range> from_string(std::string_view text);

    constexpr address first() const noexcept { return first_; }

    constexpr address last() const noexcept { return last_; }

    constexpr ip::family family() const noexcept { return first_.family(); }

    friend constexpr bool operator==(address_range const&, address_range const&) = default;

private:
    constexpr address_range(address first, address last) noexcept : first_(first), last_(last) {}

    address first_;
    address last_;
};

/// `10.0.0.0/8` where the range is a prefix, otherwise `FIRST-LAST`.
std::string to_string(address_range const& r);
void append_to(std::string& out, address_range const& r);

/// The range as one prefix, where it is one.
std::optional<prefix> as_prefix(address_range const& r) noexcept;

/** A range in any of its notations: `FIRST-LAST`, a prefix, or an address.
    Host bits of a prefix are cleared. Fails as address_range::from_string and prefix::from_string do. */
result<address_range> address_range_from_text(std::string_view text);

/// An IPv4-mapped range (RFC 4291, section 2.5.5.2) as the IPv4 range in it; any other as it is.
address_range unmapped(address_range const& r) noexcept;

/** Bits of the largest aligned block that starts at `first` and ends at `last` or before; as many as the type
    has where that is the whole space. */
template <class Uint>
constexpr unsigned largest_block_bits(Uint first, Uint last) noexcept
{
    constexpr unsigned width = sizeof(Uint) * 8;
    auto const size = static_cast<Uint>(last - first + 1);  // 0: the whole space
    if (size == 0) return width;
    unsigned const fits = width - 1 - leading_zeros(size);
    return first == 0 ? fits : std::min(fits, trailing_zeros(first));
}

/// Calls `f(basic_prefix<Address>)` for the fewest prefixes that make up [first, last], in order.
template <class Address, class F>
constexpr void for_each_prefix(typename Address::uint first, typename Address::uint last, F&& f)
{
    using uint = typename Address::uint;
    for (;;) {
        unsigned const bits = largest_block_bits(first, last);
        f(basic_prefix<Address>(Address::from_uint(first), Address::bits - bits));
        uint const end = first | static_cast<uint>(~mask_bits<Address>(Address::bits - bits));
        if (end >= last) return;  // before the step that would wrap at the end of the space
        first = end + 1;
    }
}

/// Calls `f(prefix_v4)` or `f(prefix_v6)` for the fewest prefixes that make up the range, in order.
template <class F>
void for_each_prefix(address_range const& r, F&& f)
{
    if (r.family() == family::v4)
        for_each_prefix<address_v4>(r.first().v4().to_uint(), r.last().v4().to_uint(), f);
    else
        for_each_prefix<address_v6>(r.first().to_uint(), r.last().to_uint(), f);
}

}  // namespace netbasics::ip

#endif
