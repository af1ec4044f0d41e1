#ifndef NETBASICS_TEXT_ASCII_HPP
#define NETBASICS_TEXT_ASCII_HPP

#include <algorithm>
#include <compare>
#include <string>
#include <string_view>

/// Letters A to Z without regard to the locale, for names that standards define as case-blind.
namespace netbasics::text {

constexpr char to_lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

inline std::string to_lower(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) c = to_lower(c);
    return lower;
}

constexpr std::strong_ordering compare_case_blind(std::string_view a, std::string_view b) noexcept
{
    return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return static_cast<unsigned char>(to_lower(x)) <=> static_cast<unsigned char>(to_lower(y));
    });
}

constexpr bool equal_case_blind(std::string_view a, std::string_view b) noexcept
{
    return a.size() == b.size() && compare_case_blind(a, b) == 0;
}

}  // namespace netbasics::text

#endif
