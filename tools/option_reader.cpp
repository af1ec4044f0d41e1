#include "option_reader.hpp"

#include "nearest.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <algorithm>

namespace netbasics::tools {

namespace po = boost::program_options;

option_row const* find_row(std::vector<option_row const*> const& all, std::string_view name)
{
    auto const found = std::find_if(all.begin(), all.end(), [&](auto const* r) { return r->name == name; });
    return found == all.end() ? nullptr : *found;
}

option_row const* find_row(std::vector<option_row const*> const& all, char letter)
{
    auto const found =
        std::find_if(all.begin(), all.end(), [&](auto const* r) { return r->letter == letter; });
    return found == all.end() ? nullptr : *found;
}

namespace {

using rows = std::vector<option_row const*>;
using refused = boost::system::result<std::vector<given_word>, std::string>;

constexpr int parser_style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;

bool is_number(std::string_view word)
{
    return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

/** What Program_options leaves to an extra parser: an option whose value may be left out does not take the
   next word, as it would there; and all words after the name of a command to run are that command's. */
std::vector<po::option> read_special(rows const& all, std::vector<std::string>& words)
{
    std::string_view const first = words.front();
    if (!first.starts_with("--")) return {};
    auto const equals = first.find('=');
    auto const* row = find_row(all, first.substr(2, equals == first.npos ? equals : equals - 2));
    if (row == nullptr || (!row->rest_is_command && row->left_out == nullptr)) return {};
    po::option made(std::string(row->name), {});
    if (equals != first.npos) made.value.emplace_back(first.substr(equals + 1));
    std::size_t taken = 1;
    if (row->rest_is_command) {
        made.value.insert(made.value.end(), words.begin() + 1, words.end());
        taken = words.size();
    } else if (made.value.empty()) {
        bool const number = row->number_follows && words.size() > 1 && is_number(words[1]);
        made.value.push_back(number ? words[1] : row->left_out);
        taken += number ? 1 : 0;
    }
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(taken));
    return {made};
}

po::options_description described(rows const& all)
{
    po::options_description description;
    auto add = description.add_options();
    for (auto const* row : all) {
        auto name = std::string(row->name);
        if (row->letter != 0) name.append(",").push_back(row->letter);
        if (row->value == nullptr)
            add(name.c_str(), "");
        else if (row->rest_is_command)
            add(name.c_str(), po::value<std::vector<std::string>>()->multitoken(), "");
        else
            add(name.c_str(), po::value<std::string>(), "");
    }
    return description;
}

std::string nearest_option(rows const& all, std::string_view typed)
{
    typed.remove_prefix(std::min(typed.find_first_not_of('-'), typed.size()));
    std::vector<std::string> names;
    for (auto const* row : all) names.emplace_back(row->name);
    auto const best = nearest(typed.substr(0, typed.find('=')), names);
    return best.empty() ? std::string{} : substitute(tr("; did you mean --{0}?"), {best});
}

std::string sentence(po::error const& problem, rows const& all)
{
    if (auto const* unknown = dynamic_cast<po::unknown_option const*>(&problem)) {
        auto const name = unknown->get_option_name();
        return substitute(tr("there is no option {0}{1}"),
                          {terminal::harmless(name), nearest_option(all, name)});
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
            return substitute(tr("option {0} is malformed"), {name});
        }
    }
    return terminal::harmless(problem.what());
}

/// "a", "a or b", "a, b or c", each word with `before` in front.
std::string alternatives(std::string_view list, std::string_view before)
{
    std::vector<std::string> words;
    for_each_word(list, [&](std::string_view word) { words.push_back(std::string(before).append(word)); });
    auto text = words.front();
    for (std::size_t i = 1; i < words.size(); ++i)
        text = i + 1 < words.size() ? text.append(", ").append(words[i])
                                    : substitute(tr("{0} or {1}"), {text, words[i]});
    return text;
}

bool has_word(std::string_view list, std::string_view wanted)
{
    bool found = false;
    for_each_word(list, [&](std::string_view word) { found = found || word == wanted; });
    return found;
}

bool is_common(option_row const& row)
{
    auto const common = common_rows();
    return &row >= common.data() && &row < common.data() + common.size();
}

/// Why what was given does not go together; empty where it does.
std::string why_refused(rows const& all, std::vector<given_word> const& given)
{
    auto const is_given = [&](std::string_view name) {
        return std::any_of(given.begin(), given.end(), [&](auto const& g) { return g.name == name; });
    };
    if (is_given("help") || is_given("version")) return {};
    for (auto const& g : given) {
        if (g.name.empty()) continue;
        auto const& row = *find_row(all, g.name);
        if (!row.choices.empty() && !has_word(row.choices, g.value))
            return substitute(tr("--{0} is {1}, not '{2}'"),
                              {row.name, alternatives(row.choices, ""), terminal::harmless(g.value)});
        bool met = row.needs.empty();
        for_each_word(row.needs, [&](std::string_view name) { met = met || is_given(name); });
        if (!met) return substitute(tr("--{0} needs {1}"), {row.name, alternatives(row.needs, "--")});
        for (auto const& other : given) {
            if (other.name.empty() || other.name == row.name) continue;
            if (row.conflicts == "*" && !is_common(*find_row(all, other.name)))
                return substitute(tr("--{0} cannot be used with --{1}"), {other.name, row.name});
            if (has_word(row.conflicts, other.name))
                return substitute(tr("--{0} cannot be used with --{1}"), {row.name, other.name});
        }
    }
    return {};
}

}  // namespace

