#include "netbasics/scan/mac_scanner.hpp"

#include "netbasics/ip/address_v6.hpp"
#include "netbasics/mac/notation.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <vector>

namespace data = boost::unit_test::data;
using namespace netbasics;
using scan::found_mac;
using scan::mac_scanner;

namespace {

/// Everything that is found, as it is written.
std::string found_in(std::string_view text)
{
    std::string all;
    mac_scanner scanner(text);
    for (found_mac found; scanner.next(found);) {
        if (!all.empty()) all.push_back(' ');
        all.append(text.substr(found.begin, found.end - found.begin));
        if (found.is_doubtful) all.push_back('?');
    }
    return all;
}

constexpr char const* notations[] = {
    "00:1a:2b:3c:4d:5e",       "00-1A-2B-3C-4D-5E",   "001a.2b3c.4d5e",
    "001a-2b3c-4d5e",          "0:1a:2b:3:4d:5e",     "00-1a-2b-ff-fe-3c-4d-5e",
    "00:1a:2b:ff:fe:3c:4d:5e", "001a.2bff.fe3c.4d5e", "001a-2bff-fe3c-4d5e",
};

constexpr char const* doubtful[] = {"001a2b3c4d5e", "001A2B3C4D5E", "001a2b-3c4d5e", "001a2b:3c4d5e"};

}  // namespace

BOOST_AUTO_TEST_SUITE(scan_mac_scanner)

struct scanned {
    char const* text;
    char const* found;
};

std::ostream& operator<<(std::ostream& out, scanned const& row) { return out << row.text; }

