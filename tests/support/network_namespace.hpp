#ifndef NETBASICS_TESTS_SUPPORT_NETWORK_NAMESPACE_HPP
#define NETBASICS_TESTS_SUPPORT_NETWORK_NAMESPACE_HPP

#include "netbasics/host/unique_descriptor.hpp"

namespace netbasics::test {

/** A network of this thread's own, with nothing but a loopback interface that is up; what is started
   meanwhile is in it too. Needs root: ask `is_possible()` first and skip the test where it is not. */
class network_namespace {
public:
    network_namespace();
    ~network_namespace();
    network_namespace(network_namespace const&) = delete;
    network_namespace& operator=(network_namespace const&) = delete;

    static bool is_possible();

private:
    host::unique_descriptor before_;
};

}  // namespace netbasics::test

#endif
