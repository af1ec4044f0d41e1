#ifndef NETBASICS_TOOLS_SUBNET_HOSTS_HPP
#define NETBASICS_TOOLS_SUBNET_HOSTS_HPP

#include "arguments.hpp"

#include "netbasics/ip/prefix.hpp"

#include <optional>
#include <string>
#include <vector>

namespace netbasics::tools {

/// A HOST argument with its mask, if it has one.
struct host {
    std::string text;
    ip::scoped_address scoped;
    std::optional<unsigned> length;  ///< bits; its own, or that of the mask for all
    bool own_length = false;         ///< written behind the host

    ip::address address() const { return scoped.address; }

    ip::prefix prefix() const { return {address(), length.value_or(address().bits())}; }
};

/// An argument that was refused.
struct refused_argument {
    std::string text;
    error why;
};

/** The hosts of `HOST… [MASK]`. The last of several arguments counts as the mask when it can be one; an
   argument that can only have been meant as a mask is refused as one. Options --wildcard, --aton and
   --mapped-as-v4 apply. */
boost::system::result<std::vector<host>, refused_argument> read_hosts(arguments const& given);

/// A mask for one family, in any form that ip::prefix_length_from_string reads, behind a slash or without
/// one.
result<unsigned> read_mask(std::string_view text, ip::family f);

/// The same for the parts of a prefix; fails with errc::prefix_length_too_short where it is larger than
/// `whole`.
result<unsigned> read_part_length(std::string_view text, ip::prefix whole);

}  // namespace netbasics::tools

#endif