constexpr scanned rows[] = {
    {"lladdr 00:1a:2b:3c:4d:5e REACHABLE", "00:1a:2b:3c:4d:5e"},
    {"00:1a:2b:3c:4d:5e,00:1a:2b:3c:4d:5f", "00:1a:2b:3c:4d:5e 00:1a:2b:3c:4d:5f"},
    {"00:1a:2b:3c:4d:5e-00:1a:2b:3c:4d:5f", "00:1a:2b:3c:4d:5e 00:1a:2b:3c:4d:5f"},  // a range
    {"src:00:1a:2b:3c:4d:5e", "00:1a:2b:3c:4d:5e"},           // a word and a colon in front
    {"host-00-1a-2b-3c-4d-5e.example", "00-1a-2b-3c-4d-5e"},  // as some DHCP servers name hosts
    {"a:00-1A-2B-3C-4D-5E", "00-1A-2B-3C-4D-5E"},             // another separator in front
    {"at 00:1a:2b:3c:4d:5e: seen", "00:1a:2b:3c:4d:5e"},      // the sentence goes on
    {"It was 001a.2b3c.4d5e.", "001a.2b3c.4d5e"},             // the sentence ends
    {"00:1a:2b:3c:4d:5e/48", "00:1a:2b:3c:4d:5e"},
    {"MAC=ff:ff:ff:ff:ff:ff:00:1a:2b:3c:4d:5e:08:00 SRC=",
     "ff:ff:ff:ff:ff:ff 00:1a:2b:3c:4d:5e"},  // netfilter
    {"001a2b3c4d5e.cfg", "001a2b3c4d5e?"},    // a telephone's configuration
    {"15:001a.2b3c.4d5e", "001a.2b3c.4d5e"},
    {"vlan15:001a.2b3c.4d5e:up", "001a.2b3c.4d5e"},
    {"mac.001a.2b3c.4d5e.cfg", "001a.2b3c.4d5e"},
    {"ffff-ffff-ffff", "ffff-ffff-ffff"},        // Huawei's broadcast
    {"10:20:30:40:50:60", "10:20:30:40:50:60"},  // digits alone, but six octets
    {"1234.5678.9012", "1234.5678.9012"},
    {"0:16:36:1:2:3", "0:16:36:1:2:3?"},    // macOS, without a letter
    {"1234-5678-9012", "1234-5678-9012?"},  // Huawei, or a customer's number

    {"01:8c:ec:4b:88:b9:c9", "8c:ec:4b:88:b9:c9"},  // a DHCP client identifier
    {"01-8C-EC-4B-88-B9-C9", "8C-EC-4B-88-B9-C9"},
    {"1:8c:ec:4b:88:b9:c9", "8c:ec:4b:88:b9:c9?"},
    {"018c.ec4b.88b9.c9", "018c.ec4b.88b9.c9"},
    {"00:01:00:01:1c:39:cf:88:8c:ec:4b:88:b9:c9", "8c:ec:4b:88:b9:c9"},  // DUID-LLT
    {"00-03-00-01-8C-EC-4B-88-B9-C9", "8C-EC-4B-88-B9-C9"},              // DUID-LL
    {"000100011c39cf888cec4b88b9c9", "8cec4b88b9c9?"},
    {"000300018cec4b88b9c9", "8cec4b88b9c9?"},
    {"00:02:00:01:1c:39:cf:88:8c:ec:4b:88:b9:c9", ""},  // DUID-EN
    {"00:01:00:06:1c:39:cf:88:8c:ec:4b:88:b9:c9", ""},  // not of an Ethernet

    {"= Hex-STRING: 8C EC 4B 88 B9 C9 ", "8C EC 4B 88 B9 C9"},
    {"= Hex-STRING: 10 20 30 40 50 60", "10 20 30 40 50 60"},
    {"\"8C EC 4B 88 B9 C9 \"", "8C EC 4B 88 B9 C9?"},
    {"10 20 30 40 50 60", ""},        // numbers
    {"8C EC 4B 88 B9 C9 08 00", ""},  // a dump
    {"8C EC 4B 88  B9 C9", ""},       // two blanks
    {"8C EC 4B 88 B9", ""},
    {"4b:8C EC 4B 88 B9 C9", ""},
    {"8C EC 4B 88 B9 C9:4b", ""},
    {"8C EC 4B 88 B9 C9 00:1a:2b:3c:4d:5e", "00:1a:2b:3c:4d:5e"},

    {"x00:1a:2b:3c:4d:5e", ""},  // inside a word
    {"00:1a:2b:3c:4d:5ex", ""},
    {"dead:00:1a:2b:3c:4d:5e", ""},  // seven groups
    {"00:1a:2b:3c:4d:5e:6f", ""},
    {"00:1a:2b:3c:4d", ""},
    {"AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89", ""},  // a fingerprint
    {"MD5:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67:89", ""},
    {"550e8400-e29b-41d4-a716-446655440000", ""},  // a UUID
    {"550e8400-e29b-41d4-a716-00aa22bb44cc", ""},
    {"d41d8cd98f00b204e9800998ecf8427e", ""},  // MD5
    {"fe80::11:22:33:44:55:66", ""},           // IPv6
    {"11:22:33:44:55:66::", ""},
    {"::11:22:33:44:55:66", ""},
    {"2001:db8:11:22:33:44:55:66", ""},
    {"11:22:33:44:55:66:77:88", ""},  // could be IPv6
    {"64:ff9b::1.2.3.4", ""},
    {"18:31:16", ""},      // a time
    {"202611221809", ""},  // digits alone: a number
    {"123456-789012", ""},
    {"4111-1111-1111-1111", ""},  // a card
    {"001a2B3c4D5e", ""},         // mixed case: no MAC address is written so
    {"2026-11-22T18:31:16.123456", ""},
    {"", ""},
    {":-.:", ""},
};

BOOST_DATA_TEST_CASE(finds_addresses_and_nothing_else, data::make(rows))
{
    BOOST_TEST(found_in(sample.text) == sample.found);
}

