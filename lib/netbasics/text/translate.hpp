#ifndef NETBASICS_TEXT_TRANSLATE_HPP
#define NETBASICS_TEXT_TRANSLATE_HPP

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace netbasics {

/// The sentence in the user's language; itself where there is no translation.
char const* tr(char const* sentence) noexcept;

/// The form for `count` things; {0} in either text is where the number goes.
std::string tr_count(char const* one, char const* many, unsigned long count);

/// Marks a sentence of a table for translation; `tr()` is called where it is shown.
constexpr char const* translatable(char const* sentence) noexcept { return sentence; }

/// `pattern` with {0}, {1}, … replaced by `values`; a number without a value stays as it is written.
std::string substitute(std::string_view pattern, std::initializer_list<std::string_view> values);
std::string substitute(std::string_view pattern, std::span<std::string const> values);

}  // namespace netbasics

#endif
