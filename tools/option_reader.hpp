#ifndef NETBASICS_TOOLS_OPTION_READER_HPP
#define NETBASICS_TOOLS_OPTION_READER_HPP

#include "command.hpp"

#include <boost/system/result.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

/// Calls `f` for each word of a list separated by blanks, as rows have them.
template <class F>
void for_each_word(std::string_view list, F f)
{
    while (!list.empty()) {
        auto const end = std::min(list.find(' '), list.size());
        f(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

/// The row of a name or a letter; null where there is none.
option_row const* find_row(std::vector<option_row const*> const& all, std::string_view name);
option_row const* find_row(std::vector<option_row const*> const& all, char letter);

inline bool is_option(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

/// The option whose value is the next word, or all words that follow; null where `word` is complete.
option_row const* row_that_takes_next(std::vector<option_row const*> const& all, std::string_view word);

/// An option as given; an operand has no name.
struct given_word {
    std::string name;
    std::string value;
};

/** Reads words by a verb's rows. Fails with the sentence for the user: an unknown option with the nearest
   real one, a value that is missing or none of the choices, an option without effect with what it needs. */
boost::system::result<std::vector<given_word>, std::string> read_words(verb const& v,
                                                                       std::vector<std::string> const& words);

/// The verb that `words` name, and the words without its name; the bare form where they name none.
struct chosen_verb {
    verb const* row;
    std::vector<std::string> words;
};

chosen_verb choose_verb(command const& c, std::span<char const* const> words);

}  // namespace netbasics::tools

#endif