BOOST_AUTO_TEST_CASE(any_punctuation_may_stand_beside_an_address)
{
    for (char c = ' '; c < 0x7F; ++c) {
        bool const in_words = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (in_words) continue;
        for (std::string const text : notations) {
            BOOST_TEST(found_in(c + text + c) == text);
            BOOST_TEST(found_in("say " + (c + text) + c + " so") == text);
        }
        for (std::string const text : doubtful) BOOST_TEST(found_in(c + text + c) == text + "?");
    }
    BOOST_TEST(found_in("\xE2\x80\x9C"
                        "00:1a:2b:3c:4d:5e\xE2\x80\x9D") == "00:1a:2b:3c:4d:5e");  // “ ”
}

BOOST_AUTO_TEST_CASE(no_letter_or_digit_may_stand_beside_an_address)
{
    for (std::string const beside : {"0", "9", "a", "f", "F", "g", "z", "Z"}) {
        for (std::string const text : notations) {
            if (text.starts_with("0:")) continue;  // 00:1a:… is another notation of the same
            BOOST_TEST(found_in(beside + text) == "");
            BOOST_TEST(found_in(text + beside) == "");
        }
        for (std::string const text : doubtful) {
            BOOST_TEST(found_in(beside + text) == "");
            BOOST_TEST(found_in(text + beside) == "");
        }
    }
}

/// What is found reads as the same address.
BOOST_AUTO_TEST_CASE(what_is_found_is_what_is_read)
{
    for (std::string const text : notations) {
        std::string const line = "a " + text;
        mac_scanner again(line);
        found_mac found;
        BOOST_TEST_REQUIRE(again.next(found));
        auto const read = mac::read(text).value();
        auto const* eui64 = std::get_if<mac::eui64>(&read);
        BOOST_TEST(found.is_eui64 == (eui64 != nullptr));
        BOOST_TEST(found.value ==
                   (eui64 != nullptr ? eui64->to_uint() : std::get<mac::eui48>(read).to_uint()));
    }
}

BOOST_AUTO_TEST_CASE(every_written_address_is_found_in_random_words)
{
    std::mt19937_64 random(1);
    constexpr mac::notation written[] = {mac::notation::hyphen, mac::notation::colon, mac::notation::dot};
    for (int i = 0; i < 20'000; ++i) {
        auto const a = mac::eui48::from_uint(random());
        auto const text = mac::write(a, written[i % 3]);
        mac_scanner scanner(text);
        found_mac found;
        BOOST_TEST_REQUIRE(scanner.next(found));
        BOOST_TEST_REQUIRE(found.value == a.to_uint());
        BOOST_TEST_REQUIRE(!scanner.next(found));
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_found_in_what_only_looks_similar)
{
    std::mt19937_64 random(2);
    auto const hex = [&](std::size_t digits) {
        std::string text;
        while (digits-- > 0) text.push_back("0123456789abcdef"[random() % 16]);
        return text;
    };
    for (int i = 0; i < 20'000; ++i) {
        auto const v6 = ip::to_string(ip::address_v6::from_uint(ip::uint128{random()} << 64 | random()));
        BOOST_TEST_REQUIRE(found_in(v6) == "");
        // Zero groups make the short forms.
        auto const sparse = random() & random() & 0x00FF'00FF'00FF'00FF;
        BOOST_TEST_REQUIRE(found_in(ip::to_string(ip::address_v6::from_uint(
                               ip::uint128{sparse} << 64 | (random() & 0x00FF'00FF'0000'00FF)))) == "");
        auto const uuid = hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12);
        BOOST_TEST_REQUIRE(found_in(uuid) == "");
        BOOST_TEST_REQUIRE(found_in("{" + uuid + "}") == "");
        std::size_t const lengths[] = {32, 40, 64, 13, 11, 24, 14};
        BOOST_TEST_REQUIRE(found_in(hex(lengths[i % 7])) == "");
        std::string fingerprint = hex(2);
        for (int octets = 1; octets < 20; ++octets) fingerprint.append(":").append(hex(2));
        BOOST_TEST_REQUIRE(found_in(fingerprint) == "");
    }
}

BOOST_AUTO_TEST_SUITE_END()
