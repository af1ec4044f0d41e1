#ifndef NETBASICS_JOURNAL_ENGINE_PROTOCOL_HPP
#define NETBASICS_JOURNAL_ENGINE_PROTOCOL_HPP

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netbasics::journal {

/** What a room and the program that speaks with its engine say to each other: lines of a letter, a number and
    a text.
    From the room:   O 0 OPENING    the first line: where the engine is
                     P N EVENT      publish this event, this server's Nth
                     R 0 NAMES      who is here, for the other servers
    To the room:     U 0 CREATED    the engine is reached, and its stream was created then
                     D 0 WHY        it is not
                     E SEQ PAYLOAD  an event of the stream, in its order, this server's own too
                     F N WHY        the Nth was refused
                     R 0 PAYLOAD    who is at another server */
struct engine_line {
    char kind;
    std::uint64_t number;
    std::string_view text;
};

inline std::string to_line(engine_line const& what)
{
    std::string line{what.kind, ' '};
    line.append(std::to_string(what.number)).append(" ").append(what.text).push_back('\n');
    return line;
}

inline std::optional<engine_line> engine_line_from(std::string_view text)
{
    if (text.size() < 4 || text[1] != ' ') return std::nullopt;
    engine_line what{text[0], 0, {}};
    auto const* const end = text.data() + text.size();
    auto const [rest, problem] = std::from_chars(text.data() + 2, end, what.number);
    if (problem != std::errc() || rest == end || *rest != ' ') return std::nullopt;
    what.text = {rest + 1, static_cast<std::size_t>(end - rest - 1)};
    return what;
}

/// How the program finds the engine; as one line of JSON. No part of it is on a command line.
struct engine_opening {
    std::string urls{};  ///< separated by commas
    std::string room{};
    std::string server{};
    std::string credentials{};  ///< a file; empty: none
    std::string authorities{};  ///< a file; empty: the system's
    std::uint64_t behind = 0;   ///< continue behind this seq, where it is not 0
    std::uint64_t history = 0;  ///< else with so many events from before
    std::uint64_t replicas = 1;
    std::uint64_t keep = 100'000;  ///< events in the stream
};

std::string to_json(engine_opening const& what);
std::optional<engine_opening> engine_opening_from_json(std::string_view text);

}  // namespace netbasics::journal

#endif
