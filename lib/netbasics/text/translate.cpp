#include "netbasics/text/translate.hpp"

#include <libintl.h>

namespace netbasics {

namespace {
constexpr char domain[] = "netbasics";

template <class Values>
std::string substituted(std::string_view pattern, Values const& values)
{
    std::string text;
    text.reserve(pattern.size() + 16 * values.size());
    while (!pattern.empty()) {
        auto const brace = pattern.find('{');
        text.append(pattern.substr(0, brace));
        if (brace == std::string_view::npos) break;
        pattern.remove_prefix(brace);
        auto const index =
            pattern.size() > 2 && pattern[2] == '}' ? static_cast<unsigned>(pattern[1] - '0') : 10u;
        if (index < values.size()) {
            text.append(values.begin()[index]);
            pattern.remove_prefix(3);
        } else {
            text.push_back('{');
            pattern.remove_prefix(1);
        }
    }
    return text;
}

}  // namespace

char const* tr(char const* sentence) noexcept { return dgettext(domain, sentence); }

std::string tr_count(char const* one, char const* many, unsigned long count)
{
    return substitute(dngettext(domain, one, many, count), {std::to_string(count)});
}

std::string substitute(std::string_view pattern, std::initializer_list<std::string_view> values)
{
    return substituted(pattern, values);
}

std::string substitute(std::string_view pattern, std::span<std::string const> values)
{
    return substituted(pattern, values);
}

}  // namespace netbasics
