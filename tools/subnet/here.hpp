#ifndef NETBASICS_TOOLS_SUBNET_HERE_HPP
#define NETBASICS_TOOLS_SUBNET_HERE_HPP

#include "arguments.hpp"

#include "netbasics/host/interfaces.hpp"

#include <boost/json/object.hpp>

namespace netbasics::tools {

using interface_list = std::vector<host::network_interface>;

/// `subnet here HOST`: the AND against each interface, and how the kernel would send to HOST.
exit_status here_host(std::string const& text, interface_list const& interfaces, arguments const& given,
                      streams io);

/// The keys that an address of an interface has in JSON: interface, address, prefix_length, netmask, network.
boost::json::object to_json(host::network_interface const& i, host::interface_address const& a);

}  // namespace netbasics::tools

#endif
