#include "netbasics/mac/special.hpp"

#include "netbasics/mac/notation.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <set>

namespace data = boost::unit_test::data;
using namespace netbasics;
using namespace netbasics::mac;

BOOST_AUTO_TEST_SUITE(mac_special)

struct found {
    char const* address;
    char const* meaning;  ///< empty: none
};

std::ostream& operator<<(std::ostream& out, found const& row) { return out << row.address; }

constexpr found finds[] = {
    {"01:80:C2:00:00:00", "STP/RSTP/MSTP bridge group"},
    {"01:80:C2:00:00:0F", "802.1Q reserved, never forwarded by a bridge"},  // the shorter prefix around it
    {"01:80:C2:00:00:11", ""},                                              // the reserved ones end at 0F
    {"01:80:C2:00:00:3B", "connectivity fault management, level 3"},
    {"01:00:5E:7F:FF:FA", "IPv4 multicast, SSDP"},
    {"01:00:5E:01:02:03", "IPv4 multicast"},
    {"01:00:5E:80:00:01", "MPLS multicast"},  // the IPv4 groups end at 7F
    {"01:00:5E:90:02:00", "IANA multicast block"},
    {"01:00:5E:90:10:FF", "documentation (multicast)"},
    {"01:00:5E:A0:00:00", ""},
    {"00:00:0C:07:AC:05", "Cisco HSRP version 1, group 5"},
    {"00:00:0C:9F:F0:0A", "Cisco HSRP version 2, group 10"},
    {"00:00:0C:9F:E0:0A", ""},  // another Cisco address
    {"00:05:73:A0:0F:FF", "Cisco HSRP IPv6, group 4095"},
    {"00:07:B4:03:FF:04", "Cisco GLBP, group 1023 forwarder 4"},
    {"00:07:B4:04:00:00", "Cisco GLBP"},  // bits that are always zero are set: no group
    {"00:00:5E:00:53:FF", "documentation (unicast)"},
    {"00:00:5E:00:54:00", ""},
    {"0A:58:0A:F4:00:03", "container network convention (CNI, OVN-Kubernetes), 10.244.0.3"},
    {"42:01:0A:80:00:02", "Google Compute Engine guest, 10.128.0.2"},
    {"33:33:00:01:00:03", "IPv6 multicast, LLMNR"},
    {"33:33:12:34:56:78", "IPv6 multicast"},
    {"01:0E:CF:00:00:01", "PROFINET multicast"},
    {"FF:FF:FF:FF:FF:FF", "broadcast"},
    {"FF:FF:FF:FF:FF:FE", ""},
};

BOOST_DATA_TEST_CASE(finds_the_longest_prefix, data::make(finds))
{
    auto const a = eui48::from_string(sample.address).value();
    auto const* row = find_special(a);
    BOOST_TEST_REQUIRE((row == nullptr) == (*sample.meaning == '\0'));
    if (row != nullptr) BOOST_TEST(meaning_of(*row, a, row->meaning) == sample.meaning);
}

BOOST_AUTO_TEST_CASE(every_row_finds_itself_and_has_a_source)
{
    std::set<std::pair<std::uint64_t, unsigned>> seen;
    for (auto const& row : special_addresses()) {
        BOOST_TEST(seen.emplace(row.block.address().to_uint(), row.block.length()).second);
        BOOST_TEST(!row.source.empty());
        auto const* found_row = find_special(row.block.address());
        BOOST_TEST_REQUIRE(found_row != nullptr);
        // A longer one may begin at the same address.
        BOOST_TEST(found_row->block.length() >= row.block.length());
        bool const takes_detail = row.meaning.find("{0}") != row.meaning.npos;
        BOOST_TEST(takes_detail == (row.detail != special_detail::none));
    }
}

BOOST_AUTO_TEST_CASE(groups_of_ip)
{
    auto const group = [](char const* text) { return lowest_ipv4_group(eui48::from_string(text).value()); };
    BOOST_TEST(ip::to_string(group("01:00:5E:7F:FF:FF").value()) == "224.127.255.255");
    BOOST_TEST(!group("01:00:5E:80:00:00"));
    BOOST_TEST(!group("01:00:5F:00:00:00"));
    auto const group6 = [](char const* text) { return ipv6_group_text(eui48::from_string(text).value()); };
    BOOST_TEST(group6("33:33:FF:12:34:56") == "ff02::1:ff12:3456");
    BOOST_TEST(group6("33:33:00:00:00:FB") == "ff0x::fb");
    BOOST_TEST(group6("33:33:00:01:00:02") == "ff0x::1:2");
    BOOST_TEST(group6("33:32:00:00:00:FB") == "");
}

BOOST_AUTO_TEST_SUITE_END()
