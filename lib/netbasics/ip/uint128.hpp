#ifndef NETBASICS_IP_UINT128_HPP
#define NETBASICS_IP_UINT128_HPP

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>

namespace netbasics::ip {

__extension__ typedef unsigned __int128 uint128;

/// Decimal digits.
inline std::string to_decimal(uint128 number)
{
    std::string text;
    do {
        text.push_back(static_cast<char>('0' + static_cast<unsigned>(number % 10)));
        number /= 10;
    } while (number != 0);
    std::reverse(text.begin(), text.end());
    return text;
}

/// Zero bits above the highest set one, of as many bits as the type has.
constexpr unsigned leading_zeros(std::uint32_t n) noexcept
{
    return static_cast<unsigned>(std::countl_zero(n));
}

constexpr unsigned leading_zeros(uint128 n) noexcept
{
    auto const high = static_cast<std::uint64_t>(n >> 64);
    auto const low = static_cast<std::uint64_t>(n);
    return static_cast<unsigned>(high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(low));
}

/// Zero bits below the lowest set one, of as many bits as the type has.
constexpr unsigned trailing_zeros(std::uint32_t n) noexcept
{
    return static_cast<unsigned>(std::countr_zero(n));
}

constexpr unsigned trailing_zeros(uint128 n) noexcept
{
    auto const high = static_cast<std::uint64_t>(n >> 64);
    auto const low = static_cast<std::uint64_t>(n);
    return static_cast<unsigned>(low != 0 ? std::countr_zero(low) : 64 + std::countr_zero(high));
}

}  // namespace netbasics::ip

#endif
