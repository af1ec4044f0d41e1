#ifndef NETBASICS_TESTS_SUPPORT_NEEDS_HPP
#define NETBASICS_TESTS_SUPPORT_NEEDS_HPP

#include <boost/test/tree/decorator.hpp>

#include <string>

namespace netbasics::test {

/** What a test needs of the machine. Where that is missing, the test is skipped; the reason is printed and
   counted:

        BOOST_AUTO_TEST_CASE(ncat_calls_us, *needs_program("/usr/bin/ncat"))

    A suite can be decorated as well; before BOOST_DATA_TEST_CASE write BOOST_TEST_DECORATOR(*needs_ipv6()).
 */
using need = boost::unit_test::decorator::precondition;

/// Any other need; `is_met` is called once, in a process of its own, when the test is about to run.
need needs(std::string const& reason, bool (*is_met)());

/// An executable from a Debian package that tests/run installs: in CI such a skip fails the run.
need needs_program(std::string const& path);

need needs_root();
need needs_ipv6();                        ///< that ::1 can be bound
need needs_network_namespace();           ///< a network_namespace for this process, as root makes it
need needs_own_network();                 ///< run_in_own_network() works
need needs_kernel(int major, int minor);  ///< Linux of at least that version
need needs_no_sanitizer();                ///< a build without AddressSanitizer

}  // namespace netbasics::test

#endif
