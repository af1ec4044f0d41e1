#include "netbasics/chat/failure_delays.hpp"
#include "netbasics/chat/secret.hpp"

#include <boost/test/unit_test.hpp>

using namespace netbasics::chat;
using namespace std::chrono_literals;

namespace {

/// Stretching takes a while: one for all.
secret_keeper const& keeper()
{
    static secret_keeper const one("open sesame");
    return one;
}

secret_proof proof_for(secret_gate const& gate, std::string_view secret, std::string const& binding = {})
{
    auto const challenge = gate.challenge();
    return secret_proof::read(challenge.substr(0, challenge.size() - 1), secret, binding).value();
}

std::string without_end(std::string const& line) { return line.substr(0, line.size() - 1); }

}  // namespace

BOOST_AUTO_TEST_SUITE(chat_secret)

BOOST_AUTO_TEST_CASE(those_who_know_it_show_it_to_each_other)
{
    secret_gate const gate(keeper());
    auto const proof = proof_for(gate, "open sesame");
    auto const verdict = gate.judge(without_end(proof.line()), {});
    BOOST_TEST(verdict.passed);
    BOOST_TEST(proof.is_answered_by(without_end(verdict.answer)));
    BOOST_TEST(gate.judge(without_end(proof.line()) + '\r', {}).passed);  // telnet's line end
}

BOOST_AUTO_TEST_CASE(the_secret_is_in_no_line)
{
    secret_gate const gate(keeper());
    auto const proof = proof_for(gate, "open sesame");
    auto const verdict = gate.judge(without_end(proof.line()), {});
    for (auto const& line : {gate.challenge(), proof.line(), verdict.answer})
        BOOST_TEST(line.find("sesame") == line.npos);
}

BOOST_AUTO_TEST_CASE(a_wrong_secret_proves_nothing_either_way)
{
    secret_gate const gate(keeper());
    auto const wrong = proof_for(gate, "open barley");
    BOOST_TEST(!gate.judge(without_end(wrong.line()), {}).passed);
    BOOST_TEST(gate.judge(without_end(wrong.line()), {}).answer.empty());

    // A server that does not know it cannot answer, nor can it send the caller's proof back.
    auto const right = proof_for(gate, "open sesame");
    auto const own = std::string(secret_words::known) +
                     without_end(right.line()).substr(right.line().rfind(' ') + 1);
    BOOST_TEST(!right.is_answered_by(own));
    BOOST_TEST(!right.is_answered_by(secret_words::known));
    BOOST_TEST(!right.is_answered_by(""));
}

BOOST_AUTO_TEST_CASE(a_proof_is_good_for_one_call)
{
    secret_gate const one(keeper());
    secret_gate const next(keeper());
    auto const proof = proof_for(one, "open sesame");
    BOOST_TEST(one.judge(without_end(proof.line()), {}).passed);
    BOOST_TEST(!next.judge(without_end(proof.line()), {}).passed);
}

BOOST_AUTO_TEST_CASE(a_proof_is_good_for_one_connection)
{
    secret_gate const gate(keeper());
    auto const proof = proof_for(gate, "open sesame", std::string(32, 'a'));
    BOOST_TEST(gate.judge(without_end(proof.line()), std::string(32, 'a')).passed);
    BOOST_TEST(!gate.judge(without_end(proof.line()), std::string(32, 'b')).passed);
    BOOST_TEST(!gate.judge(without_end(proof.line()), {}).passed);
}

BOOST_AUTO_TEST_CASE(a_typed_secret_needs_tls)
{
    secret_gate const gate(keeper());
    auto const binding = std::string(32, 'a');
    BOOST_TEST(gate.judge("/secret open sesame", binding).passed);
    BOOST_TEST(!gate.judge("/secret open barley", binding).passed);
    BOOST_TEST(!gate.judge("/secret open sesame", binding).needs_tls);
    BOOST_TEST(!gate.judge("/secret ", binding).passed);
    auto const in_clear = gate.judge("/secret open sesame", {});
    BOOST_TEST(!in_clear.passed);
    BOOST_TEST(in_clear.needs_tls);
}

BOOST_AUTO_TEST_CASE(broken_lines_are_refused)
{
    secret_gate const gate(keeper());
    auto const proof = without_end(proof_for(gate, "open sesame").line());
    for (std::size_t i = 0; i < proof.size(); ++i) BOOST_TEST(!gate.judge(proof.substr(0, i), {}).passed);
    for (auto const& line : {std::string(), proof + '0', ' ' + proof, proof + " 0", std::string("/proof  ")})
        BOOST_TEST(!gate.judge(line, {}).passed);

    auto const challenge = without_end(gate.challenge());
    BOOST_TEST(secret_proof::read(challenge, "x", {}).has_value());
    for (std::size_t i = 0; i < challenge.size(); i += 7)
        BOOST_TEST(!secret_proof::read(challenge.substr(0, i), "x", {}).has_value());
    BOOST_TEST(!secret_proof::read(challenge + '0', "x", {}).has_value());
}

BOOST_AUTO_TEST_CASE(each_server_has_a_salt_of_its_own)
{
    secret_keeper const other("open sesame");
    BOOST_TEST(other.salt() != keeper().salt());
    BOOST_TEST(other.key() != keeper().key());
}

BOOST_AUTO_TEST_CASE(delays_grow_for_one_address_alone_and_are_forgotten)
{
    failure_delays delays;
    auto const one = boost::asio::ip::make_address("192.0.2.1");
    auto const other = boost::asio::ip::make_address("2001:db8::1");
    failure_delays::clock::time_point const start{};
    for (auto const expected : {1s, 2s, 4s, 8s, 8s, 8s}) BOOST_TEST((delays.next(one, start) == expected));
    BOOST_TEST((delays.next(other, start) == 1s));
    BOOST_TEST((delays.next(one, start + 9min) == 8s));
    BOOST_TEST((delays.next(one, start + 20min) == 1s));
}

BOOST_AUTO_TEST_CASE(too_many_addresses_push_out_the_oldest)
{
    failure_delays delays;
    failure_delays::clock::time_point const start{};
    auto const address = [](std::size_t n) {
        return boost::asio::ip::address_v4(static_cast<std::uint32_t>(0xC000'0000 + n));
    };
    for (std::size_t i = 0; i <= failure_delays::most_addresses; ++i)
        delays.next(address(i), start + std::chrono::milliseconds(i));
    auto const now = start + 5s;
    BOOST_TEST((delays.next(address(1), now) == 2s));  // still known
    BOOST_TEST((delays.next(address(0), now) == 1s));  // pushed out
}

BOOST_AUTO_TEST_SUITE_END()