boost::system::result<std::vector<given_word>, std::string> read_words(verb const& v,
                                                                       std::vector<std::string> const& words)
{
    std::vector<given_word> given;
    if (std::none_of(words.begin(), words.end(), is_option)) {
        // A fifth of the program's start is spent on describing options; most look-ups have none.
        for (auto const& word : words) given.push_back({"", word});
        return given;
    }
    auto const all = rows_of(v);
    auto const description = described(all);
    try {
        auto const parsed =
            po::command_line_parser(words)
                .options(description)
                .style(parser_style)
                .extra_style_parser([&](std::vector<std::string>& rest) { return read_special(all, rest); })
                .run();
        for (auto const& found : parsed.options) {
            auto const name = found.position_key >= 0 ? std::string() : found.string_key;
            if (found.value.empty()) given.push_back({name, ""});
            for (auto const& value : found.value) given.push_back({name, value});
        }
    } catch (po::error const& problem) {
        return refused(boost::system::in_place_error, sentence(problem, all));
    }
    if (auto why = why_refused(all, given); !why.empty())
        return refused(boost::system::in_place_error, std::move(why));
    return given;
}

option_row const* row_that_takes_next(std::vector<option_row const*> const& all, std::string_view word)
{
    option_row const* row = nullptr;
    auto const equals = word.find('=');
    bool value_is_here = equals != word.npos;
    if (word.starts_with("--")) {
        row = find_row(all, word.substr(2, equals - 2));
    } else {
        // The first letter of a bundle that takes a value takes what follows it.
        std::size_t i = 1;
        for (; i < word.size(); ++i)
            if (row = find_row(all, word[i]); row == nullptr || row->value != nullptr) break;
        value_is_here = i + 1 < word.size();
    }
    if (row == nullptr || row->value == nullptr) return nullptr;
    return row->rest_is_command || (!value_is_here && row->left_out == nullptr) ? row : nullptr;
}

namespace {

/// Where the first operand is when the words are read by the rows of `v`, and by those of the other verbs
/// where `v` does not know an option.
std::size_t first_operand(command const& c, verb const& v, std::span<char const* const> words)
{
    rows all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view const word = words[i];
        if (word == "--") break;
        if (!is_option(word)) return i;
        if (all.empty()) {
            all = rows_of(v);
            for (auto const& other : c.verbs)
                for (auto const* row : rows_of(other)) all.push_back(row);
        }
        auto const* row = row_that_takes_next(all, word);
        if (row != nullptr && row->rest_is_command) break;
        if (row != nullptr) ++i;
    }
    return words.size();
}

}  // namespace

chosen_verb choose_verb(command const& c, std::span<char const* const> words)
{
    chosen_verb chosen{&c.verbs.front(), {words.begin(), words.end()}};
    for (auto const& v : c.verbs) {
        if (v.name.empty()) continue;
        auto const at = first_operand(c, v, words);
        if (at == words.size() || v.name != words[at]) continue;
        chosen.row = &v;
        chosen.words.erase(chosen.words.begin() + static_cast<std::ptrdiff_t>(at));
        break;
    }
    return chosen;
}

}  // namespace netbasics::tools
