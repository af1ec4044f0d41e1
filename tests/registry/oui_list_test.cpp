#include "netbasics/registry/oui_list.hpp"

#include "netbasics/registry/oui_registry.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using namespace netbasics;
using registry::oui_kind;
using registry::oui_list;
using registry::oui_registry;

namespace {

/// Letters and digits in lower case, and what is not ASCII.
std::string squeezed(std::string_view text)
{
    std::string plain;
    for (char const c : text) {
        if (c >= 'A' && c <= 'Z')
            plain.push_back(static_cast<char>(c + 32));
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
            plain.push_back(c);
    }
    return plain;
}

}  // namespace

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

struct known_form {
    char const* name;
    char const* text;
};

std::ostream& operator<<(std::ostream& out, known_form const& form) { return out << form.name; }

constexpr known_form known_forms[] = {
    {"Wireshark's manuf", "# a remark\n00:00:00            \tXerox       \tXerox Corporation\n"
                          "8C:EC:4B\tDell\tDell Inc.\n70:B3:D5:00:10:00/36\tSOREDItouchs\tSOREDI touch\n"
                          "01:80:C2:00:00:00/48\tSpanning-tree\tSpanning tree\n"},
    {"its older form", "8C:EC:4B\tDell                   # Dell Inc.\n"
                       "70:B3:D5:00:10:00/36\tSoredi # SOREDI touch\n"},
    {"arp-scan's list", "8CEC4B\tDell Inc.\n70B3D5001\tSOREDI touch\n01005E\tgroup\n"},
    {"the output of mac find", "8C-EC-4B\tMA-L\tDell Inc.\n70-B3-D5-00-1\tMA-S\tSOREDI touch\n"},
    {"the same with colons", "8c:ec:4b\tMA-L\tDell Inc.\n70:b3:d5:00:1\tMA-S\tSOREDI touch\n"},
    {"the same with dots", "8CEC.4B\tMA-L\tDell Inc.\n70B3.D500.1\tMA-S\tSOREDI touch\n"},
    {"nmap's list", "8CEC4B Dell Inc.\n70B3D5001 SOREDI touch\n"},
    {"the IEEE's text",
     "OUI/MA-L                 Organization\r\ncompany_id               Organization\r\n\r\n"
     "8C-EC-4B   (hex)\t\tDell Inc.\r\n8CEC4B     (base 16)\t\tDell Inc.\r\n"
     "\t\t\t\tOne Dell Way\r\n\r\n70-B3-D5   (hex)\t\tSOREDI touch\r\n"
     "001000-001FFF     (base 16)\t\tSOREDI touch\r\n\t\t\t\tOlching\r\n"},
    {"two CSV lists in one file", "Registry,Assignment,Organization Name,Organization Address\r\n"
                                  "MA-L,8CEC4B,Dell Inc.,\"One\r\nWay\"\r\n\xEF\xBB\xBF"
                                  "Registry,Assignment,Organization Name,Organization Address\r\n"
                                  "MA-S,70B3D5001,SOREDI touch,DE\r\n"},
};

BOOST_DATA_TEST_CASE(reads_what_others_ship, data::make(known_forms))
{
    auto const list = oui_list::from_text(sample.text);
    BOOST_TEST_REQUIRE(list.has_value());
    auto const of = [&](std::uint64_t value, unsigned bits) {
        auto const rows = list->find(mac::prefix(mac::eui48::from_uint(value), bits));
        BOOST_TEST_REQUIRE(rows.size() == 1u);
        return rows.front();
    };
    BOOST_TEST(of(0x8CEC'4B00'0000, 24).owner == "Dell Inc.");
    BOOST_TEST(of(0x70B3'D500'1000, 36).owner == "SOREDI touch");
    BOOST_TEST((of(0x70B3'D500'1000, 36).kind == oui_kind::ma_s));
}

BOOST_AUTO_TEST_CASE(a_later_list_wins_block_by_block)
{
    auto all = oui_list::from_text("8CEC4B\tOne\n8CEC4C\tOne\n").value();
    all.add(oui_list::from_text("8CEC4C\tTwo\n8CEC4C\tThree\n").value());
    BOOST_TEST_REQUIRE(all.blocks().size() == 3u);
    BOOST_TEST(all.blocks()[0].owner == "One");
    BOOST_TEST(all.blocks()[1].owner == "Two");
    BOOST_TEST(all.blocks()[2].owner == "Three");
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
    {"001A2G\tL\tOne\n", errc::registry_file_unknown, 1},
    {"001A2B\tL\tOne\n001A2G\tL\tOne\n", errc::registry_line_broken, 2},
    {"001A2B\tX\tOne\n", errc::registry_name_unknown, 1},
    {"001A2B\n", errc::registry_line_broken, 1},
    {"# nothing but a remark\n", errc::registry_file_unknown, 1},
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
    BOOST_TEST(count({"DELL", "inc."}) >= 184u);
    BOOST_TEST(count({"inc.", "dell"}) == count({"DELL", "inc."}));  // in any order
    BOOST_TEST(count({"no such owner"}) == 0u);
    BOOST_TEST(count({}) == 0u);
    BOOST_TEST(count({"", "-"}) == 0u);
    // Neither punctuation nor blanks count.
    BOOST_TEST(count({"tplink"}) > 50u);
    BOOST_TEST(count({"tp-link"}) == count({"tplink"}));
    BOOST_TEST(count({"TP LINK"}) == count({"tplink"}));
    auto const rows = registry.find_owner(std::vector<std::string>{"raspberry"});
    BOOST_TEST(std::is_sorted(rows.begin(), rows.end(), [](auto a, auto b) { return a.block < b.block; }));
}

/// The fast search against the plain one.
BOOST_AUTO_TEST_CASE(every_block_of_a_word_is_found)
{
    oui_registry const registry;
    auto const everything = registry.find_owner(std::vector<std::string>{"a"});
    for (std::string const word : {"ma", "gmbh", "technolog", "co.,ltd", "zyxel"}) {
        std::size_t expected = 0;
        for (auto const& row : everything) {
            expected += squeezed(row.owner).find(squeezed(word)) != std::string::npos;
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
