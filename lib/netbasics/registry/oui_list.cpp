#include "netbasics/registry/oui_list.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace netbasics::registry {
namespace {

constexpr std::string_view csv_heading = "Registry,Assignment,Organization Name";
constexpr std::string_view names[] = {"MA-L", "MA-M", "MA-S", "IAB", "CID"};
constexpr std::string_view letters = "LMSIC";
constexpr std::size_t digits_of[] = {6, 7, 9, 9, 6};

bool is_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string tidy(std::string_view name)
{
    std::string text;
    for (char const c : name) {
        if (!is_blank(c))
            text.push_back(c);
        else if (!text.empty() && text.back() != ' ')
            text.push_back(' ');
    }
    if (text.ends_with(' ')) text.pop_back();
    return text;
}

/// Takes one field of a CSV record (RFC 4180) from `text`; `more`: another follows in the record.
struct csv_field {
    std::string value;
    bool more = false;
};

std::optional<csv_field> take_field(std::string_view& text)
{
    csv_field field;
    std::size_t i = 0;
    if (text.starts_with('"')) {
        for (i = 1;; ++i) {
            if (i == text.size()) return std::nullopt;
            if (text[i] != '"')
                field.value.push_back(text[i]);
            else if (text.substr(i, 2) == "\"\"")
                field.value.push_back(text[i++]);
            else
                break;
        }
        ++i;
    } else {
        i = std::min(text.find_first_of(",\r\n"), text.size());
        field.value.assign(text.substr(0, i));
    }
    text.remove_prefix(i);
    field.more = text.starts_with(',');
    if (field.more) text.remove_prefix(1);
    return field;
}

/// A record's first three fields; nothing where it has fewer or a quote does not end.
std::optional<std::vector<std::string>> take_csv_record(std::string_view& text)
{
    std::vector<std::string> fields;
    for (;;) {
        auto field = take_field(text);
        if (!field) return std::nullopt;
        if (fields.size() < 3) fields.push_back(std::move(field->value));
        if (field->more) continue;
        if (text.starts_with('\r')) text.remove_prefix(1);
        if (!text.empty() && text.front() != '\n') return std::nullopt;
        if (!text.empty()) text.remove_prefix(1);
        if (fields.size() < 3) return std::nullopt;
        return fields;
    }
}

std::optional<std::vector<std::string>> take_tsv_record(std::string_view& text)
{
    auto const end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto const first = line.find('\t');
    auto const second = first == line.npos ? line.npos : line.find('\t', first + 1);
    if (second == line.npos) return std::nullopt;
    return std::vector<std::string>{std::string(line.substr(first + 1, second - first - 1)),
                                    std::string(line.substr(0, first)), std::string(line.substr(second + 1))};
}

error refuse(errc why, std::uint32_t line)
{
    error e(why);
    e.ordinal = line;
    return e;
}

/// A block of REGISTRY, PREFIX, OWNER; `registry` is a name or a letter.
result<oui_block> make_block(std::vector<std::string> const& fields, std::uint32_t line)
{
    auto const& registry = fields[0];
    auto const named =
        static_cast<std::size_t>(std::find(std::begin(names), std::end(names), registry) - names);
    auto const lettered = registry.size() == 1 ? letters.find(registry) : letters.npos;
    auto const kind = named < std::size(names) ? named : lettered;
    if (kind >= std::size(names)) return refuse(errc::registry_name_unknown, line);

    auto const& digits = fields[1];
    std::uint64_t value = 0;
    auto const* const end = digits.data() + digits.size();
    auto const [stop, problem] = std::from_chars(digits.data(), end, value, 16);
    auto owner = tidy(fields[2]);
    if (digits.size() != digits_of[kind] || stop != end || problem != std::errc{} || owner.empty())
        return refuse(errc::registry_line_broken, line);
    auto const bits = static_cast<unsigned>(4 * digits.size());
    return oui_block{mac::prefix(mac::eui48::from_uint(value << (48 - bits)), bits),
                     static_cast<oui_kind>(kind), std::move(owner)};
}

bool before(oui_block const& a, oui_block const& b) noexcept { return a.block < b.block; }

}  // namespace

std::string_view to_string(oui_kind k) noexcept { return names[static_cast<std::size_t>(k)]; }

result<oui_list> oui_list::from_text(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    bool const csv = text.starts_with(csv_heading);
    if (!csv && !text.starts_with('#') && text.substr(0, 64).find('\t') == text.npos)
        return refuse(errc::registry_file_unknown, 1);

    oui_list list;
    std::uint32_t line = 1;
    bool heading = csv;
    while (!text.empty()) {
        auto const* const start = text.data();
        auto const this_line = line;
        bool const skipped = !csv && (text.front() == '#' || text.front() == '\n');
        if (skipped) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
        auto const fields = skipped ? std::nullopt : csv ? take_csv_record(text) : take_tsv_record(text);
        if (!skipped && !fields) return refuse(errc::registry_line_broken, this_line);
        line += static_cast<std::uint32_t>(std::count(start, text.data(), '\n'));
        if (skipped || std::exchange(heading, false)) continue;
        auto block = make_block(*fields, this_line);
        if (!block) return block.error();
        list.blocks_.push_back(std::move(*block));
    }
    std::stable_sort(list.blocks_.begin(), list.blocks_.end(), before);
    return list;
}

std::span<oui_block const> oui_list::find(mac::prefix block) const noexcept
{
    oui_block const wanted{block, oui_kind::ma_l, {}};
    auto const [first, last] = std::equal_range(blocks_.begin(), blocks_.end(), wanted, before);
    return {first, last};
}

}  // namespace netbasics::registry
