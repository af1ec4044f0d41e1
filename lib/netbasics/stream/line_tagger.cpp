#include "netbasics/stream/line_tagger.hpp"

#include <cstring>

namespace netbasics::stream {
namespace {

/// Where the line that begins at `at` ends, without its end.
std::size_t end_of_line(std::string_view text, std::size_t at, char line_end) noexcept
{
    auto const* const end =
        static_cast<char const*>(std::memchr(text.data() + at, line_end, text.size() - at));
    return end == nullptr ? text.size() : static_cast<std::size_t>(end - text.data());
}

}  // namespace

std::vector<line_tagger::place_in_text> line_tagger::find_all(std::string_view text) const
{
    bool const v6 = table_.has_v6() || rule_.mapped_as_v4 || rule_.every_address;
    address_scanner scanner(text, v6 ? address_scanner::wanted::both : address_scanner::wanted::v4);
    std::vector<place_in_text> all;
    for (found_address found; scanner.next(found);) {
        all.push_back({found, {}});
        if (!rule_.every_address) scanner.skip_to(end_of_line(text, found.end, rule_.line_end));
    }
    for (auto& one : all) {
        auto const& value = one.found.value;
        one.row = table_.find(rule_.mapped_as_v4 ? value.unmapped() : value);
    }
    return all;
}

/// Calls `f(begin, end of the line, its addresses)` for each line; returns the number of those with an
/// address that is known.
template <class F>
std::uint64_t line_tagger::for_each_line(std::string_view text, F f) const
{
    auto const all = find_all(text);
    std::uint64_t known = 0;
    std::size_t next = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        auto const end = end_of_line(text, begin, rule_.line_end);
        auto const first = next;
        bool line_known = false;
        for (; next < all.size() && all[next].found.begin < end; ++next)
            line_known = line_known || all[next].row;
        known += line_known ? 1 : 0;
        f(begin, end, std::span(all).subspan(first, next - first));
        begin = end + 1;
    }
    return known;
}

void line_tagger::append_tag(std::string& out, set::prefix_table::place row) const
{
    bool first = true;
    table_.tell(row, [&](set::prefix_table::match const& m) {
        if (first) {
            out.push_back('\t');
            append_to(out, m.prefix);
        }
        out.push_back(first ? '\t' : ',');
        out.append(m.label.empty() ? "-" : m.label);
        first = false;
    });
}

std::uint64_t line_tagger::copy(std::string_view text, std::string& out) const
{
    constexpr std::string_view unknown = "\t-\t-";
    return for_each_line(text,
                         [&](std::size_t begin, std::size_t end, std::span<place_in_text const> addresses) {
                             bool const carriage_return = end > begin && text[end - 1] == '\r';
                             out.append(text, begin, end - begin - (carriage_return ? 1 : 0));
                             if (addresses.empty()) out.append(unknown);
                             for (auto const& a : addresses) {
                                 if (a.row)
                                     append_tag(out, a.row);
                                 else
                                     out.append(unknown);
                             }
                             if (carriage_return) out.push_back('\r');
                             out.push_back(rule_.line_end);
                         });
}

std::uint64_t line_tagger::for_each(std::string_view text,
                                    std::function<void(std::string_view, tag const&)> const& f) const
{
    return for_each_line(
        text, [&](std::size_t begin, std::size_t end, std::span<place_in_text const> addresses) {
            auto const line = text.substr(begin, end - begin);
            if (addresses.empty()) f(line, tag{});
            for (auto const& a : addresses) {
                tag t{text.substr(a.found.begin, a.found.end - a.found.begin), std::nullopt, {}};
                if (!a.row) {
                    f(line, t);
                    continue;
                }
                table_.tell(a.row, [&](set::prefix_table::match const& m) {
                    if (t.prefix) t.label.push_back(',');
                    t.prefix = m.prefix;
                    t.label.append(m.label);
                });
                f(line, t);
            }
        });
}

}  // namespace netbasics::stream
