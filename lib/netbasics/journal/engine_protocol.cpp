#include "netbasics/journal/engine_protocol.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace netbasics::journal {

namespace json = boost::json;

namespace {

constexpr std::pair<char const*, std::string engine_opening::*> texts[] = {
    {"urls", &engine_opening::urls},
    {"room", &engine_opening::room},
    {"server", &engine_opening::server},
    {"credentials", &engine_opening::credentials},
    {"authorities", &engine_opening::authorities},
};

constexpr std::pair<char const*, std::uint64_t engine_opening::*> numbers[] = {
    {"behind", &engine_opening::behind},
    {"history", &engine_opening::history},
    {"replicas", &engine_opening::replicas},
    {"keep", &engine_opening::keep},
};

}  // namespace

std::string to_json(engine_opening const& what)
{
    json::object object;
    for (auto const& [key, member] : texts) object[key] = what.*member;
    for (auto const& [key, member] : numbers) object[key] = what.*member;
    return json::serialize(object);
}

std::optional<engine_opening> engine_opening_from_json(std::string_view text)
{
    json::error_code problem;
    auto const value = json::parse(text, problem);
    if (problem || !value.is_object()) return std::nullopt;
    auto const& object = value.get_object();
    engine_opening what;
    for (auto const& [key, member] : texts) {
        auto const* const found = object.if_contains(key);
        if (found == nullptr || !found->is_string()) return std::nullopt;
        what.*member = std::string(found->get_string());
    }
    for (auto const& [key, member] : numbers) {
        auto const* const found = object.if_contains(key);
        what.*member = found != nullptr ? found->to_number<std::uint64_t>(problem) : 0;
        if (found == nullptr || problem) return std::nullopt;
    }
    return what;
}

}  // namespace netbasics::journal
