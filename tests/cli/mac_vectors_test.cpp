// The rows of tests/data/mac.tsv, through the program itself.

#include "support/program.hpp"

#include "netbasics/mac/notation.hpp"
#include "netbasics/mac/special.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace data = boost::unit_test::data;
namespace json = boost::json;
using namespace netbasics;
using test::run;

namespace {

using row = std::vector<std::string>;

struct mac_row {
    row columns;

    std::string const& operator[](std::size_t i) const { return columns.at(i); }
};

std::ostream& operator<<(std::ostream& out, mac_row const& r) { return out << r[0] << " " << r[1]; }

std::vector<mac_row> rows_of(std::string const& kind)
{
    std::ifstream file(NETBASICS_TEST_DATA "/mac.tsv");
    std::vector<mac_row> rows;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(kind + "\t")) continue;
        mac_row next;
        std::istringstream in(line);
        for (std::string column; std::getline(in, column, '\t');) next.columns.push_back(column);
        next.columns.resize(9);
        rows.push_back(next);
    }
    if (rows.empty()) throw std::runtime_error("no rows of " + kind);
    return rows;
}

json::object describe(std::string const& address, std::vector<std::string> options = {})
{
    options.insert(options.begin(), {"mac", "--json", address});
    auto const seen = run(options);
    BOOST_TEST(seen.status == 0);
    BOOST_TEST_REQUIRE(seen.err == "");
    return json::parse(seen.out).as_object();
}

std::string text(json::object const& o, std::string_view key)
{
    auto const& value = o.at(key);
    return value.is_null() ? "-" : std::string(value.as_string());
}

std::string digits_of(std::string s)
{
    s.erase(std::remove(s.begin(), s.end(), '-'), s.end());
    return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_mac_vectors)

BOOST_DATA_TEST_CASE(every_notation_is_read, data::make(rows_of("mac-ok")))
{
    auto const bare = text(describe(sample[1], {"--format=bare"}), "address");
    auto const slash = sample[2].find('/');
    BOOST_TEST(bare == sample[2].substr(0, slash));
    if (slash != sample[2].npos) BOOST_TEST(4 * bare.size() == std::stoul(sample[2].substr(slash + 1)));
}

BOOST_DATA_TEST_CASE(what_is_no_address_is_refused, data::make(rows_of("mac-bad")))
{
    auto const seen = run({"mac", sample[1]});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "");
    BOOST_TEST(seen.err.starts_with("netbasics: mac: '" + sample[1] + "': "));
}

BOOST_DATA_TEST_CASE(owners, data::make(rows_of("mac-lookup")))
{
    auto const seen = describe(sample[1]);
    auto const registry = text(seen, "registry");
    bool const none = sample[2] == "none";
    BOOST_TEST(registry == (none ? "-" : sample[2]));
    BOOST_TEST(text(seen, "block") == sample[3]);
    auto const& owner = sample[4];
    BOOST_TEST(text(seen, "vendor") == (owner.starts_with("(") ? "-" : owner));
    if (!none) BOOST_TEST(digits_of(text(seen, "serial")) == sample[5]);
}

BOOST_DATA_TEST_CASE(bits, data::make(rows_of("mac-bits")))
{
    auto const seen = describe(sample[1]);
    BOOST_TEST(text(seen, "cast") == sample[2]);
    BOOST_TEST(text(seen, "administration") == sample[3]);
    BOOST_TEST(text(seen, "slap") == sample[4]);
    auto const shown = run({"mac", sample[1]}).out;
    BOOST_TEST(shown.find(" = " + sample[5].substr(2) + "\n") != shown.npos);
}

BOOST_DATA_TEST_CASE(eui64_and_ipv6, data::make(rows_of("mac-eui64")))
{
    auto const seen = describe(sample[1]);
    BOOST_TEST(text(seen, "eui64") == (sample[2] == "error" ? "-" : sample[2]));
    BOOST_TEST(text(seen, "interface_id") == sample[3]);
    BOOST_TEST(text(seen, "link_local") == sample[4]);
}

BOOST_DATA_TEST_CASE(special_addresses, data::make(rows_of("mac-special")))
{
    auto const meaning = text(describe(sample[1]), "special");
    // What stands behind a colon in the table is a remark.
    BOOST_TEST(meaning == sample[2].substr(0, sample[2].find(": ")));
    auto const a = mac::eui48::from_string(sample[1]).value();
    auto const slash = sample[3].find('/');
    auto const digits = sample[3].substr(0, slash);
    auto const length = static_cast<unsigned>(std::stoul(sample[3].substr(slash + 1)));
    mac::prefix const block(
        mac::eui48::from_uint(std::stoull(digits, nullptr, 16) << (48 - 4 * digits.size())), length);
    auto const* found = mac::find_special(a);
    BOOST_TEST_REQUIRE(found != nullptr);
    BOOST_TEST(block.contains(found->block.address()));
    BOOST_TEST(found->block.length() >= length);
}

BOOST_AUTO_TEST_SUITE_END()
