// What a request is answered with, without a network.

#include "netbasics/web/answer.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace netbasics;
using what = web::answer::what;

namespace {

namespace data = boost::unit_test::data;

web::called_names const names({"lab.example.org", "lab"});

what status_of(web::question const& asked) { return web::answer_to(asked, names).status; }

struct host_row {
    std::string_view host;
    bool admitted;
};

std::ostream& operator<<(std::ostream& out, host_row const& row) { return out << '\'' << row.host << '\''; }

constexpr host_row hosts[] = {
    {"127.0.0.1", true},
    {"127.0.0.1:8080", true},
    {"192.0.2.7:8080", true},  // an address cannot be turned to another by its name's owner
    {"[::1]", true},
    {"[::1]:8080", true},
    {"[2001:db8::1]:8080", true},
    {"localhost", true},
    {"LocalHost:8080", true},
    {"lab", true},
    {"LAB.example.ORG:8080", true},
    {"", false},
    {":8080", false},
    {"evil.example", false},
    {"lab.evil.example", false},
    {"evil.example:8080", false},
    {"127.0.0.1.evil.example", false},
    {"127.1", false},  // a browser writes all four octets
    {"localhost.evil.example", false},
    {"localhost:", false},
    {"localhost:80 80", false},
    {"localhost:808080", false},
    {"[::1", false},
    {"[::1]evil", false},
    {"[localhost]", false},
    {"::1", false},
};

struct origin_row {
    std::string_view origin;
    std::string_view host;
    bool secure;
    bool same;
};

std::ostream& operator<<(std::ostream& out, origin_row const& row)
{
    return out << row.origin << " at " << row.host;
}

constexpr origin_row origins[] = {
    {"http://127.0.0.1:8080", "127.0.0.1:8080", false, true},
    {"http://LAB:8080", "lab:8080", false, true},
    {"https://lab:8080", "lab:8080", true, true},
    {"http://[::1]:8080", "[::1]:8080", false, true},
    {"http://lab:8080", "lab:8080", true, false},  // a page in the clear, and a room over TLS
    {"https://lab:8080", "lab:8080", false, false},
    {"http://lab:8081", "lab:8080", false, false},  // another server of this machine
    {"http://lab", "lab:8080", false, false},
    {"http://localhost:8080", "127.0.0.1:8080", false, false},
    {"http://evil.example", "lab:8080", false, false},
    {"http://lab:8080.evil.example", "lab:8080", false, false},
    {"null", "lab:8080", false, false},  // a sandboxed frame, a file
    {"", "lab:8080", false, false},
    {"http://", "", false, false},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(web_answer)

BOOST_DATA_TEST_CASE(a_host_is_this_machine_or_not, data::make(hosts))
{
    BOOST_TEST(names.admits(sample.host) == sample.admitted);
}

BOOST_DATA_TEST_CASE(an_origin_is_the_host_or_not, data::make(origins))
{
    BOOST_TEST(web::is_same_origin(sample.origin, sample.host, sample.secure) == sample.same);
}

BOOST_AUTO_TEST_CASE(every_file_of_the_page_is_answered_and_known_again)
{
    BOOST_TEST(web::page_files().size() >= 5u);
    for (auto const& file : web::page_files()) {
        BOOST_TEST_CONTEXT(file.path)
        {
            for (auto const method : {"GET", "HEAD"}) {
                auto const a = web::answer_to({.method = method, .target = file.path, .host = "lab"}, names);
                BOOST_TEST((a.status == what::file));
                BOOST_TEST((a.file == &file));
            }
            auto const again = [&](std::string const& tags) {
                return status_of({.method = "GET", .target = file.path, .host = "lab", .known_tag = tags});
            };
            auto const tag = std::string(file.tag);
            BOOST_TEST((again(tag) == what::unchanged));
            BOOST_TEST((again("W/" + tag) == what::unchanged));
            BOOST_TEST((again("\"other\", " + tag) == what::unchanged));
            BOOST_TEST((again("\"other\"") == what::file));
        }
    }
}

BOOST_AUTO_TEST_CASE(tags_and_paths_differ_from_file_to_file)
{
    auto const files = web::page_files();
    for (auto const& a : files)
        for (auto const& b : files)
            if (&a != &b) {
                BOOST_TEST(a.path != b.path);
                BOOST_TEST(a.tag != b.tag);
            }
}

BOOST_AUTO_TEST_CASE(what_is_not_the_page_is_refused_with_a_sentence)
{
    struct row {
        web::question asked;
        what status;
    };

    row const rows[] = {
        {{.method = "GET", .target = "/x", .host = "lab"}, what::not_found},
        {{.method = "GET", .target = "/../etc/passwd", .host = "lab"}, what::not_found},
        {{.method = "GET", .target = "//", .host = "lab"}, what::not_found},
        {{.method = "GET", .target = "http://lab/", .host = "lab"}, what::not_found},
        {{.method = "GET", .target = "", .host = "lab"}, what::not_found},
        {{.method = "POST", .target = "/", .host = "lab"}, what::wrong_method},
        {{.method = "OPTIONS", .target = "/main.js", .host = "lab"}, what::wrong_method},
        {{.method = "GET", .target = "/", .host = ""}, what::bad_request},
        {{.method = "GET", .target = "/", .host = "evil.example"}, what::wrong_host},
        {{.method = "GET", .target = "/room", .host = "lab"}, what::websocket_only},
        {{.method = "POST", .target = "/room", .host = "lab", .to_websocket = true}, what::websocket_only},
        {{.method = "GET", .target = "/room", .host = "lab", .to_websocket = true}, what::forbidden},
        {{.method = "GET",
          .target = "/room",
          .host = "lab",
          .origin = "http://evil.example",
          .to_websocket = true},
         what::forbidden},
        {{.method = "GET",
          .target = "/room",
          .host = "evil.example",
          .origin = "http://evil.example",
          .to_websocket = true},
         what::wrong_host},  // the name of another site, turned to this address
    };
    for (auto const& r : rows) {
        auto const a = web::answer_to(r.asked, names);
        BOOST_TEST_CONTEXT(r.asked.method << ' ' << r.asked.target << " at '" << r.asked.host << '\'')
        {
            BOOST_TEST((a.status == r.status));
            BOOST_TEST(a.file == nullptr);
            BOOST_TEST(!a.reason.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(the_room_is_open_to_its_own_page)
{
    BOOST_TEST((status_of({.method = "GET",
                           .target = "/room",
                           .host = "lab:8080",
                           .origin = "http://lab:8080",
                           .to_websocket = true}) == what::websocket));
    BOOST_TEST((status_of({.method = "GET",
                           .target = "/room?x",
                           .host = "[::1]:8080",
                           .origin = "http://[::1]:8080",
                           .to_websocket = true}) == what::websocket));
    BOOST_TEST((status_of({.method = "GET", .target = "/?from=somewhere", .host = "lab"}) == what::file));
}

BOOST_AUTO_TEST_CASE(a_strange_host_is_shown_and_not_obeyed)
{
    auto const a = web::answer_to({.method = "GET", .target = "/", .host = "\x1b[2J"}, names);
    BOOST_TEST(a.reason.find('\x1b') == a.reason.npos);
    BOOST_TEST(a.reason.find("␛[2J") != a.reason.npos);
}

BOOST_AUTO_TEST_CASE(a_proxy_in_front_is_an_origin_of_the_room)
{
    web::called_names const behind({"lab"}, "https://Chat.example.net:8443/");
    BOOST_TEST(behind.admits("chat.example.net"));
    BOOST_TEST(behind.admits("chat.example.net:8443"));
    BOOST_TEST(behind.is_proxy("https://chat.example.net:8443"));
    BOOST_TEST(!behind.is_proxy("https://chat.example.net"));
    BOOST_TEST(!behind.is_proxy("http://chat.example.net:8443"));
    BOOST_TEST(!behind.is_proxy("https://evil.example.net:8443"));
    BOOST_TEST(!web::called_names({"lab"}).is_proxy(""));
    for (auto const* url :
         {"chat.example.net", "https://", "ftp://x", "https://x/room", "https://a@x", "https://x y"})
        BOOST_TEST(web::origin_of(url) == "", url);
}

BOOST_AUTO_TEST_SUITE_END()
