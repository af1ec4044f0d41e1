#include "arguments.hpp"
#include "completion.hpp"
#include "help.hpp"
#include "installation.hpp"
#include "nearest.hpp"
#include "report.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace netbasics::tools {
namespace {

exit_status complain_unknown_command(command_table commands, std::string_view typed, streams io)
{
    std::vector<std::string> names;
    for (auto const* c : commands) names.emplace_back(c->name);
    names.emplace_back("help");
    auto const best = nearest(typed, names);
    auto sentence = substitute(tr("there is no command '{0}'"), {terminal::harmless(typed)});
    if (!best.empty()) sentence.append(substitute(tr("; did you mean {0}?"), {best}));
    return complain_usage("", io, sentence);
}

/// Help is read as a column of text, so a wide terminal is not filled.
unsigned help_width(int descriptor) { return std::min(terminal::columns(descriptor), 80u); }

exit_status show_overview(command_table commands, io::block_writer& out)
{
    out << overview(commands, help_width(out.descriptor()));
    return success;
}

exit_status show_help(command const& c, verb const& v, streams io)
{
    io.out << help_of(c, v, help_width(io.out.descriptor()));
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
    if (!given) return complain_usage(title_of(c, *chosen.row), io, given.error());
    if (given->has("help")) return show_help(c, *chosen.row, io);
    if (given->has("version")) return show_version(given->json(), io);
    return chosen.row->run(*given, io);
}

/// Becomes netbasics-chat, which reads the same words; comes back only where that is not possible.
exit_status become_chat_program(std::span<char const* const> words, streams io)
{
    auto const program = companion_program("netbasics-chat");
    std::vector<char*> arguments{const_cast<char*>("netbasics")};
    for (char const* word : words) arguments.push_back(const_cast<char*>(word));
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    auto const problem = std::error_code(errno, std::system_category());
    return complain("", io, substitute("{0}: {1}", {terminal::harmless(program), problem.message()}));
}

/// `--complete WORD...`, which the shells' completions run.
exit_status offer_completions(command_table commands, std::span<char const* const> words, streams io)
{
    auto const* c = words.size() > 2 ? find_command(commands, words[1]) : nullptr;
    if (c != nullptr && c->verbs.empty()) return become_chat_program(words, io);
    io.out << completions_of(commands, words.subspan(1));
    return success;
}

/// `help [COMMAND [VERB]]`
exit_status run_help(command_table commands, std::span<char const* const> words, streams io)
{
    if (words.size() < 2) return show_overview(commands, io.out);
    std::string_view const name = words[1];
    if (name == "help" && words.size() == 2) return show_overview(commands, io.out);
    auto const* c = find_command(commands, name);
    if (c == nullptr) return complain_unknown_command(commands, name, io);
    if (c->verbs.empty()) return become_chat_program(words, io);
    if (words.size() < 3) return show_help(*c, c->verbs.front(), io);
    std::string_view const wanted = words[2];
    for (auto const& v : c->verbs)
        if (!v.name.empty() && v.name == wanted && words.size() == 3) return show_help(*c, v, io);
    if (words.size() > 3) return complain_usage("help", io, tr("help takes a command and a verb at most"));
    auto const best = nearest_verb(*c, wanted);
    auto sentence = substitute(tr("there is no verb '{0}'"), {terminal::harmless(wanted)});
    if (!best.empty()) sentence.append(substitute(tr("; did you mean {0}?"), {best}));
    return complain_usage(c->name, io, sentence);
}

exit_status run(command_table commands, std::span<char const* const> words, streams io)
{
    if (words.empty()) {
        show_overview(commands, io.err);
        return failure;
    }
    std::string_view const first = words.front();
    auto const rest = words.subspan(1);
    if (first == "--version")
        return show_version(!rest.empty() && std::string_view(rest.front()) == "--json", io);
    if (first == "--complete") return offer_completions(commands, words, io);
    if (first == "--help" || first == "-h" || first == "help") return run_help(commands, words, io);
    auto const* found = find_command(commands, first);
    if (found == nullptr) return complain_unknown_command(commands, first, io);
    return found->verbs.empty() ? become_chat_program(words, io) : run_command(*found, rest, io);
}

}  // namespace

exit_status dispatch(command_table commands, std::span<char const* const> words, streams io)
{
    auto status = run(commands, words, io);
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
