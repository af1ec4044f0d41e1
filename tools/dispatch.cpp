#include "arguments.hpp"
#include "help.hpp"
#include "nearest.hpp"
#include "report.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <cerrno>

namespace netbasics::tools {
namespace {

exit_status complain_unknown_command(std::string_view typed, streams io)
{
    std::vector<std::string> names;
    for (auto const* c : commands()) names.emplace_back(c->name);
    auto const best = nearest(typed, names);
    auto sentence = substitute(tr("there is no command '{0}'"), {terminal::harmless(typed)});
    if (!best.empty()) sentence.append(substitute(tr("; did you mean {0}?"), {best}));
    return complain_usage("", io, sentence);
}

exit_status show_help(std::span<char const* const> words, streams io)
{
    if (words.empty()) {
        io.out << overview();
        return success;
    }
    auto const* found = find_command(words.front());
    if (found == nullptr) return complain_unknown_command(words.front(), io);
    io.out << help_of(*found);
    return success;
}

exit_status show_version(bool json, streams io)
{
    io.out << (json ? version_json() : version_text());
    return success;
}

exit_status run_command(command const& c, std::span<char const* const> words, streams io)
{
    auto const chosen = choose_verb(c, words);
    auto const given = arguments::read(c, *chosen.row, chosen.words);
    if (!given) return complain_usage(c.name, io, given.error());
    if (given->has("help")) {
        io.out << help_of(c);
        return success;
    }
    if (given->has("version")) return show_version(given->json(), io);
    return chosen.row->run(*given, io);
}

exit_status run(std::span<char const* const> words, streams io)
{
    if (words.empty()) {
        io.err << overview();
        return failure;
    }
    std::string_view const first = words.front();
    auto const rest = words.subspan(1);
    if (first == "--help" || first == "-h" || first == "help") return show_help(rest, io);
    if (first == "--version")
        return show_version(!rest.empty() && std::string_view(rest.front()) == "--json", io);
    auto const* found = find_command(first);
    return found == nullptr ? complain_unknown_command(first, io) : run_command(*found, rest, io);
}

}  // namespace

exit_status dispatch(std::span<char const* const> words, streams io)
{
    auto status = run(words, io);
    io.out.flush();
    auto const problem = io.out.failure();
    bool const reader_left = problem.value() == EPIPE;
    if (problem && !reader_left) {
        status = complain("", io, substitute(tr("standard output: {0}"), {problem.message()}));
    }
    io.err.flush();
    return status;
}

}  // namespace netbasics::tools
