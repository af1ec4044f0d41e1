#include "netbasics/registry/port_hints.hpp"

#include "netbasics/registry/service_registry.hpp"

#include <boost/test/unit_test.hpp>

namespace registry = netbasics::registry;
using netbasics::ip::protocol;

BOOST_AUTO_TEST_SUITE(registry_port_hints)

BOOST_AUTO_TEST_CASE(every_secure_sibling_is_registered_under_its_name)
{
    int found = 0;
    for (unsigned number = 0; number <= 65535; ++number) {
        for (auto const p : netbasics::ip::all_protocols) {
            auto const* hint = registry::find_secure_sibling(static_cast<std::uint16_t>(number), p);
            if (hint == nullptr) continue;
            ++found;
            auto const row = registry::find_service(hint->secure_port, hint->secure_protocol);
            BOOST_REQUIRE(row);
            BOOST_TEST(row->name() == hint->secure_name);
            BOOST_TEST(!hint->source.empty());
        }
    }
    BOOST_TEST(found >= 20);
    BOOST_TEST(registry::find_secure_sibling(443, protocol::tcp) == nullptr);
    BOOST_TEST(registry::find_secure_sibling(80, protocol::tcp)->secure_port == 443);
}

BOOST_AUTO_TEST_SUITE_END()
