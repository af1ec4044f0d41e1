#ifndef NETBASICS_TOOLS_OPTION_READER_HPP
#define NETBASICS_TOOLS_OPTION_READER_HPP

#include "command.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

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
