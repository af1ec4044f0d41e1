#ifndef NETBASICS_TESTS_SUPPORT_NETWORK_NAMESPACE_HPP
#define NETBASICS_TESTS_SUPPORT_NETWORK_NAMESPACE_HPP

#include "netbasics/io/unique_descriptor.hpp"
#include "support/program.hpp"

namespace netbasics::test {

/** A network of this thread's own, with nothing but a loopback interface that is up; what is started
   meanwhile is in it too. Decorate the test with needs_network_namespace(). */
class network_namespace {
public:
    network_namespace();
    ~network_namespace();
    network_namespace(network_namespace const&) = delete;
    network_namespace& operator=(network_namespace const&) = delete;

private:
    io::unique_descriptor before_;
};

/** What a script for /bin/sh leaves behind that runs as root in a network of its own. Unlike a
   network_namespace it is possible as an ordinary user, where user namespaces are permitted: see
   needs_own_network(). */
outcome run_in_own_network(std::string const& script);

}  // namespace netbasics::test

#endif
