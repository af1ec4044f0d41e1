#ifndef NETBASICS_TOOLS_INSTALLATION_HPP
#define NETBASICS_TOOLS_INSTALLATION_HPP

#include <string>
#include <string_view>

/// Where the files that belong to the program are: found relative to the running binary, so that an installed tree
/// may be moved.
namespace netbasics::tools {

/// Path of a program that ships with this one: in the same folder (as built), or in libexec (as installed).
std::string companion_program(std::string_view name);

/// Folder of the message catalogues.
std::string locale_folder();

}  // namespace netbasics::tools

#endif
