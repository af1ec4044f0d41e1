// The page in a real browser, beside members that are no browsers.

#include "support/browser.hpp"
#include "support/needs.hpp"
#include "support/plain_socket.hpp"
#include "support/temporary_folder.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <csignal>
#include <memory>
#include <optional>
#include <thread>

using namespace netbasics::test;
using namespace std::string_literals;
using at = running_program::at;

namespace {

bool contains(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

std::string quoted(std::string const& text) { return boost::json::serialize(boost::json::string(text)); }

/// `serve --room --web` on ports that it can be started on again.
class room {
public:
    explicit room(std::vector<std::string> const& more = {}) : more_(more) { start("0", "0"); }

    void start(std::string const& port, std::string const& web_port)
    {
        std::vector<std::string> words{"serve", "--room", "--web=" + web_port, "--name", "op", port};
        words.insert(words.end(), more_.begin(), more_.end());
        program_.emplace(words, at::pipes);
        port_ = port_of(*program_);
        BOOST_TEST_REQUIRE(program_->wait_for_error("/\n"));
        auto const& said = program_->error_output();
        auto const from = said.find("http://");
        page_ = said.substr(from, said.find('\n', from) - from);
    }

    void kill()
    {
        program_->send_signal(SIGKILL);
        program_->wait();
    }

    void start_again()
    {
        auto const page = page_;
        start(port_, page.substr(page.rfind(':') + 1, page.size() - page.rfind(':') - 2));
        BOOST_TEST(page_ == page);
    }

    plain_socket join(std::string const& name) const
    {
        auto made = call(port_);
        made.send("/nick " + name + "\n/who\n");
        made.receive_until(" here: ");
        return made;
    }

    running_program& program() { return *program_; }

    std::string const& page() const { return page_; }

    std::string const& port() const { return port_; }

private:
    std::vector<std::string> more_;
    std::optional<running_program> program_;
    std::string port_;
    std::string page_;
};

/// A browser at a room's page, and what is seen there.
class visitor : public browser {
public:
    explicit visitor(room const& where, look how = {}) : browser(how)
    {
        open(where.page());
        BOOST_TEST_REQUIRE(is_connected());
    }

    bool is_connected() { return is_in("connected"); }

    bool is_in(std::string const& state)
    {
        return wait_for("document.querySelector('#state').dataset.state === " + quoted(state));
    }

    /// A message as it is shown, and of whom.
    bool sees(std::string const& text)
    {
        return wait_for(
            "[...document.querySelectorAll('#log > .message > .text')].some(p => p.textContent === " +
            quoted(text) + ")");
    }

    bool sees_notice(std::string const& text)
    {
        return wait_for(
            "[...document.querySelectorAll('#log > .notice > .text')].some(p => p.textContent === " +
            quoted(text) + ")");
    }

    /// All messages, a line each; the name where it is shown.
    std::string messages()
    {
        return text("[...document.querySelectorAll('#log > .message')].map(m => "
                    "(m.querySelector('.name') ? m.querySelector('.name').textContent + ': ' : '') + "
                    "m.querySelector('.text').textContent).join('\\n')");
    }

    bool people_are(std::string const& names)
    {
        return wait_for(
            "[...document.querySelectorAll('#names .name')].map(n => n.textContent).join(' ') === " +
            quoted(names));
    }

    std::string focus() { return text("document.activeElement.id"); }

    void say(std::string const& line) { type(line + std::string(enter_key)); }
};

/// The room's answers run into one another; only what comes is of interest.
std::string hears(plain_socket const& who, std::string const& line) { return who.receive_until(line + "\n"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(web_page, *needs_program(browser::program) * needs_program(browser::driver_program))

BOOST_AUTO_TEST_CASE(two_browsers_and_a_plain_member_talk)
{
    room r;
    auto const plain = r.join("张三");
    plain.send("before\n");
    BOOST_TEST(r.program().wait_for_output("张三: before\n"));
    visitor a(r);
    BOOST_TEST(a.focus() == "name");
    BOOST_TEST(a.sees("before"));  // history
    a.say("Ada");
    BOOST_TEST(a.focus() == "text");
    visitor b(r);
    b.say("李四");
    BOOST_TEST(a.people_are("Ada op 张三 李四"));
    BOOST_TEST(b.people_are("Ada op 张三 李四"));
    a.say("hello");
    b.say("你好");
    BOOST_TEST(contains(hears(plain, "李四: 你好"), "Ada: hello\n"));
    plain.send("大家好\n");
    r.program().type("welcome\n");
    for (auto* const who : {&a, &b}) {
        BOOST_TEST(who->sees("hello"));
        BOOST_TEST(who->sees("你好"));
        BOOST_TEST(who->sees("大家好"));
        BOOST_TEST(who->sees("welcome"));
    }
    BOOST_TEST(a.text("document.querySelectorAll('.message.own').length") == "1");
    plain.send("/nick 王五\n");
    BOOST_TEST(a.people_are("Ada op 李四 王五"));
    plain.send("/quit\n");
    BOOST_TEST(b.people_are("Ada op 李四"));
    BOOST_TEST(b.sees_notice("王五 has left"));
    for (auto* const who : {&a, &b}) BOOST_TEST(who->complaints() == "");
}

BOOST_AUTO_TEST_CASE(a_name_is_kept_and_taken_once)
{
    room r;
    visitor a(r);
    a.say("Ada");
    BOOST_TEST(a.sees_notice("Ada has come"));
    a.open(r.page());
    BOOST_TEST(a.is_connected());
    BOOST_TEST(a.wait_for("document.getElementById('own-name').textContent.startsWith('Ada')"));
    BOOST_TEST(a.focus() == "text");
    visitor b(r);
    b.say("<b>");  // no name
    BOOST_TEST(b.focus() == "name");
    BOOST_TEST(b.text("document.getElementById('name').getAttribute('aria-invalid')") == "true");
    BOOST_TEST(b.text("document.querySelectorAll('b').length") == "0");
}

BOOST_AUTO_TEST_CASE(what_would_harm_is_shown_as_text)
{
    room r;
    visitor a(r);
    auto const plain = r.join("m");
    auto const script =
        "<script>document.title='harmed'</script><img src=x onerror=\"document.title='harmed'\">"s;
    plain.send(script + "\n");
    plain.send("\u202Edlrow\u2066 \x1b[2J\u200B \x7f\u0085 \u2028end\n");
    BOOST_TEST(a.sees(script));
    BOOST_TEST(a.sees("\\u{202e}dlrow\\u{2066} ␛[2J\\u{200b} ␡\\u{85} \\u{2028}end"));
    BOOST_TEST(a.text("document.querySelectorAll('#log script, #log img').length") == "0");
    BOOST_TEST(a.text("document.title") == "Room");
    plain.send("e" + std::string(40, 'x') + "\n");
    plain.send("👩\u200D🔬 e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\n");
    BOOST_TEST(a.sees("👩\u200D🔬 e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"));
    // Right-to-left text runs so, and turns nothing else around.
    plain.send("שלום abc\n");
    BOOST_TEST(a.sees("שלום abc"));
    auto const last = "[...document.querySelectorAll('#log > .message > .text')].pop()"s;
    BOOST_TEST(a.text("getComputedStyle(" + last + ").direction") == "rtl");
    BOOST_TEST(a.text("getComputedStyle(document.querySelector('.message .by')).direction") == "ltr");
    BOOST_TEST(a.complaints() == "");
}

BOOST_AUTO_TEST_CASE(a_page_of_another_site_does_not_come_in)
{
    room r;
    auto const call_room = "window.seen = ''; window.room = new WebSocket(" +
                           quoted("ws" + r.page().substr(4) + "room") +
                           "); room.onopen = () => seen = 'open'; room.onclose = () => seen = 'closed';";
    plain_server other;
    std::atomic<bool> done = false;
    std::thread answers([&] {
        while (!done) {
            auto const caller = other.accept();
            if (caller.descriptor() < 0 || caller.receive(100).empty()) continue;
            caller.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: "
                        "close\r\n\r\nhi");
        }
    });
    {
        browser a;
        a.open("http://127.0.0.1:" + other.port() + "/");
        a.run(call_room);
        BOOST_TEST(a.wait_for("seen !== ''"));
        BOOST_TEST(a.text("seen") == "closed");
        auto const why = a.complaints();
        BOOST_TEST(contains(why, "403"), why);
        a.open(r.page());  // the same from its own page
        a.run(call_room);
        BOOST_TEST(a.wait_for("seen === 'open'"));
    }
    done = true;
    call(other.port());
    answers.join();
}

BOOST_AUTO_TEST_CASE(a_killed_server_costs_neither_a_line_nor_doubles_one)
{
    temporary_folder folder;
    room r({"--record", folder.path() + "/record.jsonl", "--sync", "always"});
    visitor a(r);
    a.say("Ada");
    a.say("one");
    BOOST_TEST(a.sees("one"));
    r.kill();
    BOOST_TEST(a.is_in("lost"));
    a.say("two");
    a.say("three");
    BOOST_TEST(a.wait_for("document.querySelectorAll('.waiting .message').length === 2"));
    r.start_again();
    auto const plain = r.join("m");
    plain.send("meanwhile\n");
    BOOST_TEST(a.wait_for("document.querySelector('#state').dataset.state === 'connected'", 60'000));
    BOOST_TEST(a.sees("three"));
    BOOST_TEST(a.sees("meanwhile"));
    BOOST_TEST(a.wait_for("document.querySelectorAll('.waiting .message').length === 0"));
    auto const heard = plain.receive_until("Ada: three\n");
    BOOST_TEST(contains(heard, "Ada: two\nAda: three\n"));
    auto const all = a.messages();
    for (auto const* const line : {"one", "two", "three", "meanwhile"}) {
        BOOST_TEST(contains(all, line));
        BOOST_TEST(all.find(line) == all.rfind(line), line);
    }
    BOOST_TEST(a.people_are("Ada m op"));
}

BOOST_AUTO_TEST_CASE(browsers_a_terminal_and_nc_talk_before_and_after_a_crash)
{
    temporary_folder const folder;
    room r({"--record", folder.path() + "/record", "--sync", "always"});
    visitor a(r);
    a.say("Ada");
    visitor b(r);
    b.say("李四");
    running_program terminal({"connect", "--room", "--name", "term", "127.0.0.1:" + r.port()}, at::terminal);
    setting how;
    how.program = "/usr/bin/nc";
    auto const start_nc = [&] {
        auto made = std::make_unique<running_program>(std::vector<std::string>{"127.0.0.1", r.port()},
                                                      at::pipes, how);
        made->type("/nick Nick\n/who\n");
        BOOST_TEST(made->wait_for_output(" here: "));
        return made;
    };
    auto nc = start_nc();
    BOOST_TEST(a.people_are("Ada Nick op term 李四"));
    auto const talk = [&](std::string const& when) {
        a.say("from Ada " + when);
        b.say("来自李四 " + when);
        terminal.type("from the terminal " + when + "\r");
        nc->type("from nc " + when + "\n");
        for (std::string const line : {"from Ada ", "来自李四 ", "from the terminal ", "from nc "}) {
            BOOST_TEST(a.sees(line + when), line + when);
            BOOST_TEST(b.sees(line + when), line + when);
            BOOST_TEST(terminal.wait_for_output(line + when), line + when);
            if (line != "from nc ") BOOST_TEST(nc->wait_for_output(": " + line + when), line + when);
        }
    };
    talk("before");
    r.kill();
    BOOST_TEST(a.is_in("lost"));
    r.start_again();
    for (auto* const who : {&a, &b})
        BOOST_TEST(who->wait_for("document.querySelector('#state').dataset.state === 'connected'", 60'000));
    nc = start_nc();
    BOOST_TEST(nc->wait_for_output("term"));
    BOOST_TEST(a.people_are("Ada Nick op term 李四"));
    talk("after");
    for (auto* const who : {&a, &b}) {
        auto const all = who->messages();
        for (std::string const line : {"from Ada ", "来自李四 ", "from the terminal ", "from nc "})
            for (std::string const when : {"before", "after"})
                BOOST_TEST(all.find(line + when) == all.rfind(line + when), line + when);
    }
}

BOOST_AUTO_TEST_CASE(a_room_that_begins_anew_is_read_from_its_beginning)
{
    room r;
    visitor a(r);
    a.say("Ada");
    for (auto const* const line : {"one", "two", "three"}) {
        a.say(line);
        BOOST_TEST(a.sees(line));
    }
    r.kill();
    BOOST_TEST(a.is_in("lost"));
    r.start_again();
    auto const plain = r.join("m");
    plain.send("first\n");
    BOOST_TEST(a.wait_for("document.querySelector('#state').dataset.state === 'connected'", 60'000));
    BOOST_TEST(a.sees("first"));
    plain.send("second\n");
    BOOST_TEST(a.sees("second"));
    auto const all = a.messages();
    BOOST_TEST(all.find("first") == all.rfind("first"));
}

BOOST_AUTO_TEST_CASE(farewells_leave_and_say_so)
{
    room r;
    auto const plain = r.join("m");
    visitor a(r);
    a.say("Ada");
    BOOST_TEST(a.sees_notice("Ada has come"));
    a.say("拜拜");
    BOOST_TEST(contains(hears(plain, "* Ada has left"), "Ada: 拜拜\n"));
    BOOST_TEST(a.is_in("left"));
    BOOST_TEST(a.text("document.getElementById('call').textContent") == "Come back");
    a.run("document.getElementById('call').focus()");
    a.type(enter_key);
    BOOST_TEST(a.is_connected());
    BOOST_TEST(contains(hears(plain, "* Ada has come"), "Ada has come"));
    a.say("/quit");
    BOOST_TEST(a.is_in("left"));
    BOOST_TEST(contains(hears(plain, "* Ada has left"), "Ada has left"));
}

BOOST_AUTO_TEST_CASE(a_secret_lets_in_and_is_asked_for_once)
{
    temporary_folder folder;
    auto const file = folder.file("secret", "open sesame\n");
    room r({"--secret-file", file});
    browser a;
    a.open(r.page());
    auto const is_in = [&](std::string const& state) {
        return a.wait_for("document.querySelector('#state').dataset.state === " + quoted(state), 60'000);
    };
    BOOST_TEST(is_in("secret"));
    BOOST_TEST(a.text("document.activeElement.id") == "secret");
    a.type("open barley" + std::string(enter_key));
    BOOST_TEST(is_in("refused"));
    BOOST_TEST(a.text("document.getElementById('state-text').textContent") ==
               "turned away: that is not the secret");
    a.run("document.getElementById('call').click()");
    BOOST_TEST(is_in("secret"));
    a.type("open sesame" + std::string(enter_key));
    BOOST_TEST(is_in("connected"));
    a.type("Ada" + std::string(enter_key) + "hello" + std::string(enter_key));
    BOOST_TEST(r.program().wait_for_output("Ada: hello\n"));
    r.kill();
    BOOST_TEST(is_in("lost"));
    r.start_again();
    BOOST_TEST(is_in("connected"));  // with the secret that it remembers
}

BOOST_AUTO_TEST_CASE(who_is_turned_away_is_told_why)
{
    room r({"--max-clients", "1"});
    auto const first = r.join("m");
    browser a;
    a.open(r.page());
    BOOST_TEST(a.wait_for("document.querySelector('#state').dataset.state === 'refused'"));
    BOOST_TEST(a.text("document.getElementById('state-text').textContent") ==
               "turned away: the room is full: 1 are here");
}

BOOST_AUTO_TEST_CASE(the_keyboard_is_enough)
{
    room r;
    auto const plain = r.join("m");
    visitor a(r, {.dark = false, .width = 390});
    a.type("Ada" + std::string(enter_key) + "one" + std::string(shift_key) + std::string(enter_key) + "two");
    BOOST_TEST(a.text("document.getElementById('text').value") == "one\nTWO");
    a.type(enter_key);
    BOOST_TEST(contains(hears(plain, "Ada: TWO"), "Ada: one\nAda: TWO\n"));
    // Tab goes round through all that can be used and out of the page: no trap.
    std::string round;
    for (int i = 0; i < 6; ++i) {
        a.type(tab_key);
        round += a.focus() + ' ';
        if (!a.focus().empty())
            BOOST_TEST(a.text("getComputedStyle(document.activeElement).outlineStyle") == "solid", a.focus());
    }
    BOOST_TEST(contains(round, "send "));
    BOOST_TEST(contains(round, "people-button log name-button "));
    a.run("document.getElementById('people-button').focus()");
    a.type(enter_key);
    BOOST_TEST(a.text("getComputedStyle(document.getElementById('people')).display") == "block");
    a.run("document.getElementById('name-button').focus()");
    a.type(enter_key);
    BOOST_TEST(a.focus() == "name");
    a.type(escape_key);
    BOOST_TEST(a.focus() == "name-button");
    a.type(enter_key);
    a.say("Grace");
    BOOST_TEST(contains(hears(plain, "* Ada is now Grace"), "Grace"));
    // An input method's Enter ends its composition; it sends nothing.
    a.run("const t = document.getElementById('text'); t.value = '你'; t.dispatchEvent(new "
          "KeyboardEvent('keydown', "
          "{key: 'Enter', isComposing: true, bubbles: true, cancelable: true}));");
    BOOST_TEST(a.text("document.getElementById('text').value") == "你");
    BOOST_TEST(a.text("document.documentElement.scrollWidth <= 390") == "true");
}

BOOST_AUTO_TEST_CASE(what_nobody_has_seen_is_counted)
{
    room r;
    auto const plain = r.join("m");
    visitor a(r);
    plain.send("seen\n");
    BOOST_TEST(a.sees("seen"));
    a.run("Object.defineProperty(document, 'hidden', {configurable: true, value: true});");
    plain.send("one\ntwo\n");
    BOOST_TEST(a.sees("two"));
    BOOST_TEST(a.text("document.title") == "(2) Room");
    BOOST_TEST(
        a.text("document.querySelector('.unread').nextElementSibling.querySelector('.text').textContent") ==
        "one");
    a.run("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'));");
    BOOST_TEST(a.text("document.title") == "Room");
}

BOOST_AUTO_TEST_CASE(it_speaks_chinese_and_is_dark_where_that_is_wanted)
{
    room r;
    visitor a(r, {.dark = true, .language = "zh-CN"});
    BOOST_TEST(a.text("document.documentElement.lang") == "zh");
    BOOST_TEST(a.text("document.getElementById('state-text').textContent") == "已连接");
    auto const light = "getComputedStyle(document.body).backgroundColor"s;
    BOOST_TEST(a.text(light) == "rgb(25, 26, 27)");
}

BOOST_AUTO_TEST_SUITE_END()
