#ifndef NETBASICS_TOOLS_SUBNET_PREFIX_LISTS_HPP
#define NETBASICS_TOOLS_SUBNET_PREFIX_LISTS_HPP

#include "arguments.hpp"

#include "netbasics/set/prefix_set.hpp"

namespace netbasics::tools {

/** Gathers a set from arguments and files. What is wrong is told as it is met: an argument that cannot be
   read is refused; a bad line of a file is told with its number, the first 20 of a file, and the rest of the
   file still counts. */
class prefix_lists {
public:
    prefix_lists(arguments const& given, streams io) : given_(given), io_(io) {}

    /// Prefixes, addresses and ranges between commas or blanks; `@FILE` among them is a list.
    void add_text(std::string_view text);

    /// A list; `-` is standard input.
    void add_file(std::string const& name);

    bool refused() const { return refused_; }

    bool had_bad_lines() const { return bad_lines_; }

    set::prefix_set build() { return std::move(builder_).build(); }

private:
    arguments const& given_;
    streams io_;
    set::prefix_set_builder builder_;
    bool refused_ = false;
    bool bad_lines_ = false;
};

} // namespace netbasics::tools

#endif
