#ifndef NETBASICS_TERMINAL_HARMLESS_HPP
#define NETBASICS_TERMINAL_HARMLESS_HPP

#include <string>
#include <string_view>

namespace netbasics::terminal {

/** Text from outside as a terminal may show it: nothing in it is obeyed, all of it is seen.
    C0 controls and DEL become their signs (ESC: U+241B); C1 controls, bidi embeddings, overrides, isolates
   and marks, and other invisible format characters become `\u{…}`; bytes that are not UTF-8 become U+FFFD,
   one a maximal subpart; TAB becomes a blank. ZERO WIDTH JOINER and NON-JOINER stay: scripts and emoji need
    them. At most 8 combining marks stay on a base character. */
std::string harmless(std::string_view text);

}  // namespace netbasics::terminal

#endif
