#ifndef NETBASICS_TOOLS_CHAT_ACCESS_HPP
#define NETBASICS_TOOLS_CHAT_ACCESS_HPP

#include "arguments.hpp"

#include "netbasics/set/access_list.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/net/listener.hpp"

#include <optional>
#include <string>

namespace netbasics::tools {

/// `--allow` and `--deny`.
inline constexpr option_row access_rows[] = {
    {.name = "allow",
     .value = "PREFIX",
     .repeats = true,
     .summary = translatable("let in callers from there, and nobody else; may be repeated")},
    {.name = "deny",
     .value = "PREFIX",
     .repeats = true,
     .summary = translatable("turn away callers from there; may be repeated")},
};

/// Nothing where a prefix cannot be read, and that is told.
std::optional<set::access_list> read_access(arguments const& given, streams io);

/// Why a caller from there is turned away; empty: he may come.
std::string reason_to_turn_away(set::access_list const& list, net::asio::ip::address const& from);

}  // namespace netbasics::tools

#endif
