#include "netbasics/room/event.hpp"

#include "netbasics/room/name.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/timestamp.hpp"
#include "netbasics/text/utf8.hpp"

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <iterator>

namespace netbasics::room {
namespace {

constexpr std::string_view words[] = {"message", "join", "leave", "rename", "notice", "here", "current"};
constexpr std::size_t most_values = 1000;

}  // namespace

shared_line event::plain() const
{
    std::string line;
    line.reserve(from.size() + text.size() + 4);
    if (kind == event_kind::message)
        line.append(from).append(": ");
    else
        line.append("* ");
    line.append(terminal::harmless(text)).push_back('\n');
    return std::make_shared<std::string const>(std::move(line));
}

shared_line event::json() const
{
    boost::json::object object;
    if (seq == 0)
        object["seq"] = nullptr;
    else
        object["seq"] = seq;
    object["time"] = text::timestamp(time);
    if (from.empty())
        object["from"] = nullptr;
    else
        object["from"] = from;
    object["text"] = text;
    object["event"] = words[static_cast<std::size_t>(kind)];
    if (!token.empty()) object["token"] = token;
    if (!code.empty()) {
        object["code"] = code;
        object["values"] = boost::json::array(values.begin(), values.end());
    }
    return std::make_shared<std::string const>(boost::json::serialize(object) + '\n');
}

event cleaned(event what)
{
    if (!what.from.empty()) what.from = safe_name(what.from).value_or("?");
    what.text = text::to_valid_utf8(what.text.substr(0, what.text.find('\n')));
    for (auto& value : what.values) value = text::to_valid_utf8(value);
    what.token.clear();
    return what;
}

std::optional<event> event_from_json(std::string_view line)
{
    boost::json::monotonic_resource memory;
    boost::json::error_code problem;
    boost::json::parse_options strict;
    strict.max_depth = 2;
    auto const value = boost::json::parse(line, problem, &memory, strict);
    if (problem) return std::nullopt;
    return event_from_value(value);
}

std::optional<event> event_from_value(boost::json::value const& value)
{
    auto const* const object = value.if_object();
    if (object == nullptr) return std::nullopt;
    auto const* const seq = object->if_contains("seq");
    auto const* const time = object->if_contains("time");
    auto const* const from = object->if_contains("from");
    auto const* const text = object->if_contains("text");
    auto const* const kind = object->if_contains("event");
    if (seq == nullptr || time == nullptr || from == nullptr || text == nullptr || kind == nullptr)
        return std::nullopt;
    if (!time->is_string() || !text->is_string() || !kind->is_string()) return std::nullopt;
    if (!from->is_string() && !from->is_null()) return std::nullopt;
    boost::json::error_code not_a_number;
    auto const number = seq->is_null() ? 0 : seq->to_number<std::uint64_t>(not_a_number);
    auto const when = text::read_timestamp(time->get_string());
    auto const word = std::find(std::begin(words), std::end(words), std::string_view(kind->get_string()));
    if (not_a_number || !when || word == std::end(words)) return std::nullopt;
    auto const string_at = [&](char const* key) {
        auto const* const found = object->if_contains(key);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
    };
    std::vector<std::string> values;
    if (auto const* const all = object->if_contains("values"); all != nullptr && all->is_array())
        for (auto const& one : all->get_array())
            if (one.is_string() && values.size() < most_values) values.emplace_back(one.get_string());
    return event{number,
                 *when,
                 from->is_null() ? std::string() : std::string(from->get_string()),
                 std::string(text->get_string()),
                 static_cast<event_kind>(word - std::begin(words)),
                 string_at("token"),
                 string_at("code"),
                 std::move(values)};
}

}  // namespace netbasics::room
