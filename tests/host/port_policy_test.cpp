#include "netbasics/host/port_policy.hpp"

#include "support/port_rows.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using netbasics::host::port_policy;
using netbasics::host::port_range;
using netbasics::host::read_port_list;

BOOST_AUTO_TEST_SUITE(host_port_policy)

BOOST_DATA_TEST_CASE(linux_defaults, data::make(netbasics::test::port_rows("port-class")))
{
    port_policy const defaults;
    auto const port = static_cast<std::uint16_t>(std::stoul(sample[0]));
    BOOST_TEST(defaults.may_be_handed_out(port) == (sample[2] == "yes"));
    BOOST_TEST(defaults.needs_privilege(port) == (sample[3].find("needs") != std::string::npos));
}

BOOST_AUTO_TEST_CASE(reads_the_reserved_list)
{
    BOOST_TEST((read_port_list("8080,9000-9010\n") == std::vector<port_range>{{8080, 8080}, {9000, 9010}}));
    BOOST_TEST(read_port_list("\n").empty());
    BOOST_TEST(read_port_list("99999,x,7").size() == 1u);  // what is no port is left out
}

BOOST_AUTO_TEST_CASE(a_reserved_port_is_never_handed_out)
{
    port_policy policy;
    policy.reserved = {{40000, 40010}};
    BOOST_TEST(!policy.may_be_handed_out(40010));
    BOOST_TEST(policy.may_be_handed_out(40011));
}

BOOST_AUTO_TEST_CASE(port_0_needs_no_privilege) { BOOST_TEST(!port_policy{}.needs_privilege(0)); }

BOOST_AUTO_TEST_SUITE_END()
