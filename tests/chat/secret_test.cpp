#include "netbasics/chat/auth_backoff.hpp"
#include "netbasics/chat/secret.hpp"

#include <boost/test/unit_test.hpp>

using namespace netbasics::chat;
using namespace std::chrono_literals;

namespace {

std::string challenge_of(secret_gate const& gate)
{
    auto line = gate.challenge();
    line.pop_back();  // the line end
    return line;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chat_secret)

BOOST_AUTO_TEST_CASE(both_ends_show_that_they_know_it)
{
    secret_keeper const keeper("open sesame");
    secret_gate const gate(keeper);
    auto const proof = secret_proof::read(challenge_of(gate), "open sesame", "connection 1");
    BOOST_TEST_REQUIRE(proof.has_value());
    auto const line = proof->line().substr(0, proof->line().size() - 1);
    auto const verdict = gate.judge(line + "\r", "connection 1");
    BOOST_TEST(verdict.passed);
    BOOST_TEST(proof->is_answered_by(verdict.answer.substr(0, verdict.answer.size() - 1)));
    BOOST_TEST(!proof->is_answered_by(std::string(secret_words::known) + std::string(64, '0')));
    BOOST_TEST(!proof->is_answered_by(std::string(secret_words::known) + line.substr(line.rfind(' ') + 1)));

    BOOST_TEST(!gate.judge(line, "connection 2").passed);                 // passed on by somebody between
    BOOST_TEST(!secret_gate(keeper).judge(line, "connection 1").passed);  // said again
    auto wrong = line;
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    BOOST_TEST(!gate.judge(wrong, "connection 1").passed);
    auto const guess = secret_proof::read(challenge_of(gate), "open barley", "connection 1");
    BOOST_TEST(!gate.judge(guess->line().substr(0, guess->line().size() - 1), "connection 1").passed);
    for (auto const* other : {"", "/proof", "/proof ", "/proof x y", "hello", "/secret", "/proof 00 00"})
        BOOST_TEST(!gate.judge(other, "connection 1").passed);
}

BOOST_AUTO_TEST_CASE(it_may_be_typed_where_nobody_can_read_it)
{
    secret_keeper const keeper("open sesame");
    secret_gate const gate(keeper);
    BOOST_TEST(gate.judge("/secret open sesame", "tls").passed);
    BOOST_TEST(gate.judge("/secret open sesame\r", "tls").passed);
    BOOST_TEST(!gate.judge("/secret open sesame ", "tls").passed);
    auto const in_clear = gate.judge("/secret open sesame", "");
    BOOST_TEST(!in_clear.passed);
    BOOST_TEST(in_clear.needs_tls);
}

BOOST_AUTO_TEST_CASE(only_a_challenge_is_answered)
{
    for (auto const* line :
         {"", "* welcome", "* secret wanted: ", "* secret wanted: 00 00",
          "* secret wanted: 00112233445566778899AABBCCDDEEFF 00112233445566778899aabbccddeeff"})
        BOOST_TEST(!secret_proof::read(line, "open sesame", "").has_value());
}

BOOST_AUTO_TEST_CASE(who_guesses_waits_longer_each_time)
{
    auth_backoff delays;
    auto const a = boost::asio::ip::make_address("192.0.2.1");
    auto const b = boost::asio::ip::make_address("2001:db8::1");
    auth_backoff::clock::time_point now{};
    BOOST_TEST((delays.next(a, now) == 1s));
    BOOST_TEST((delays.next(a, now) == 2s));
    BOOST_TEST((delays.next(b, now) == 1s));
    for (int i = 0; i < 5; ++i) delays.next(a, now);
    BOOST_TEST((delays.next(a, now) == 8s));
    BOOST_TEST((delays.next(a, now + 11min) == 1s));
    for (unsigned i = 0; i < 10'000; ++i)  // a bounded memory, and the last ones are in it
        delays.next(boost::asio::ip::make_address_v4(i), now + 11min);
    BOOST_TEST((delays.next(boost::asio::ip::make_address_v4(9'999), now + 11min) == 2s));
}

BOOST_AUTO_TEST_SUITE_END()
