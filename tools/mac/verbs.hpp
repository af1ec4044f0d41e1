#ifndef NETBASICS_TOOLS_MAC_VERBS_HPP
#define NETBASICS_TOOLS_MAC_VERBS_HPP

#include "arguments.hpp"
#include "mac/notation_style.hpp"

#include "netbasics/text/translate.hpp"

#include <string>

/// The verbs of `netbasics mac`, and what they share.
namespace netbasics::tools::mac_verbs {

exit_status describe(arguments const& given, streams io);
exit_status tag(arguments const& given, streams io);
exit_status find(arguments const& given, streams io);
exit_status random(arguments const& given, streams io);
exit_status neighbors(arguments const& given, streams io);

extern option_table const describe_options;
extern option_table const tag_options;
extern option_table const find_options;
extern option_table const random_options;
extern option_table const neighbors_options;

/// The words in the texts, blanks between them.
std::vector<std::string> words_of(std::vector<std::string> const& texts);

/// `--format` and `--lower`, which every verb has.
inline constexpr option_row format_rows[] = {
    {.name = "format",
     .value = "NOTATION",
     .choices = "hyphen colon dot bare int",
     .summary = translatable("write addresses as hyphen, colon, dot, bare or int")},
    {.name = "lower", .summary = translatable("write their letters in lower case")},
};

notation_style chosen_notation(arguments const& given);

}  // namespace netbasics::tools::mac_verbs

#endif
