// Every number in an explanation of `subnet` is checked, in order, against plain arithmetic on texts of bits.

#include "subnet/explain.hpp"

#include "support/bit_text.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <sstream>

using namespace netbasics;
using test::bits;

namespace {

std::size_t const cases = 10'000;

bool is_v4(bits const& a) { return a.size() == 32; }

bool is_group(bits const& a) { return a.substr(0, is_v4(a) ? 4 : 8) == (is_v4(a) ? "1110" : "11111111"); }

std::string str(std::size_t n) { return std::to_string(n); }

std::string octet(bits const& a, std::size_t i) { return str(test::number_at(a, 8 * i, 8)); }

/// The numbers that an explanation must have, in order.
class expectation {
public:
    void step() { add(str(++steps_)); }

    void add(std::string number) { all_.push_back(std::move(number)); }

    void add(std::initializer_list<std::string> numbers)
    {
        for (auto const& n : numbers) all_.push_back(n);
    }

    /// A row of an address: its text for IPv4, then its signs.
    void row(bits const& a, std::size_t length)
    {
        if (is_v4(a)) add(test::text_of(a));
        add(test::divided(a, length));
    }

    std::vector<std::string> const& all() const { return all_; }

private:
    std::size_t steps_ = 0;
    std::vector<std::string> all_;
};

void expect_powers(expectation& e, unsigned value)
{
    if (value == 0) e.add("0");
    for (unsigned power = 128; power != 0; power /= 2)
        if (value / power % 2 == 1) e.add(str(power));
}

void expect_cut(expectation& e, bits const& a, std::size_t length)
{
    std::size_t const unit = is_v4(a) ? 8 : 4;
    e.step();
    auto const name = [&](std::size_t bit) {
        if (is_v4(a)) return e.add(str(bit / 8 + 1));
        e.add({str(bit / 4 % 4 + 1), str(bit / 16 + 1)});
    };
    if (length % unit == 0) {
        if (length != 0 && length != a.size()) name(length - 1);
        return;
    }
    std::size_t const first = length - length % unit;
    auto const value = test::number_at(a, first, unit);
    auto const mask = test::number_at(test::mask_of(length, a.size()), first, unit);
    name(first);
    for (unsigned power = is_v4(a) ? 128 : 8; power != 0; power /= 2) e.add(str(power));
    for (auto n : {value, mask}) {
        if (!is_v4(a) && n > 9) e.add(std::string("0x") + "abcdef"[n - 10]);
        e.add(str(n));
        for (unsigned power = is_v4(a) ? 128 : 8; power != 0; power /= 2)
            e.add(n / power % 2 == 1 ? "1" : "0");
        expect_powers(e, n);
    }
    unsigned const all = is_v4(a) ? 256 : 16;
    unsigned begin = 0;
    while (begin + (all - mask) <= value) begin += all - mask;  // counts the blocks up
    e.step();
    e.add({str(all), str(mask), str(all - mask), str(value), str(begin), str(begin + all - mask - 1)});
}

std::vector<std::string> expected_for_prefix(bits const& a, std::size_t length)
{
    std::size_t const width = a.size();
    std::size_t const rest = width - length;
    auto const mask = test::mask_of(length, width);
    auto const network = test::and_of(a, mask);
    auto const last = test::or_of(a, test::not_of(mask));
    auto const slash = "/" + str(length);
    expectation e;
    e.step();
    e.add({slash, str(width), str(length), str(rest)});
    e.add(is_v4(a) ? std::initializer_list<std::string>{"4632", "3.1"}
                   : std::initializer_list<std::string>{"4291", "2.3"});
    e.add("1");  // where the mask has 1
    for (auto const& row : {a, mask, network, test::not_of(mask), last}) e.row(row, length);
    expect_cut(e, a, length);
    e.step();
    auto const count = test::power_of_two(rest);
    if (rest == 0)
        e.add({"2^0", "1", test::text_of(a)});
    else {
        e.add({"2^" + str(rest), count, test::text_of(network), test::text_of(last)});
        if (is_group(network))
            ;
        else if (is_v4(a) && length == 31)
            e.add("3021");
        else if (!is_v4(a) && length == 127)
            e.add("6164");
        else if (is_v4(a))
            e.add({"919", count, "2", test::minus(count, 2), test::text_of(test::next_block(network, 32)),
                   test::text_of(test::previous_block(last, 32))});
        else
            e.add({"4291", "2.6.1", test::minus(count, 1)});
        e.step();
        auto const host = test::and_of(a, test::not_of(mask));
        e.add(test::text_of(host));
        if (is_v4(a)) e.add({test::decimal_of(host), "0"});
        bool const ends = !is_group(a) && length < width - 1;
        if (ends && a == network)
            e.add("0");
        else if (ends && is_v4(a) && a == last)
            e.add("1");
    }
    if (!is_v4(a) && !is_group(a) && length > 0 && length < 64) {
        e.step();
        e.add({"2^" + str(64 - length), test::power_of_two(64 - length), "/64", "4291", "2.5.1"});
    } else if (!is_v4(a) && !is_group(a) && length == 64) {
        e.step();
        e.add({"/64", "64", "4291", "2.5.1"});
    }
    if (length > 0) {
        e.step();
        bool const is_first = network == bits(width, '0');
        bool const is_last = last == bits(width, '1');
        if (!is_first) e.add(test::text_of(test::previous_block(network, length)) + slash);
        if (!is_last) e.add(test::text_of(test::next_block(network, length)) + slash);
        e.add(test::text_of(test::and_of(a, test::mask_of(length - 1, width))) + "/" + str(length - 1));
        auto sibling = network;
        sibling[length - 1] = sibling[length - 1] == '1' ? '0' : '1';
        e.add(test::text_of(sibling) + slash);
    }
    if (is_group(a)) {
        e.step();
        e.add({test::text_of(a)});
        e.add(is_v4(a) ? std::initializer_list<std::string>{"5771"}
                       : std::initializer_list<std::string>{"4291", "2.7"});
    }
    return e.all();
}

/// Addresses as users have them, and the ends of the space: all random, or with runs of equal bits.
class random_cases {
public:
    bits address(std::size_t width)
    {
        static char const* const starts[] = {"",
                                             "0",
                                             "1",
                                             "1110",
                                             "11111111",
                                             "00001010",
                                             "01111111",
                                             "1100000010101000",
                                             "1010100111111110",
                                             "1111111010000000",
                                             "00100000000000010000110110111000"};
        bits a = starts[engine_() % std::size(starts)];
        char const fill = engine_() % 4 == 0 ? '1' : '0';
        std::size_t const run = engine_() % 3 == 0 ? engine_() % (width + 1) : 0;
        if (a.size() < run) a.append(run - a.size(), fill);
        while (a.size() < width) a.push_back(engine_() % 2 == 0 ? '0' : '1');
        if (engine_() % 4 == 0) {
            std::size_t const tail = engine_() % width;
            a.replace(width - tail, tail, tail, engine_() % 2 == 0 ? '0' : '1');
        }
        return a;
    }

