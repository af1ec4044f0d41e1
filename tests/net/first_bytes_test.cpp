#include "netbasics/net/first_bytes.hpp"

#include "netbasics/net/telnet_filter.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

using namespace std::string_literals;
using netbasics::net::recognise;
using netbasics::net::spoken;
using netbasics::net::telnet_filter;

namespace {

struct row {
    std::string bytes;
    spoken what;
};

std::ostream& operator<<(std::ostream& out, row const& r) { return out << r.bytes; }

row const rows[] = {
    {"\x16\x03\x01\x02\x00"s, spoken::tls},
    {"\x15\x03\x03\x00\x02"s, spoken::tls},
    {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", spoken::http_request},
    {"POST /a HTTP/1.0\r\n\r\n", spoken::http_request},
    {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", spoken::http_request},
    {"GET up, it is late\n", spoken::text},  // said by a person
    {"GET\n", spoken::text},
    {"HTTP/1.1 400 Bad Request\r\n", spoken::http_answer},
    {"HTTP is a protocol\n", spoken::text},
    {"SSH-2.0-OpenSSH_9.2\r\n", spoken::ssh},
    {"SSH is a protocol\n", spoken::text},
    {"\xff\xfb\x1f", spoken::telnet},
    {"\xff\xff", spoken::text},
    {"你好\n", spoken::text},
    {"", spoken::text},
};

struct negotiation {
    std::string bytes;
    std::string text;
};

std::ostream& operator<<(std::ostream& out, negotiation const& n) { return out << n.text; }

negotiation const negotiations[] = {
    {"plain\n", "plain\n"},
    {"a\xff\xfb\x01"
     "b\xff\xf1"
     "c",
     "abc"},
    {"\xff\xfa\x1f\x00\x50\x00\x0a\xff\xf0hi\n"s, "hi\n"},  // a line feed inside
    {"\xff\xfa\x18\xff\xff\xff\xf0hi"s, "hi"},              // 255 inside is doubled
    {"a\xff\xff"
     "b",
     "a\xff"
     "b"},
    {"\xff\x41", "\x41"},  // no command
};

}  // namespace

BOOST_AUTO_TEST_SUITE(net_first_bytes)

BOOST_DATA_TEST_CASE(other_protocols_are_recognised, boost::unit_test::data::make(rows))
{
    BOOST_TEST((recognise(sample.bytes) == sample.what));
}

BOOST_DATA_TEST_CASE(negotiation_is_taken_out_wherever_it_is_cut, boost::unit_test::data::make(negotiations))
{
    for (std::size_t cut = 0; cut <= sample.bytes.size(); ++cut) {
        telnet_filter filter;
        std::string text;
        for (auto part : {sample.bytes.substr(0, cut), sample.bytes.substr(cut)}) {
            part.resize(filter.take(part));
            text += part;
        }
        BOOST_TEST(text == sample.text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
