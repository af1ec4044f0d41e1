#ifndef NETBASICS_TOOLS_MAC_VERBS_HPP
#define NETBASICS_TOOLS_MAC_VERBS_HPP

#include "arguments.hpp"

#include "netbasics/mac/notation.hpp"

#include <boost/program_options/options_description.hpp>

#include <string>

/// The verbs of `netbasics mac`, and what they share.
namespace netbasics::tools::mac_verbs {

exit_status describe(arguments const& given, streams io);
exit_status tag(arguments const& given, streams io);
exit_status find(arguments const& given, streams io);
exit_status random(arguments const& given, streams io);
exit_status neighbors(arguments const& given, streams io);

void add_describe_options(boost::program_options::options_description& options);
void add_tag_options(boost::program_options::options_description& options);
void add_find_options(boost::program_options::options_description& options);
void add_random_options(boost::program_options::options_description& options);
void add_neighbors_options(boost::program_options::options_description& options);

/// The words in the texts, blanks between them.
std::vector<std::string> words_of(std::vector<std::string> const& texts);

/// `--format`, which every verb has.
void add_format_option(boost::program_options::options_description& options);

/// The notation that --format names, else `otherwise`; a sentence where it names none.
boost::system::result<mac::notation, std::string> chosen_notation(arguments const& given,
                                                                  mac::notation otherwise);

}  // namespace netbasics::tools::mac_verbs

#endif
