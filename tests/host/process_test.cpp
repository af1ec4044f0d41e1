#include "netbasics/host/process.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <unistd.h>

namespace data = boost::unit_test::data;
namespace host = netbasics::host;

namespace {

#define IDENTIFIER "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

struct sample_groups {
    char const* text;
    host::process_manager expected;
};

std::ostream& operator<<(std::ostream& out, sample_groups const& s) { return out << s.text; }

sample_groups const samples[] = {
    {"0::/system.slice/nginx.service\n", {"nginx.service", false, "", ""}},
    {"0::/system.slice/system-postgresql.slice/postgresql@15-main.service\n",
     {"postgresql@15-main.service", false, "", ""}},
    {"0::/system.slice/dev\\x2dserver.service\n", {"dev-server.service", false, "", ""}},
    {"0::/user.slice/user-1000.slice/user@1000.service/app.slice/syncthing.service\n",
     {"syncthing.service", true, "", ""}},
    // A login session, and what a desktop starts, is no unit that anybody would stop.
    {"0::/user.slice/user-1000.slice/session-2.scope\n", {}},
    {"0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-gnome-1.scope\n", {}},
    {"0::/system.slice/docker-" IDENTIFIER ".scope\n", {"", false, "docker", IDENTIFIER}},
    {"12:pids:/docker/" IDENTIFIER "\n1:name=systemd:/docker/" IDENTIFIER "\n",
     {"", false, "docker", IDENTIFIER}},
    {"0::/machine.slice/libpod-" IDENTIFIER ".scope/container\n", {"", false, "podman", IDENTIFIER}},
    {"0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-" IDENTIFIER ".scope\n",
     {"", false, "containerd", IDENTIFIER}},
    {"0::/kubepods/besteffort/pod12/" IDENTIFIER "\n", {"", false, "containerd", IDENTIFIER}},
    {"0::/lxc.payload.web/system.slice/apache2.service\n", {"apache2.service", false, "lxc", "web"}},
    {"0::/machine.slice/systemd-nspawn@web.service/payload\n",
     {"systemd-nspawn@web.service", false, "nspawn", "web"}},
    {"0::/\n", {}},
    {"no colon\n\n0:\n", {}},
    {"", {}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(host_process)

BOOST_DATA_TEST_CASE(the_control_groups_name_unit_and_container, data::make(samples))
{
    auto const found = host::read_control_groups(sample.text);
    BOOST_TEST(found.unit == sample.expected.unit);
    BOOST_TEST(found.of_user == sample.expected.of_user);
    BOOST_TEST(found.engine == sample.expected.engine);
    BOOST_TEST(found.container == sample.expected.container);
}

BOOST_AUTO_TEST_CASE(a_process_has_an_age_while_it_runs)
{
    auto const age = host::age_of(::getpid());
    BOOST_TEST_REQUIRE(age.has_value());
    BOOST_TEST(age->count() < 3600);
    BOOST_TEST(host::age_of(1).value() >= *age);
    BOOST_TEST(!host::age_of(0).has_value());
    BOOST_TEST(!host::runs_deleted_program(::getpid()));
}

BOOST_AUTO_TEST_SUITE_END()
