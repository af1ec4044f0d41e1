#ifndef NETBASICS_MAC_EUI48_HPP
#define NETBASICS_MAC_EUI48_HPP

#include "netbasics/error.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace netbasics::mac {

/// What the SLAP bits of a local address say (IEEE 802c; RFC 8948, section 1).
enum class slap_quadrant : std::uint8_t {
    administratively_assigned,  ///< AAI: anyone's choice
    extended_local,             ///< ELI: begins with a CID
    reserved,
    standard_assigned,  ///< SAI: given out by a protocol of IEEE 802.1CQ
};

/// "AAI", "ELI", "reserved" or "SAI".
std::string_view to_string(slap_quadrant q) noexcept;

/// The flags in an address's first octet.
class first_octet {
public:
    constexpr explicit first_octet(std::uint8_t value) noexcept : value_(value) {}

    constexpr std::uint8_t value() const noexcept { return value_; }

    constexpr bool is_group() const noexcept { return (value_ & 1) != 0; }  ///< the I/G bit

    constexpr bool is_local() const noexcept { return (value_ & 2) != 0; }  ///< the U/L bit

    /// Of a local address: the Y and Z bits.
    constexpr slap_quadrant slap() const noexcept
    {
        constexpr slap_quadrant of[] = {slap_quadrant::administratively_assigned, slap_quadrant::reserved,
                                        slap_quadrant::extended_local, slap_quadrant::standard_assigned};
        return of[value_ >> 2 & 3];
    }

private:
    std::uint8_t value_;
};

/// A 48-bit MAC address (IEEE 802). Ordered by number.
class eui48 {
public:
    static constexpr unsigned bits = 48;
    static constexpr std::uint64_t largest = (std::uint64_t{1} << bits) - 1;

    constexpr eui48() = default;  ///< 00-00-00-00-00-00

    /// The low 48 bits of `value`.
    static constexpr eui48 from_uint(std::uint64_t value) noexcept
    {
        eui48 a;
        a.value_ = value & largest;
        return a;
    }

    /// Reads every notation of 12 digits that mac::read() knows; what has another length is refused as it
    /// does.
    static result<eui48> from_string(std::string_view text) noexcept;

    constexpr std::uint64_t to_uint() const noexcept { return value_; }

    /// Octet `i`, 0 to 5 in the order of writing.
    constexpr std::uint8_t octet(unsigned i) const noexcept
    {
        return static_cast<std::uint8_t>(value_ >> (40 - 8 * i));
    }

    constexpr first_octet first() const noexcept { return first_octet(octet(0)); }

    constexpr bool is_group() const noexcept { return first().is_group(); }

    constexpr bool is_local() const noexcept { return first().is_local(); }

    constexpr bool is_broadcast() const noexcept { return value_ == largest; }

    friend constexpr auto operator<=>(eui48, eui48) = default;

private:
    std::uint64_t value_ = 0;
};

std::string to_string(eui48 a);  ///< `8C-EC-4B-88-B9-C9`, as IEEE 802 writes it; reads back equal

}  // namespace netbasics::mac

template <>
struct std::hash<netbasics::mac::eui48> {
    std::size_t operator()(netbasics::mac::eui48 a) const noexcept
    {
        return std::hash<std::uint64_t>{}(a.to_uint());
    }
};

#endif
