#include "completion.hpp"

#include "option_reader.hpp"

#include "netbasics/registry/service_registry.hpp"
#include "netbasics/text/ascii.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <net/if.h>
#include <set>

namespace netbasics::tools {
namespace {

/// Gathers what the word can become.
class candidates {
public:
    /// `before`: the part of the word that stays as it is, as `--color=`.
    candidates(std::string_view word, std::string_view before = {})
        : before_(before), begun_(word.substr(before.size()))
    {
    }

    std::string_view begun() const { return begun_; }

    void offer(std::string_view text, char const* meaning = nullptr)
    {
        if (!text.starts_with(begun_) || !offered_.insert(std::string(text)).second) return;
        lines_.append(before_).append(text);
        if (meaning != nullptr) lines_.append("\t").append(tr(meaning));
        lines_.push_back('\n');
    }

    /// The shell completes what follows `more` further bytes.
    void leave_to_shell(std::string_view kind, std::size_t more = 0)
    {
        lines_.append(":")
            .append(kind)
            .append("\t")
            .append(std::to_string(before_.size() + more))
            .append("\n");
    }

    std::string take() { return std::move(lines_); }

private:
    std::string_view before_;
    std::string_view begun_;
    std::set<std::string> offered_;
    std::string lines_;
};

/// fe80::1%: the zones are the machine's interfaces.
bool offer_zones(candidates& to)
{
    auto const percent = to.begun().find('%');
    if (percent == std::string_view::npos || to.begun().find(':') >= percent) return false;
    auto* const interfaces = ::if_nameindex();
    if (interfaces == nullptr) return true;
    auto const address = std::string(to.begun().substr(0, percent + 1));
    for (auto const* i = interfaces; i->if_name != nullptr; ++i) to.offer(address + i->if_name);
    ::if_freenameindex(interfaces);
    return true;
}

void offer_services(candidates& to)
{
    if (to.begun().empty()) return;  // all of them are too many to choose from
    for (std::size_t number = 0; number < registry::service_count(); ++number)
        to.offer(text::to_lower(registry::service_at(number).name()));
}

void offer_values(complete what, candidates& to)
{
    if (offer_zones(to)) return;
    switch (what) {
    case complete::file:
        return to.leave_to_shell("file");
    case complete::program:
        return to.leave_to_shell("program");
    case complete::host:
        return to.leave_to_shell("host");
    case complete::service:
        return offer_services(to);
    case complete::set:
        if (to.begun().starts_with('@')) to.leave_to_shell("file", 1);
        return;
    case complete::nothing:
        return;
    }
}

void offer_values_of(option_row const& row, candidates& to)
{
    if (row.choices.empty()) return offer_values(row.completes, to);
    for_each_word(row.choices, [&](std::string_view choice) { to.offer(choice); });
}

void offer_options(std::vector<option_row const*> const& rows, std::vector<std::string> const& before,
                   candidates& to)
{
    for (auto const* row : rows) {
        auto const name = std::string("--").append(row->name);
        bool const given = std::any_of(before.begin(), before.end(), [&](std::string const& word) {
            return word == name || word.starts_with(name + "=") ||
                   (row->letter != 0 && word == std::string("-") + row->letter);
        });
        if (!given || row->repeats) to.offer(name, row->summary);
    }
}

void offer_commands(command_table commands, candidates& to)
{
    for (auto const* c : commands) to.offer(c->name, c->summary);
}

void offer_verbs(command const& c, candidates& to)
{
    for (auto const& v : c.verbs)
        if (!v.name.empty()) to.offer(v.name, v.summary);
}

std::string complete_help(command_table commands, std::span<char const* const> words)
{
    candidates to(words.back());
    if (words.size() == 2) offer_commands(commands, to);
    if (words.size() == 3)
        if (auto const* c = find_command(commands, words[1])) offer_verbs(*c, to);
    return to.take();
}

std::string complete_arguments(command const& c, std::span<char const* const> before, std::string_view word)
{
    auto const chosen = choose_verb(c, before);
    auto const rows = rows_of(*chosen.row);
    option_row const* waiting = nullptr;
    std::size_t operands = 0;
    for (auto const& earlier : chosen.words) {
        if (waiting != nullptr && waiting->rest_is_command) {
            candidates to(word);
            to.leave_to_shell("file");
            return to.take();
        }
        if (waiting != nullptr) {
            waiting = nullptr;
            continue;
        }
        if (earlier == "--") return {};
        if (is_option(earlier))
            waiting = row_that_takes_next(rows, earlier);
        else
            ++operands;
    }
    auto const equals = word.find('=');
    bool const has_value = word.starts_with("--") && equals != word.npos;
    candidates to(word, has_value ? word.substr(0, equals + 1) : std::string_view());
    if (waiting != nullptr) {
        offer_values_of(*waiting, to);
    } else if (has_value) {
        auto const* row = find_row(rows, word.substr(2, equals - 2));
        if (row != nullptr && row->value != nullptr) offer_values_of(*row, to);
    } else if (word.starts_with('-')) {
        offer_options(rows, chosen.words, to);
    } else {
        // Where a verb can stand, files would only hide the verbs.
        bool const verb_place = chosen.row->name.empty() && operands == 0 && c.verbs.size() > 1;
        if (verb_place) offer_verbs(c, to);
        if (!verb_place || chosen.row->operand != complete::file) offer_values(chosen.row->operand, to);
    }
    return to.take();
}

}  // namespace

std::string completions_of(command_table commands, std::span<char const* const> words)
{
    if (words.empty()) return {};
    std::string_view const first = words.front();
    if (words.size() == 1) {
        candidates to(first);
        offer_commands(commands, to);
        to.offer("help", translatable("what a command takes"));
        if (first.starts_with('-')) {
            to.offer("--help", translatable("this text"));
            to.offer("--version", translatable("the version, and the date of each registry in it"));
        }
        return to.take();
    }
    if (first == "help") return complete_help(commands, words);
    auto const* c = find_command(commands, first);
    if (c == nullptr || c->verbs.empty()) return {};
    return complete_arguments(*c, words.subspan(1, words.size() - 2), words.back());
}

}  // namespace netbasics::tools
