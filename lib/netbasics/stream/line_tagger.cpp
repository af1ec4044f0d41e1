#include "netbasics/stream/line_tagger.hpp"

#include "netbasics/stream/address_scanner.hpp"

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

/** Goes from address to address and from line to line side by side: `at_address(begin, end of the address,
   value)` for those that the rule wants, each before the `at_line_end(begin, end of the line)` of its line;
   every line has one. */
template <class Line, class Tag>
std::uint64_t line_tagger::walk(std::string_view text, Line at_line_end, Tag at_address) const
{
    bool const v6 = table_.has_v6() || rule_.mapped_as_v4 || rule_.every_address;
    address_scanner scanner(text, v6 ? address_scanner::wanted::both : address_scanner::wanted::v4);
    std::uint64_t known = 0;
    found_address found;
    bool more = scanner.next(found);
    for (std::size_t begin = 0; begin < text.size();) {
        auto const end = end_of_line(text, begin, rule_.line_end);
        bool line_known = false;
        while (more && found.begin < end) {
            line_known = at_address(found) || line_known;
            if (!rule_.every_address) scanner.skip_to(end);
            more = scanner.next(found);
        }
        known += line_known ? 1 : 0;
        at_line_end(begin, end);
        begin = end + 1;
    }
    return known;
}

std::uint64_t line_tagger::copy(std::string_view text, std::string& out) const
{
    std::string tags;
    auto const at_address = [&](found_address const& found) {
        auto const a = rule_.mapped_as_v4 ? found.value.unmapped() : found.value;
        std::size_t rows = 0;
        bool const known = table_.find(a, [&](set::prefix_table::match const& m) {
            if (rows++ == 0) {
                tags.push_back('\t');
                append_to(tags, m.prefix);
                tags.push_back('\t');
            } else {
                tags.push_back(',');
            }
            tags.append(m.label.empty() ? "-" : m.label);
        });
        if (!known) tags.append("\t-\t-");
        return known;
    };
    auto const at_line_end = [&](std::size_t begin, std::size_t end) {
        bool const carriage_return = end > begin && text[end - 1] == '\r';
        out.append(text, begin, end - begin - (carriage_return ? 1 : 0));
        out.append(tags.empty() ? "\t-\t-" : tags);
        if (carriage_return) out.push_back('\r');
        out.push_back(rule_.line_end);
        tags.clear();
    };
    return walk(text, at_line_end, at_address);
}

std::uint64_t line_tagger::for_each(std::string_view text,
                                    std::function<void(std::string_view, tag const&)> const& f) const
{
    std::vector<tag> tags;
    auto const at_address = [&](found_address const& found) {
        auto const a = rule_.mapped_as_v4 ? found.value.unmapped() : found.value;
        tag t{text.substr(found.begin, found.end - found.begin), std::nullopt, {}};
        bool const known = table_.find(a, [&](set::prefix_table::match const& m) {
            if (t.prefix) t.label.push_back(',');
            t.prefix = m.prefix;
            t.label.append(m.label);
        });
        tags.push_back(std::move(t));
        return known;
    };
    auto const at_line_end = [&](std::size_t begin, std::size_t end) {
        auto const line = text.substr(begin, end - begin);
        if (tags.empty()) f(line, tag{});
        for (auto const& t : tags) f(line, t);
        tags.clear();
    };
    return walk(text, at_line_end, at_address);
}

}  // namespace netbasics::stream
