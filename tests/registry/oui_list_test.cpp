#include "netbasics/registry/oui_list.hpp"

#include "netbasics/registry/oui_registry.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using namespace netbasics;
using registry::oui_kind;
using registry::oui_list;
using registry::oui_registry;

BOOST_AUTO_TEST_SUITE(registry_oui_list)

BOOST_AUTO_TEST_CASE(reads_the_lists_of_the_ieee)
{
    auto const list = oui_list::from_text("Registry,Assignment,Organization Name,Organization Address\r\n"
                                          "MA-L,8CEC4B,\"Dell \"\"X\"\", Inc.\",\"One\r\nWay, TX\"\r\n"
                                          "MA-S,70B3D5001,  SOREDI   touch ,DE\r\n"
                                          "CID,FA7ACB,Ultra Ethernet Consortium,US")
                          .value();
    BOOST_TEST_REQUIRE(list.blocks().size() == 3u);
    BOOST_TEST(list.blocks()[0].owner == "SOREDI touch");
    BOOST_TEST(list.blocks()[1].owner == "Dell \"X\", Inc.");
    BOOST_TEST((list.blocks()[2].kind == oui_kind::cid));
}

BOOST_AUTO_TEST_CASE(reads_the_project_s_own_form)
{
    auto const list =
        oui_list::from_text("# a remark\nC85CE27\tM\tSYNERGY\n\n0050C2000\tI\tT.L.S. Corp.").value();
    BOOST_TEST_REQUIRE(list.blocks().size() == 2u);
    BOOST_TEST(mac::to_string(list.blocks()[0].block) == "0050C2000/36");
    BOOST_TEST((list.blocks()[1].kind == oui_kind::ma_m));
}

struct refused {
    char const* text;
    errc reason;
    std::uint32_t line;
};

std::ostream& operator<<(std::ostream& out, refused const& row) { return out << row.text; }

constexpr char heading[] = "Registry,Assignment,Organization Name,Organization Address\n";

refused const refusals[] = {
    {"", errc::registry_file_unknown, 1},
    {"hello", errc::registry_file_unknown, 1},
    {"001A2B\tL\tOne\n001A2\tL\tTwo\n", errc::registry_line_broken, 2},      // five digits
    {"001A2B\tL\tOne\n\n001A2B3\tL\tTwo\n", errc::registry_line_broken, 3},  // of another registry
    {"001A2B\tL\t \n", errc::registry_line_broken, 1},                       // no owner
    {"001A2G\tL\tOne\n", errc::registry_line_broken, 1},
    {"001A2B\tX\tOne\n", errc::registry_name_unknown, 1},
    {"001A2B\tL One\n", errc::registry_line_broken, 1},
};

BOOST_DATA_TEST_CASE(refuses_with_the_line, data::make(refusals))
{
    auto const list = oui_list::from_text(sample.text);
    BOOST_TEST_REQUIRE(list.has_error());
    BOOST_TEST((list.error().reason == sample.reason));
    BOOST_TEST(list.error().ordinal == sample.line);
}

BOOST_AUTO_TEST_CASE(refuses_a_broken_csv_with_the_line)
{
    auto const open_quote =
        oui_list::from_text(std::string(heading) + "MA-L,001A2B,One,\"x\ny\"\nMA-L,001A2C,\"One");
    BOOST_TEST((open_quote.error().reason == errc::registry_line_broken));
    BOOST_TEST(open_quote.error().ordinal == 4u);
    auto const few = oui_list::from_text(std::string(heading) + "MA-L,001A2B\n");
    BOOST_TEST(few.error().ordinal == 2u);
}

BOOST_AUTO_TEST_CASE(a_newer_list_adds_and_wins)
{
    auto const registry = oui_registry(oui_list::from_text("8CEC4B\tL\tSomebody Else\n"
                                                           "1C8774F\tM\tThe Sixteenth\n"
                                                           "8CEC4B0\tM\tA Part\n")
                                           .value());
    auto const owner = [&](std::uint64_t a) {
        auto const match = registry.find(mac::eui48::from_uint(a));
        return match.owners.empty() ? std::string{} : std::string(match.owners.front());
    };
    BOOST_TEST(owner(0x8CEC'4B88'B9C9) == "Somebody Else");
    BOOST_TEST(owner(0x8CEC'4B08'B9C9) == "A Part");  // the longer prefix still counts
    BOOST_TEST(owner(0x1C87'74F0'0001) == "The Sixteenth");
    BOOST_TEST(owner(0x0016'3E00'0001) == "Xensource, Inc.");  // what it does not have stays
    BOOST_TEST(registry.parts_of(mac::prefix(mac::eui48::from_uint(0x1C87'7400'0000), 24)) == 16u);
}

BOOST_AUTO_TEST_CASE(owners_are_found_by_the_words_of_their_names)
{
    oui_registry const registry;
    auto const count = [&](std::vector<std::string> words) { return registry.find_owner(words).size(); };
    BOOST_TEST(count({"DELL", "inc."}) == 184u);
    BOOST_TEST(count({"inc.", "dell"}) == 184u);  // in any order
    BOOST_TEST(count({"no such owner"}) == 0u);
    BOOST_TEST(count({}) == 0u);
    BOOST_TEST(count({""}) == 0u);
    // A name's end and the next one's beginning are no hit.
    for (auto const& row : registry.find_owner(std::vector<std::string>{"ltd.a"}))
        BOOST_TEST(std::string(row.owner).find("td.") != std::string::npos);
    auto const rows = registry.find_owner(std::vector<std::string>{"raspberry"});
    BOOST_TEST(std::is_sorted(rows.begin(), rows.end(), [](auto a, auto b) { return a.block < b.block; }));
}

/// The fast search against the plain one.
BOOST_AUTO_TEST_CASE(every_block_of_a_word_is_found)
{
    oui_registry const registry;
    auto const everything = registry.find_owner(std::vector<std::string>{"a"});
    for (std::string const word : {"ma", "gmbh", "technolog", "co.,ltd", "-", "zyxel"}) {
        std::size_t expected = 0;
        for (auto const& row : everything) {
            std::string lower(row.owner);
            for (auto& c : lower)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
            expected += lower.find(word) != lower.npos;
        }
        BOOST_TEST(registry.find_owner(std::vector<std::string>{word, "a"}).size() == expected);
    }
}

BOOST_AUTO_TEST_CASE(letters_beyond_ascii_have_a_case_too)
{
    oui_registry const registry;
    auto const lower = registry.find_owner(std::vector<std::string>{"büro"});
    auto const upper = registry.find_owner(std::vector<std::string>{"BÜRO"});
    BOOST_TEST(lower.size() == upper.size());
    BOOST_TEST(!lower.empty());
    auto const own = oui_registry(oui_list::from_text("001A2B\tL\tSTRASSE GmbH\n").value());
    BOOST_TEST(own.find_owner(std::vector<std::string>{"straße"}).size() >= 1u);
}

BOOST_AUTO_TEST_SUITE_END()
