#ifndef NETBASICS_TOOLS_SUBNET_VERBS_HPP
#define NETBASICS_TOOLS_SUBNET_VERBS_HPP

#include "command.hpp"

namespace netbasics::tools::subnet_verbs {

// The verbs of `subnet` beside its bare form; each is in the file of its name.

exit_status merge(arguments const& given, streams io);
exit_status exclude(arguments const& given, streams io);
exit_status intersect(arguments const& given, streams io);
exit_status diff(arguments const& given, streams io);
exit_status range(arguments const& given, streams io);
exit_status split(arguments const& given, streams io);
exit_status free_blocks(arguments const& given, streams io);
exit_status list(arguments const& given, streams io);
exit_status grep(arguments const& given, streams io);
exit_status tag(arguments const& given, streams io);
exit_status here(arguments const& given, streams io);

extern option_table const set_options;  ///< merge, exclude, intersect, diff
extern option_table const split_options;
extern option_table const free_options;
extern option_table const grep_options;
extern option_table const tag_options;

}  // namespace netbasics::tools::subnet_verbs

#endif
