#ifndef NETBASICS_TOOLS_PORTINFO_PORT_ANSWER_HPP
#define NETBASICS_TOOLS_PORTINFO_PORT_ANSWER_HPP

#include "portinfo/port_argument.hpp"

#include "netbasics/host/local_socket.hpp"
#include "netbasics/registry/service_registry.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <vector>

namespace netbasics::tools {

/// Whether a server could bind a port: the kernel's answer when it was tried.
struct bind_trial {
    std::uint16_t port;
    ip::protocol protocol;
    std::optional<error> refused;
};

/// What this machine knows: read once for all arguments.
struct machine {
    host::port_policy policy;
    std::vector<host::local_socket> listeners;  ///< by protocol, port, address
    std::vector<host::local_socket> holders;    ///< bound, connected and closed ones, in the same order
    std::vector<bind_trial> trials;
};

/// What is known of one port with one protocol.
struct port_answer {
    std::uint16_t port;
    ip::protocol protocol;
    std::optional<registry::service> service;
    registry::port_status status;
    std::vector<registry::service> customary;  ///< what uses it by default without being registered for it

    bool is_registered() const { return status == registry::port_status::assigned; }
};

port_answer answer_for(std::uint16_t port, ip::protocol protocol);

/// tcp and udp; sctp and dccp too where something is registered or listens there.
std::vector<port_answer> answers_for(std::uint16_t port, machine const& here);

/// The sockets that listen there.
std::vector<host::local_socket const*> listeners_of(port_answer const& a, machine const& here);

/// The sockets that have the port without listening there.
std::vector<host::local_socket const*> holders_of(port_answer const& a, machine const& here);

/// Null where binding was not tried.
bind_trial const* trial_of(port_answer const& a, machine const& here);

/// An object for each socket and process, with its state.
boost::json::array holders_json(std::vector<host::local_socket> const& holders);

boost::json::object to_json(port_answer const& a, machine const& here);

}  // namespace netbasics::tools

#endif
