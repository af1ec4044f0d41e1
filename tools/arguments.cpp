#include "arguments.hpp"

#include "nearest.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace netbasics::tools {

namespace po = boost::program_options;

namespace {

using failed = boost::system::result<arguments, std::string>;

constexpr int parser_style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;

/// `-n`, `--name` as typed, without the dashes and without a value.
std::string_view option_name(std::string_view word)
{
    word.remove_prefix(std::min(word.find_first_not_of('-'), word.size()));
    return word.substr(0, word.find('='));
}

bool takes_next_word(command const& c, std::string_view word)
{
    if (word.find('=') != word.npos) return false;
    bool const is_long = word.starts_with("--");
    // Of a bundle of short options only the last can take the next word.
    auto const name = is_long ? std::string(option_name(word)) : std::string("-") + word.back();
    return std::any_of(c.verbs.begin(), c.verbs.end(), [&](verb const& v) {
        auto const all = options_of(v);
        auto const* row = all.find_nothrow(name, false);
        return row != nullptr && row->semantic()->min_tokens() > 0;
    });
}

/** Where the words of an option that takes all that follow begin: right behind it. Such an option is a
   multitoken one, as of a command to run, whose own options are none of ours. */
std::vector<std::string>::const_iterator rest_of_line(po::options_description const& all,
                                                      std::vector<std::string> const& words)
{
    for (auto word = words.begin(); word != words.end() && *word != "--"; ++word) {
        auto const* row = word->starts_with("--") ? all.find_nothrow(word->substr(2), false) : nullptr;
        if (row != nullptr && row->semantic()->max_tokens() > 1) return word + 1;
    }
    return words.end();
}

std::string nearest_option(verb const& v, std::string_view typed)
{
    auto const all = options_of(v);
    std::vector<std::string> names;
    for (auto const& row : all.options()) names.push_back(row->long_name());
    auto const best = nearest(option_name(typed), names);
    return best.empty() ? std::string{} : substitute(tr("; did you mean --{0}?"), {best});
}

std::string sentence(po::error const& problem, verb const& v)
{
    if (auto const* unknown = dynamic_cast<po::unknown_option const*>(&problem)) {
        auto const name = unknown->get_option_name();
        return substitute(tr("there is no option {0}{1}"),
                          {terminal::harmless(name), nearest_option(v, name)});
    }
    if (auto const* syntax = dynamic_cast<po::invalid_syntax const*>(&problem)) {
        auto const name = terminal::harmless(syntax->get_option_name());
        switch (syntax->kind()) {
        case po::invalid_syntax::missing_parameter:
        case po::invalid_syntax::empty_adjacent_parameter:
            return substitute(tr("option {0} needs a value"), {name});
        case po::invalid_syntax::extra_parameter:
            return substitute(tr("option {0} takes no value"), {name});
        default:
            return substitute(tr("option {0} is not written as an option is"), {name});
        }
    }
    return terminal::harmless(problem.what());
}

bool is_number(std::string const& word)
{
    return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

/// An option whose value may be left out takes one behind '='. The next word is its value only where it needs
/// a port and the word is a number. Those that stand by themselves are taken out of `words`: name and value.
std::vector<std::pair<std::string, std::string>> take_without_value(po::options_description const& all,
                                                                    std::vector<std::string>& words)
{
    std::vector<std::pair<std::string, std::string>> taken;
    std::vector<std::string> rest;
    auto const end = std::find(words.begin(), words.end(), "--");
    for (auto word = words.begin(); word != end; ++word) {
        auto const* const row = word->starts_with("--") && word->find('=') == word->npos
                                    ? all.find_nothrow(std::string(option_name(*word)), false)
                                    : nullptr;
        if (row == nullptr || row->semantic()->min_tokens() > 0 || row->semantic()->max_tokens() == 0) {
            rest.push_back(*word);
            continue;
        }
        taken.emplace_back(option_name(*word), "");
        bool const is_port = row->semantic()->name().find("PORT") != std::string::npos;
        if (is_port && word + 1 != end && is_number(*(word + 1))) taken.back().second = *++word;
    }
    rest.insert(rest.end(), end, words.end());
    words = std::move(rest);
    return taken;
}

}  // namespace

chosen_verb choose_verb(command const& c, std::span<char const* const> words)
{
    chosen_verb chosen{&c.verbs.front(), {words.begin(), words.end()}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view const word = words[i];
        if (word == "--") break;
        if (word.size() > 1 && word.front() == '-') {
            if (takes_next_word(c, word)) ++i;
            continue;
        }
        auto const found = std::find_if(c.verbs.begin(), c.verbs.end(),
                                        [&](verb const& v) { return !v.name.empty() && v.name == word; });
        if (found != c.verbs.end()) {
            chosen.row = &*found;
            chosen.words.erase(chosen.words.begin() + static_cast<std::ptrdiff_t>(i));
        }
        break;
    }
    return chosen;
}

boost::system::result<arguments, std::string> arguments::read(command const& c, verb const& v,
                                                              std::vector<std::string> const& words)
{
    arguments given;
    given.title_ = c.name;
    if (!v.name.empty()) given.title_.append(" ").append(v.name);
    bool const no_option = std::none_of(words.begin(), words.end(), [](auto const& word) {
        return word.size() > 1 && word.starts_with('-');
    });
    if (no_option) {
        // A fifth of the program's start is spent on describing options; most look-ups have none.
        given.operands_ = words;
        return given;
    }
    auto const all = options_of(v);
    try {
        auto const rest = rest_of_line(all, words);
        // The option itself is read with its first word only, so that it is missed where there is none.
        auto own = std::vector<std::string>(words.begin(), rest == words.end() ? rest : rest + 1);
        for (auto& [name, value] : take_without_value(all, own))
            given.options_.push_back({std::move(name), std::move(value)});
        auto const parsed = po::command_line_parser(own).options(all).style(parser_style).run();
        for (auto const& found : parsed.options) {
            if (found.position_key >= 0)
                given.operands_.insert(given.operands_.end(), found.value.begin(), found.value.end());
            else
                given.options_.push_back({found.string_key, found.value.empty() ? "" : found.value.front()});
        }
        if (rest != words.end())
            for (auto word = rest + 1; word != words.end(); ++word)
                given.options_.push_back({(rest - 1)->substr(2), *word});
    } catch (po::error const& problem) {
        return failed(sentence(problem, v));
    }
    if (auto const* color = given.value("color")) {
        if (*color == "always")
            given.color_ = terminal::color_choice::always;
        else if (*color == "never")
            given.color_ = terminal::color_choice::never;
        else if (*color != "auto")
            return failed(
                substitute(tr("--color is auto, always or never, not '{0}'"), {terminal::harmless(*color)}));
    }
    return given;
}

std::string const* arguments::value(std::string_view name) const
{
    auto const found = std::find_if(options_.rbegin(), options_.rend(),
                                    [&](named_value const& o) { return o.name == name; });
    return found == options_.rend() ? nullptr : &found->value;
}

std::vector<std::string> arguments::values(std::string_view name) const
{
    std::vector<std::string> all;
    for (auto const& o : options_)
        if (o.name == name) all.push_back(o.value);
    return all;
}

result<std::uint64_t> read_number(std::string_view text, std::uint64_t least, std::uint64_t most)
{
    std::uint64_t number = 0;
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const all_digits = text.find_first_not_of("0123456789") == text.npos && !text.empty();
    if (!all_digits) return error(errc::number_expected, 0, text.size());
    if (problem == std::errc{} && number < least) {
        error e(errc::number_too_small, 0, text.size());
        e.found = number;
        e.limit = least;
        return e;
    }
    if (problem != std::errc{} || number > most) {
        error e(errc::number_out_of_range, 0, text.size());
        e.found = problem != std::errc{} ? UINT64_MAX : number;
        e.limit = most;
        return e;
    }
    return number;
}

}  // namespace netbasics::tools
