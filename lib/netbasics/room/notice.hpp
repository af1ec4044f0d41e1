#ifndef NETBASICS_ROOM_NOTICE_HPP
#define NETBASICS_ROOM_NOTICE_HPP

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::room {

/** A room's notices are codes with values; whoever shows one makes the sentence in its own language.
    The sentence in this process's language; empty for a code that is not known here. */
std::string sentence(std::string_view code, std::vector<std::string> const& values);

}  // namespace netbasics::room

#endif
