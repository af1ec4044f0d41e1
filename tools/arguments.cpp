#include "arguments.hpp"

#include "nearest.hpp"

#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace netbasics::tools {

boost::system::result<arguments, std::string> arguments::read(command const& c, verb const& v,
                                                              std::vector<std::string> const& words)
{
    auto read = read_words(v, words);
    if (!read) return std::move(read).error();
    arguments given;
    given.title_ = title_of(c, v);
    given.bare_form_of_ = v.name.empty() ? &c : nullptr;
    for (auto& word : *read) {
        if (word.name.empty())
            given.operands_.push_back(std::move(word.value));
        else
            given.options_.push_back(std::move(word));
    }
    if (auto const* color = given.value("color")) {
        if (*color == "always") given.color_ = terminal::color_choice::always;
        if (*color == "never") given.color_ = terminal::color_choice::never;
    }
    return given;
}

std::string arguments::verb_hint(std::string_view word) const
{
    if (bare_form_of_ == nullptr || operands_.empty() || operands_.front() != word) return {};
    auto const best = nearest_verb(*bare_form_of_, word);
    if (best.empty()) return {};
    auto const command = std::string("netbasics ").append(title_).append(" ").append(best);
    return substitute(tr("; did you mean '{0}'?"), {command});
}

std::string const* arguments::value(std::string_view name) const
{
    auto const found =
        std::find_if(options_.rbegin(), options_.rend(), [&](given_word const& o) { return o.name == name; });
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