    /// One that begins as `other` does, often.
    bits near(bits const& other)
    {
        auto a = address(other.size());
        if (engine_() % 4 == 0) return a;
        std::size_t const same = engine_() % (other.size() + 1);
        return other.substr(0, same) + a.substr(same);
    }

    std::size_t below(std::size_t n) { return engine_() % n; }

private:
    std::mt19937 engine_{20260817};
};

ip::address address_of(bits const& a) { return ip::address::from_string(test::text_of(a)).value(); }

std::string shown(render::explanation const& working)
{
    std::string out;
    working.append_to(out, 80);
    return out;
}

/// What differs first; empty where nothing does.
std::string first_difference(std::vector<std::string> const& seen, std::vector<std::string> const& expected)
{
    for (std::size_t i = 0; i < std::max(seen.size(), expected.size()); ++i) {
        auto const have = i < seen.size() ? seen[i] : "the end";
        auto const want = i < expected.size() ? expected[i] : "the end";
        if (have != want) return "number " + str(i + 1) + " is " + have + ", not " + want;
    }
    return {};
}

/// In one line, a blank between words.
std::string unwrapped(std::string const& text)
{
    std::istringstream words(text);
    std::string out;
    for (std::string word; words >> word;) out.append(out.empty() ? "" : " ").append(word);
    return out;
}

void check_lines(std::string const& text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const end = text.find('\n', at);
        BOOST_TEST_REQUIRE(end != text.npos);
        BOOST_TEST(end - at <= 80u, text.substr(at, end - at));
        at = end + 1;
    }
}

