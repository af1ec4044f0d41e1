#include "support/browser.hpp"

#include "netbasics/text/utf8.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <vector>

namespace netbasics::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace json = boost::json;

namespace {

setting how_to_start()
{
    setting how;
    how.program = browser::driver_program;
    return how;
}

/// "ChromeDriver was started successfully on port 40123."
std::string port_of_driver(running_program& driver)
{
    if (!driver.wait_for_output("successfully on port ", 60'000))
        throw std::runtime_error("chromedriver does not start");
    auto const& said = driver.output();
    auto const from = said.find("successfully on port ") + 21;
    while (said.find('.', from) == said.npos) driver.wait_for_output("\n", 100);
    return said.substr(from, said.find('.', from) - from);
}

std::string decoded_base64(std::string_view text)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned value = 0;
    int bits = 0;
    for (auto const c : text) {
        auto const digit = digits.find(c);
        if (digit == digits.npos) break;
        value = value << 6 | static_cast<unsigned>(digit);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<char>(value >> bits & 0xff));
    }
    return bytes;
}

}  // namespace

browser::browser(look how)
    : driver_({"--port=0"}, running_program::at::pipes, how_to_start()), port_(port_of_driver(driver_))
{
    json::array arguments{"--headless=new", "--disable-gpu", "--user-data-dir=" + profile_.path(),
                          "--lang=" + how.language,
                          "--window-size=" + std::to_string(how.width) + ',' + std::to_string(how.height)};
    if (::geteuid() == 0) arguments.emplace_back("--no-sandbox");
    json::object const chrome{{"binary", program},
                              {"args", arguments},
                              {"prefs", json::object{{"intl.accept_languages", how.language}}}};
    json::object const wanted{{"goog:chromeOptions", chrome},
                              {"goog:loggingPrefs", json::object{{"browser", "ALL"}}}};
    auto const made =
        ask("POST", "/session", json::object{{"capabilities", json::object{{"alwaysMatch", wanted}}}});
    session_ = made.at("sessionId").as_string();
    if (auto const* const process = made.at("capabilities").as_object().if_contains("goog:processID"))
        process_ = process->to_number<pid_t>();
    try {
        command("Emulation.setDeviceMetricsOverride", {{"width", how.width},
                                                       {"height", how.height},
                                                       {"deviceScaleFactor", 1},
                                                       {"mobile", how.width < 600}});
        json::array const features{
            json::object{{"name", "prefers-color-scheme"}, {"value", how.dark ? "dark" : "light"}}};
        command("Emulation.setEmulatedMedia", {{"features", features}});
    } catch (...) {
        end();
        throw;
    }
}

browser::~browser() { end(); }

void browser::end()
{
    try {
        ask("DELETE", "/session/" + session_, nullptr);
    } catch (std::exception const&) {
        // it is killed then
    }
    std::ifstream in("/proc/" + std::to_string(process_) + "/cmdline");
    std::string const words{std::istreambuf_iterator<char>(in), {}};
    if (process_ > 0 && words.find(profile_.path()) != words.npos) ::kill(process_, SIGKILL);
}

json::value browser::ask(std::string const& method, std::string const& path, json::value const& body)
{
    asio::io_context context;
    beast::tcp_stream stream(context);
    http::request<http::string_body> request(http::string_to_verb(method), path, 11);
    request.set(http::field::host, "127.0.0.1:" + port_);
    request.set(http::field::content_type, "application/json");
    if (!body.is_null()) request.body() = json::serialize(body);
    request.prepare_payload();
    http::response_parser<http::string_body> answer;
    answer.body_limit(std::uint64_t{64} << 20);
    beast::flat_buffer buffer;
    boost::system::error_code problem = asio::error::timed_out;
    stream.expires_after(std::chrono::seconds(60));
    auto const port = static_cast<asio::ip::port_type>(std::stoul(port_));
    stream.async_connect(asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), port), [&](auto failed) {
        problem = failed;
        if (failed) return;
        http::async_write(stream, request, [&](auto not_written, std::size_t) {
            problem = not_written;
            if (not_written) return;
            http::async_read(stream, buffer, answer, [&](auto not_read, std::size_t) { problem = not_read; });
        });
    });
    context.run();
    if (problem) throw std::runtime_error("chromedriver: " + problem.message());
    auto const value = json::parse(answer.get().body()).at("value");
    if (answer.get().result() != http::status::ok)
        throw std::runtime_error(path + ": " + json::serialize(value));
    return value;
}

json::value browser::in_session(std::string const& path, json::value const& body)
{
    return ask("POST", "/session/" + session_ + path, body);
}

void browser::open(std::string const& url) { in_session("/url", json::object{{"url", url}}); }

json::value browser::run(std::string const& body)
{
    return in_session("/execute/sync", json::object{{"script", body}, {"args", json::array{}}});
}

std::string browser::text(std::string const& expression)
{
    auto const value = run("return String(" + expression + ")");
    return std::string(value.as_string());
}

bool browser::wait_for(std::string const& expression, int milliseconds)
{
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    for (;;) {
        if (run("return !!(" + expression + ")").as_bool()) return true;
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

void browser::type(std::string_view keys)
{
    json::array actions;
    std::vector<std::string_view> held;
    auto const add = [&](char const* what, std::string_view key) {
        actions.push_back(json::object{{"type", what}, {"value", key}});
    };
    while (!keys.empty()) {
        auto const bytes = text::decode_utf8(keys).bytes;
        auto const key = keys.substr(0, bytes);
        keys.remove_prefix(bytes);
        add("keyDown", key);
        if (key == shift_key)
            held.push_back(key);
        else
            add("keyUp", key);
    }
    for (auto const key : held) add("keyUp", key);
    json::object const keyboard{{"type", "key"}, {"id", "keyboard"}, {"actions", actions}};
    in_session("/actions", json::object{{"actions", json::array{keyboard}}});
}

std::string browser::complaints()
{
    std::string all;
    auto const entries = in_session("/se/log", json::object{{"type", "browser"}});
    for (auto const& entry : entries.as_array())
        if (entry.at("level").as_string() == "WARNING" || entry.at("level").as_string() == "SEVERE")
            all.append(entry.at("message").as_string()).push_back('\n');
    return all;
}

void browser::photograph(std::string const& path)
{
    auto const picture = ask("GET", "/session/" + session_ + "/screenshot", nullptr);
    std::ofstream(path, std::ios::binary) << decoded_base64(picture.as_string());
}

json::value browser::command(std::string const& name, json::object parameters)
{
    return in_session("/goog/cdp/execute", json::object{{"cmd", name}, {"params", std::move(parameters)}});
}

}  // namespace netbasics::test
