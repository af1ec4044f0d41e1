#ifndef NETBASICS_TOOLS_SERVE_MAKE_SECRET_HPP
#define NETBASICS_TOOLS_SERVE_MAKE_SECRET_HPP

#include "command.hpp"

namespace netbasics::tools {

/// `serve --make-secret FILE`: a new file (0600) with a secret of 128 bits for `--secret-file`.
exit_status make_secret(arguments const& given, streams io, std::string const& file);

}  // namespace netbasics::tools

#endif