struct oracle_host {
    bits a;
    std::size_t length;

    bits part(bits const& of) const { return test::and_of(of, test::mask_of(length, a.size())); }

    bool is_neighbor(bits const& other) const { return part(a) == part(other); }
};

bool starts(bits const& a, std::string const& with) { return a.substr(0, with.size()) == with; }

bool is_private(bits const& a)
{
    return is_v4(a) && (octet(a, 0) == "10" || (octet(a, 0) == "172" && starts(a.substr(8), "0001")) ||
                        (octet(a, 0) == "192" && octet(a, 1) == "168"));
}

bool is_link_local(bits const& a)
{
    return is_v4(a) ? octet(a, 0) == "169" && octet(a, 1) == "254" : starts(a, "1111111010");
}

std::string group_mac(bits const& a)
{
    std::string out = is_v4(a) ? "01:00:5e" : "33:33";
    bits tail = is_v4(a) ? "0" + a.substr(9) : a.substr(96);
    for (std::size_t i = 0; i < tail.size(); i += 8) {
        auto const n = test::number_at(tail, i, 8);
        out += std::string(":") + "0123456789abcdef"[n / 16] + "0123456789abcdef"[n % 16];
    }
    return out;
}

/// What is said of an address that no host has; false where hosts may.
bool expect_no_host(expectation& e, oracle_host const& h)
{
    auto const name = test::text_of(h.a);
    std::size_t const width = h.a.size();
    auto const block = test::text_of(h.part(h.a)) + "/" + str(h.length);
    auto const host_bits = h.a.substr(h.length);
    if (is_group(h.a)) {
        e.step();
        e.add({name, group_mac(h.a)});
        e.add(is_v4(h.a) ? std::initializer_list<std::string>{"1112", "6.4"}
                         : std::initializer_list<std::string>{"2464", "7"});
    } else if (is_v4(h.a) ? octet(h.a, 0) == "127" : h.a == bits(127, '0') + "1") {
        e.step();
        e.add({name, is_v4(h.a) ? "1122" : "4291", is_v4(h.a) ? "3.2.1.3" : "2.5.3"});
    } else if (h.a == bits(width, '0')) {
        e.step();
        e.add({name, is_v4(h.a) ? "1122" : "4291", is_v4(h.a) ? "3.2.1.3" : "2.5.2"});
    } else if (h.a == bits(32, '1')) {
        e.step();
        e.add({name, "919"});
    } else if (is_v4(h.a) && h.length <= 30 && host_bits == bits(width - h.length, '0')) {
        e.step();
        e.add({name, block});
    } else if (is_v4(h.a) && h.length <= 30 && host_bits == bits(width - h.length, '1')) {
        e.step();
        e.add({name, block});
    } else
        return false;
    return true;
}

void expect_sending(expectation& e, oracle_host const& to, bool direct)
{
    auto const target = test::text_of(to.a);
    if (is_v4(to.a) && direct) e.add({target, "826"});
    if (is_v4(to.a) && !direct) e.add({"826", target, "1"});
    if (!is_v4(to.a) && direct) {
        auto const solicited_node =
            "1111111100000010" + bits(79, '0') + "1" + bits(8, '1') + to.a.substr(104);
        e.add({test::text_of(solicited_node), target, "4861", "7.2"});
    }
    if (!is_v4(to.a) && !direct) e.add({"4861", "7.2", target, "1"});
}

