#include "netbasics/registry/oui_registry.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <set>

namespace data = boost::unit_test::data;
using namespace netbasics;
using registry::oui_kind;
using registry::oui_registry;

BOOST_AUTO_TEST_SUITE(registry_oui)

struct entry {
    std::uint64_t address;
    oui_kind kind;
    char const* block;
    char const* owner;
};

std::ostream& operator<<(std::ostream& out, entry const& row) { return out << row.block; }

constexpr entry entries[] = {
    {0x8CEC'4B88'B9C9, oui_kind::ma_l, "8CEC4B/24", "Dell Inc."},
    {0x0000'0000'0000, oui_kind::ma_l, "000000/24", "XEROX CORPORATION"},  // the first
    {0x1C87'745A'BCDE, oui_kind::ma_m, "1C87745/28", "Xiaoxinge (Tangshan) Electronic Technology Co., Ltd."},
    {0x8C1F'64AF'A123, oui_kind::ma_s, "8C1F64AFA/36", "DATA ELECTRONIC DEVICES, INC"},
    {0x0050'C2FF'FFFF, oui_kind::iab, "0050C2FFF/36", "MSR-Solutions GmbH"},
    {0x40D8'5500'1000, oui_kind::iab, "40D855001/36", "Vemotion"},
    {0xDAA1'1900'0001, oui_kind::cid, "DAA119/24", "Google, Inc."},
    {0x70B3'D59F'3000, oui_kind::ma_s, "70B3D59F3/36",
     "IEEE Registration Authority"},                             // its own, and assigned
    {0x1111'1100'0001, oui_kind::ma_l, "111111/24", "Private"},  // registered with the I/G bit set
    {0x011B'1900'0000, oui_kind::ma_l, "001B19/24", "IEEE I&M Society TC9"},  // a group address under an OUI
};

BOOST_DATA_TEST_CASE(an_entry_of_each_registry, data::make(entries))
{
    auto const match = oui_registry().find(mac::eui48::from_uint(sample.address));
    BOOST_TEST_REQUIRE(match.kind.has_value());
    BOOST_TEST((*match.kind == sample.kind));
    BOOST_TEST(mac::to_string(match.block) == sample.block);
    BOOST_TEST(match.owners.front() == sample.owner);
}

BOOST_AUTO_TEST_CASE(the_counts_are_those_of_the_sources)
{
    auto const sources = oui_registry().sources();
    std::uint32_t const counts[] = {40010, 6565, 7155, 4575, 2};
    std::string_view const names[] = {"IEEE MA-L", "IEEE MA-M", "IEEE MA-S", "IEEE IAB", "IEEE CID"};
    for (std::size_t i = 0; i < 5; ++i) {
        BOOST_TEST(sources[i].blocks == counts[i]);
        BOOST_TEST(sources[i].name == names[i]);
        BOOST_TEST(sources[i].date.size() == 10u);
    }
}

/// The committed text, read the slow and plain way.
BOOST_AUTO_TEST_CASE(every_line_of_the_text_is_found_in_the_tables)
{
    std::ifstream file(NETBASICS_SOURCE_DIR "/lib/netbasics/registry/data/oui.tsv");
    std::map<std::string, std::vector<std::string>> owners_of;
    std::map<std::string, char> letter_of;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        auto const tab = line.find('\t');
        owners_of[line.substr(0, tab)].push_back(line.substr(tab + 3));
        letter_of[line.substr(0, tab)] = line[tab + 1];
    }
    BOOST_TEST(owners_of.size() == 58307u);
    oui_registry const registry;
    std::size_t wrong = 0;
    for (auto const& [digits, owners] : owners_of) {
        auto const bits = static_cast<unsigned>(4 * digits.size());
        auto const value = std::stoull(digits, nullptr, 16) << (48 - bits);
        auto const match = registry.find_block(mac::prefix(mac::eui48::from_uint(value), bits));
        bool const same = match.kind && "LMSIC"[static_cast<int>(*match.kind)] == letter_of[digits] &&
                          std::equal(owners.begin(), owners.end(), match.owners.begin(), match.owners.end());
        wrong += !same;
    }
    BOOST_TEST(wrong == 0u);

    // What find() relies on: smaller blocks lie in blocks of the authority, or of nobody.
    for (auto const& [digits, owners] : owners_of) {
        auto const parent = owners_of.find(digits.substr(0, 6));
        if (digits.size() > 6 && parent != owners_of.end())
            BOOST_TEST(parent->second.front() == "IEEE Registration Authority");
    }
}

BOOST_AUTO_TEST_CASE(several_owners_are_all_told)
{
    auto const match = oui_registry().find(mac::eui48::from_uint(0x0800'3000'0001));
    BOOST_TEST_REQUIRE(match.owners.size() == 3u);
    BOOST_TEST(match.owners[0] == "CERN");  // the present one
    BOOST_TEST(match.owners[1] == "NETWORK RESEARCH CORPORATION");
    BOOST_TEST(match.owners[2] == "ROYAL MELBOURNE INST OF TECH");
}

BOOST_AUTO_TEST_CASE(an_unassigned_part_of_a_block_is_no_owner_s)
{
    oui_registry const registry;
    auto const with_row = registry.find(mac::eui48::from_uint(0xFCFF'AA00'0001));
    BOOST_TEST(!with_row.kind);
    BOOST_TEST(with_row.unassigned_part);
    BOOST_TEST(with_row.owners.front() == "IEEE Registration Authority");
    auto const without_row = registry.find(mac::eui48::from_uint(0x1C87'74F0'0001));
    BOOST_TEST(without_row.unassigned_part);
    BOOST_TEST(without_row.owners.empty());
    BOOST_TEST(mac::to_string(without_row.block) == "1C8774/24");
    BOOST_TEST(registry.parts_of(without_row.block) == 15u);
}

BOOST_AUTO_TEST_CASE(what_is_not_registered_matches_nothing)
{
    for (auto const value : {0x7C8A'C000'0001, 0x0242'AC11'0002, 0xFFFF'FFFF'FFFF, 0x3333'0000'0001}) {
        auto const match = oui_registry().find(mac::eui48::from_uint(static_cast<std::uint64_t>(value)));
        BOOST_TEST(!match.kind);
        BOOST_TEST(!match.unassigned_part);
        BOOST_TEST(match.block.length() == 0u);
        BOOST_TEST(match.owners.empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
