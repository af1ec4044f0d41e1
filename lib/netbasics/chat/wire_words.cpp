#include "netbasics/chat/wire_words.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/net/first_bytes.hpp"

#include <algorithm>
#include <iterator>

namespace netbasics::chat {
namespace {

constexpr char const* refusals[] = {
    translatable("{0} is denied here"),
    translatable("{0} is not among those allowed here"),
    translatable("TLS is spoken here"),
    translatable("no TLS is spoken here"),
    translatable("the room is full: {0} are here"),
    translatable("{0} callers from your address are here, and that is the limit"),
    translatable("{0} callers from your address have said nothing yet, and that is the limit"),
    translatable("too many calls from your address; try again in a minute"),
    translatable("your address is banned here"),
    translatable("that is not the secret"),
    translatable("a typed secret could be read on the way here: use TLS"),
    translatable("another caller is being served; try again later"),
};

constexpr char const* elsewhere = translatable("you are here over another connection now");
constexpr char const* kicked = translatable("the operator has ended your connection");

bool is(std::string_view text, char const* sentence) { return text == sentence || text == tr(sentence); }

/// What stands in the place of {0}, empty where there is none; nothing where the sentence is another one.
std::optional<std::string_view> argument_of(std::string_view sentence, std::string_view pattern)
{
    auto const place = pattern.find("{0}");
    if (place == pattern.npos) return sentence == pattern ? std::optional(std::string_view()) : std::nullopt;
    auto const before = pattern.substr(0, place);
    auto const behind = pattern.substr(place + 3);
    if (sentence.size() <= before.size() + behind.size() || !sentence.starts_with(before) ||
        !sentence.ends_with(behind))
        return std::nullopt;
    auto const argument = sentence.substr(before.size(), sentence.size() - before.size() - behind.size());
    return argument.find(' ') == argument.npos ? std::optional(argument) : std::nullopt;
}

}  // namespace

std::optional<std::string> refusal_in(std::string_view line)
{
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with("* ")) return std::nullopt;
    line.remove_prefix(2);
    for (auto const* pattern : refusals) {
        auto argument = argument_of(line, pattern);
        if (!argument) argument = argument_of(line, tr(pattern));
        if (argument) return substitute(tr(pattern), {terminal::harmless(*argument)});
    }
    return std::nullopt;
}

bool is_room_greeting(std::string_view line)
{
    return line.starts_with("* ") && line.find("; /nick ") != line.npos;
}

std::string answer_to_stranger(std::string_view first)
{
    using net::spoken;
    switch (net::recognise(first)) {
    case spoken::tls:
        return "* no TLS is spoken here\n";
    case spoken::http_request: {
        std::string const body =
            "This port is a chat, not a web page: call it with netbasics connect, nc or telnet.\n"
            "serve --room --web serves a page, on a port of its own.\n";
        return "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
               "Content-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    case spoken::ssh:
    case spoken::http_answer:
        return "* this is a chat, and lines of text are spoken here\n";
    case spoken::text:
    case spoken::telnet:
        break;
    }
    return {};
}

last_notice last_notice_in(std::string_view text)
{
    if (is(text, room_closed)) return last_notice::closed;
    if (is(text, elsewhere)) return last_notice::replaced;
    if (is(text, kicked)) return last_notice::removed;
    return last_notice::none;
}

}  // namespace netbasics::chat
