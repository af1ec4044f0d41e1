#ifndef NETBASICS_TOOLS_CHAT_ACCESS_HPP
#define NETBASICS_TOOLS_CHAT_ACCESS_HPP

#include "arguments.hpp"

#include "netbasics/set/access_list.hpp"
#include "netbasics/transport/listener.hpp"

#include <optional>
#include <string>

namespace netbasics::tools {

/// `--allow` and `--deny`, each as often as one likes.
void add_access_options(boost::program_options::options_description& options);

/// Nothing where a prefix cannot be read, and that is told.
std::optional<set::access_list> read_access(arguments const& given, streams io);

/// Why a caller from there is turned away; empty: he may come.
std::string reason_to_turn_away(set::access_list const& list, transport::asio::ip::address const& from);

}  // namespace netbasics::tools

#endif
