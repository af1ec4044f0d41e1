#include "nearest.hpp"

#include <algorithm>
#include <climits>

namespace netbasics::tools {
namespace {

constexpr unsigned edit = 10;  ///< the cost of one slip, beside which the kinds of slip only break ties

/** The cost of what turns `a`, as typed, into `b`. A swap of neighbours or a letter typed twice or once too
   few is the likeliest slip, then a letter missing or in excess, then a wrong one. */
unsigned edit_cost(std::string_view a, std::string_view b)
{
    auto const is_double = [](std::string_view s, std::size_t i) {
        return (i > 1 && s[i - 2] == s[i - 1]) || (i < s.size() && s[i] == s[i - 1]);
    };
    std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 && j == 0) continue;
            auto best = UINT_MAX;
            if (i > 0) best = std::min(best, d[i - 1][j] + edit + (is_double(a, i) ? 0 : 1));
            if (j > 0) best = std::min(best, d[i][j - 1] + edit + (is_double(b, j) ? 0 : 1));
            if (i > 0 && j > 0) {
                best = std::min(best, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : edit + 3));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = std::min(best, d[i - 2][j - 2] + edit);
            }
            d[i][j] = best;
        }
    }
    return d[a.size()][b.size()];
}

}  // namespace

std::string nearest(std::string_view typed, std::vector<std::string> const& names)
{
    constexpr std::size_t longest = 40;  // bounds the work for an argument of any length
    if (typed.empty() || typed.size() > longest) return {};
    auto const slips = static_cast<unsigned>(std::max<std::size_t>(1, typed.size() / 3));
    std::string best;
    auto least = edit * (slips + 1);
    for (auto const& name : names) {
        if (name.empty()) continue;
        bool const beginning = typed.size() >= 2 && name.starts_with(typed);
        auto const cost = beginning ? edit : edit_cost(typed, name);
        // Of two letters, one wrong leaves too little in common.
        if (cost < least && (typed.size() > 2 || cost < edit + 3)) {
            least = cost;
            best = name;
        }
    }
    return best;
}

std::string nearest_verb(command const& c, std::string_view typed)
{
    std::vector<std::string> names;
    for (auto const& v : c.verbs) names.emplace_back(v.name);
    return nearest(typed, names);
}

}  // namespace netbasics::tools
