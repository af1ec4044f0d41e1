#ifndef NETBASICS_CHAT_NAME_HPP
#define NETBASICS_CHAT_NAME_HPP

#include <optional>
#include <string>
#include <string_view>

namespace netbasics::chat {

constexpr unsigned longest_name = 32;  ///< columns

/** The name as a room shows it: in Normalization Form C (UAX #15), without blanks around it.
    Nothing where it is empty, wider than `longest_name`, not UTF-8, or holds what could be taken for
   something else: controls and invisible characters, `:` `<` `>`, or `*` and `/` at its beginning. */
std::optional<std::string> safe_name(std::string_view wanted);

/// Equal for names that a reader would take for one another: case and blanks do not count, and
/// compatibility forms (NFKC) are the same.
std::string name_key(std::string_view name);

}  // namespace netbasics::chat

#endif
