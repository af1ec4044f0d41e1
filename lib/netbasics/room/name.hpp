#ifndef NETBASICS_ROOM_NAME_HPP
#define NETBASICS_ROOM_NAME_HPP

#include <optional>
#include <string>
#include <string_view>

namespace netbasics::room {

constexpr unsigned longest_name = 32;  ///< columns

/** The name as a room shows it: in Normalization Form C (UAX #15), without blanks around it.
    Nothing where it is empty, wider than `longest_name`, not UTF-8, or could be taken for something else: it
   has to begin with a letter, a digit, `_` or an emoji (a notice begins with `*`, in any of its forms), and
    holds nothing invisible, no form of `:` `<` `>`, and no two of the Latin, Greek and Cyrillic alphabets. */
std::optional<std::string> safe_name(std::string_view wanted);

/// Equal for names that a reader would take for one another: case and blanks do not count, and
/// compatibility forms (NFKC) and variants of punctuation are the same.
std::string name_key(std::string_view name);

/// Whether a reader at a glance would take `name` for `other`: accents do not count, and digits stand for the
/// letters that they resemble (the idea of UTS #39, with the tables of utf8proc).
bool looks_like(std::string_view name, std::string_view other);

}  // namespace netbasics::room

#endif
