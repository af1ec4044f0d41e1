#ifndef NETBASICS_TOOLS_COMPLETION_HPP
#define NETBASICS_TOOLS_COMPLETION_HPP

#include "command.hpp"

namespace netbasics::tools {

/** What the last of `words` can become, for the shells' scripts in completions/, which run
    `netbasics --complete WORD...`. A line is a candidate, a tab, and its meaning; or `:file`, `:program` or
   `:host`, a tab, and a number: the shell itself completes what follows that many bytes of the word. */
std::string completions_of(command_table commands, std::span<char const* const> words);

}  // namespace netbasics::tools

#endif