void expect_parting(expectation& e, oracle_host const& a, oracle_host const& b)
{
    auto const common = test::bits_in_common(a.a, b.a);
    std::size_t const width = a.a.size();
    e.step();
    if (common == width) return;
    auto const joined = test::text_of(test::and_of(a.a, test::mask_of(common, width))) + "/" + str(common);
    auto const place = [&] {
        std::size_t worth = 1;
        for (std::size_t i = common % (is_v4(a.a) ? 8 : 4); i + 1 < (is_v4(a.a) ? 8u : 4u); ++i) worth *= 2;
        if (is_v4(a.a))
            e.add(str(common / 8 + 1));
        else
            e.add({str(common % 16 / 4 + 1), str(common / 16 + 1)});
        e.add(str(worth));
    };
    if (common == 0) {
        place();
        e.add({"/0", joined});
        return;
    }
    if (common > 1) e.add(str(common));
    e.add(str(common + 1));
    place();
    e.add({"/" + str(common), test::text_of(test::mask_of(common, width)), joined});
}

void expect_delivery(expectation& e, oracle_host const& a, oracle_host const& b)
{
    bool const odd_a = expect_no_host(e, a);
    bool const odd_b = expect_no_host(e, b);
    if (odd_a || odd_b || a.a == b.a) return;
    bool const there = a.is_neighbor(b.a);
    bool const back = b.is_neighbor(a.a);
    e.step();
    expect_sending(e, b, there);
    if (there != back) {
        e.step();
        expect_sending(e, a, back);
    }
    bool const v4 = is_v4(a.a);
    if (!there && (is_link_local(a.a) || is_link_local(b.a))) {
        e.step();
        e.add({v4 ? "3927" : "4291", v4 ? "2.7" : "2.5.6"});
    }
    if (!v4 && is_link_local(a.a) && is_link_local(b.a)) {
        e.step();
        e.add({"4861", "5.1"});
    } else if (!v4 && there) {
        e.step();
        e.add({"5942", "4"});
    }
}

/// One step more where one address is private and the other public; which is public the registry's own test
/// says.
void expect_translation(expectation& e, bits const& a, bits const& b, std::string const& text)
{
    if (text.find("NAT, RFC 3022") == text.npos) return;
    BOOST_TEST(is_private(a) != is_private(b));
    auto const& inner = is_private(a) ? a : b;
    auto const& outer = is_private(a) ? b : a;
    e.step();
    e.add({test::text_of(inner), "1918", test::text_of(outer), "3022"});
}

std::vector<std::string> expected_for_two(oracle_host const& a, oracle_host const& b, std::string const& text)
{
    std::size_t const width = a.a.size();
    auto const common = test::bits_in_common(a.a, b.a);
    expectation e;
    auto const legend = [&] {
        if (!is_v4(a.a)) e.add({test::text_of(a.a), test::text_of(b.a)});
    };
    if (a.length == b.length) {
        e.step();
        legend();
        if (is_v4(a.a))
            e.add({"/" + str(a.length), "1122", "3.3.1.1"});
        else
            e.add({"4861", "5.2", "/" + str(a.length)});
        e.row(a.a, a.length);
        e.row(b.a, a.length);
        if (common < width) e.add(str(common + 1));
        e.row(test::mask_of(a.length, width), a.length);
        e.row(a.part(a.a), a.length);
        e.row(a.part(b.a), a.length);
        e.step();
        e.add(test::text_of(a.part(a.a)) + (a.is_neighbor(b.a) ? "/" + str(a.length) : ""));
        if (!a.is_neighbor(b.a)) e.add(test::text_of(a.part(b.a)));
    } else {
        for (auto const* viewer : {&a, &b}) {
            e.step();
            if (viewer == &a) legend();
            e.add("/" + str(viewer->length));
            e.row(test::mask_of(viewer->length, width), viewer->length);
            for (auto const* other : {&a, &b}) {
                e.row(other->a, viewer->length);
                if (is_v4(a.a))
                    e.add(test::text_of(viewer->part(other->a)));
                else
                    e.row(viewer->part(other->a), viewer->length);
            }
        }
    }
    expect_parting(e, a, b);
    expect_delivery(e, a, b);
    expect_translation(e, a.a, b.a, text);
    return e.all();
}

