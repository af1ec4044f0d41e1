#include "netbasics/terminal/completion.hpp"

#include "netbasics/text/fold_case.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>

namespace netbasics::terminal {
namespace {

/// `a` as far as `b` begins like it, in whole characters.
std::string_view common(std::string_view a, std::string_view b)
{
    std::size_t size = 0;
    while (size < a.size()) {
        auto const bytes = text::decode_utf8(a.substr(size)).bytes;
        auto const next = size + (bytes == 0 ? a.size() - size : bytes);
        if (text::fold_case(a.substr(0, next)) != text::fold_case(b.substr(0, next))) break;
        size = next;
    }
    return a.substr(0, size);
}

}  // namespace

completion complete_word(std::string_view word, std::vector<std::string> const& names)
{
    completion made;
    auto const key = text::fold_case(word);
    for (auto const& name : names)
        if (text::fold_case(name).starts_with(key)) made.candidates.push_back(name);
    std::sort(made.candidates.begin(), made.candidates.end());
    made.candidates.erase(std::unique(made.candidates.begin(), made.candidates.end()), made.candidates.end());
    if (made.candidates.empty()) {
        made.text = word;
        return made;
    }
    std::string_view all = made.candidates.front();
    for (auto const& name : made.candidates) all = common(all, name);
    made.text = all.size() < word.size() ? word : all;
    made.whole = made.candidates.size() == 1;
    return made;
}

}  // namespace netbasics::terminal
