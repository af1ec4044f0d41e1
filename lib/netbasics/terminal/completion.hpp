#ifndef NETBASICS_TERMINAL_COMPLETION_HPP
#define NETBASICS_TERMINAL_COMPLETION_HPP

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::terminal {

/// What a typed word becomes.
struct completion {
    std::string text{};                     ///< as much as all candidates have in common
    bool whole = false;                     ///< there is one candidate, and `text` is it
    std::vector<std::string> candidates{};  ///< in order
};

/// The names that begin with `word`, in any case. Without one, `text` is the word.
completion complete_word(std::string_view word, std::vector<std::string> const& names);

}  // namespace netbasics::terminal

#endif