tools::host host_of(oracle_host const& h)
{
    return {test::text_of(h.a), {address_of(h.a), {}}, static_cast<unsigned>(h.length), true};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_explain_oracle)

BOOST_AUTO_TEST_CASE(every_number_of_a_description_is_right)
{
    random_cases random;
    for (std::size_t n = 0; n < cases; ++n) {
        auto const a = random.address(n % 2 == 0 ? 32 : 128);
        auto const length = random.below(a.size() + 1);
        auto const address = address_of(a);
        auto const text = shown(tools::explain_prefix(address, {address, static_cast<unsigned>(length)}));
        auto const seen = test::numbers_in(text);
        auto const expected = expected_for_prefix(a, length);
        BOOST_TEST_REQUIRE(first_difference(seen, expected) == "", first_difference(seen, expected) << "\n"
                                                                                                    << text);
        check_lines(text);
        auto const lines = std::count(text.begin(), text.end(), '\n');
        BOOST_TEST(lines <= (is_v4(a) ? 23 : 24), text);
    }
}

BOOST_AUTO_TEST_CASE(every_number_of_a_comparison_is_right)
{
    random_cases random;
    for (std::size_t n = 0; n < cases; ++n) {
        oracle_host a{random.address(n % 2 == 0 ? 32 : 128), 0};
        oracle_host b{random.near(a.a), 0};
        a.length = random.below(a.a.size() + 1);
        b.length = random.below(3) == 0 ? random.below(a.a.size() + 1) : a.length;
        auto const text = shown(tools::explain_comparison({host_of(a), host_of(b)}));
        auto const seen = test::numbers_in(text);
        auto const expected = expected_for_two(a, b, text);
        BOOST_TEST_REQUIRE(first_difference(seen, expected) == "", first_difference(seen, expected) << "\n"
                                                                                                    << text);
        check_lines(text);
        if (a.length != b.length) continue;
        auto const verdict = unwrapped(text);
        BOOST_TEST((verdict.find("The results are equal: one subnet") != text.npos) == a.is_neighbor(b.a),
                   text);
        BOOST_TEST((verdict.find("differ: different subnets") != text.npos) != a.is_neighbor(b.a), text);
    }
}

BOOST_AUTO_TEST_CASE(every_number_of_a_shared_prefix_is_right)
{
    random_cases random;
    for (std::size_t n = 0; n < cases; ++n) {
        oracle_host a{random.address(n % 2 == 0 ? 32 : 128), 0};
        oracle_host b{random.near(a.a), 0};
        std::size_t const width = a.a.size();
        auto const common = test::bits_in_common(a.a, b.a);
        auto const mask = test::mask_of(common, width);
        expectation e;
        e.step();
        if (!is_v4(a.a)) e.add({test::text_of(a.a), test::text_of(b.a)});
        e.row(a.a, common);
        e.row(b.a, common);
        if (common < width) e.add(str(common + 1));
        e.row(mask, common);
        e.row(test::and_of(a.a, mask), common);
        expect_parting(e, a, b);
        if (common < width) {
            e.step();
            e.add({"2^" + str(width - common), test::power_of_two(width - common)});
        }
        auto const shared = ip::prefix(address_of(a.a), static_cast<unsigned>(common));
        auto const text = shown(tools::explain_shared_prefix({host_of(a), host_of(b)}, shared));
        BOOST_TEST_REQUIRE(first_difference(test::numbers_in(text), e.all()) == "",
                           first_difference(test::numbers_in(text), e.all()) << "\n"
                                                                             << text);
        check_lines(text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
