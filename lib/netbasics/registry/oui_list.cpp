#include "netbasics/registry/oui_list.hpp"

#include "netbasics/mac/notation.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
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

error refuse(errc why, std::uint32_t line)
{
    error e(why);
    e.ordinal = line;
    return e;
}

/// A block of REGISTRY, PREFIX, OWNER.
result<oui_block> make_block(std::vector<std::string> const& fields, std::uint32_t line)
{
    auto const& registry = fields[0];
    auto const named =
        static_cast<std::size_t>(std::find(std::begin(names), std::end(names), registry) - names);
    if (named >= std::size(names)) return refuse(errc::registry_name_unknown, line);

    auto const& digits = fields[1];
    std::uint64_t value = 0;
    auto const* const end = digits.data() + digits.size();
    auto const [stop, problem] = std::from_chars(digits.data(), end, value, 16);
    auto owner = tidy(fields[2]);
    if (digits.size() != digits_of[named] || stop != end || problem != std::errc{} || owner.empty())
        return refuse(errc::registry_line_broken, line);
    auto const bits = static_cast<unsigned>(4 * digits.size());
    return oui_block{mac::prefix(mac::eui48::from_uint(value << (48 - bits)), bits),
                     static_cast<oui_kind>(named), std::move(owner)};
}

bool before(oui_block const& a, oui_block const& b) noexcept { return a.block < b.block; }

std::string_view take_line(std::string_view& text)
{
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

/// `8C-EC-4B`, `8cec4b`, `00:50:C2:00:00:00/36`; nothing where it is no prefix.
std::optional<mac::prefix> read_block(std::string_view text)
{
    auto const address = mac::read(trimmed(text));
    if (address) {
        if (auto const* whole = std::get_if<mac::eui48>(&*address)) return mac::prefix(*whole, 48);
        if (auto const* block = std::get_if<mac::prefix>(&*address)) return *block;
        return std::nullopt;
    }
    // A prefix in Cisco's notation is no address that anybody would type.
    std::string digits;
    for (char const c : trimmed(text))
        if (c != '.') digits.push_back(c);
    auto const plain = mac::read(digits);
    auto const* block = plain ? std::get_if<mac::prefix>(&*plain) : nullptr;
    return block == nullptr ? std::nullopt : std::optional(*block);
}

/// Which registry a block is of, where the list does not say; none for other lengths: well-known addresses.
std::optional<oui_kind> kind_of(mac::prefix block)
{
    auto const first = block.address().to_uint() >> 24;
    bool const of_iab = first == 0x0050C2 || first == 0x40D855;
    bool const of_cid = (first >> 16 & 0xF) == 0xA && first >> 8 != 0xAA00;
    if (block.length() == 36) return of_iab ? oui_kind::iab : oui_kind::ma_s;
    if (block.length() == 28) return oui_kind::ma_m;
    if (block.length() == 24) return of_cid ? oui_kind::cid : oui_kind::ma_l;
    return std::nullopt;
}

/// What a line of a list with one block a line holds.
struct read_row {
    bool is_block = false;           ///< the line begins with a prefix
    std::optional<oui_block> block;  ///< none where that has a length of no registry
    errc problem = errc::registry_line_broken;
};

/// PREFIX REGISTRY OWNER, PREFIX OWNER or PREFIX SHORT LONG, with tabs; PREFIX OWNER with blanks.
read_row read_line(std::string_view line)
{
    auto const first_tab = line.find('\t');
    auto const stop = first_tab != line.npos ? first_tab : line.find(' ');
    auto const block = read_block(line.substr(0, stop));
    if (!block || stop == line.npos) return {block.has_value(), std::nullopt};
    auto rest = line.substr(stop + 1);
    auto const second_tab = rest.find('\t');
    auto const middle = trimmed(rest.substr(0, second_tab));
    auto kind = kind_of(*block);
    if (second_tab != rest.npos) {
        auto const named = std::find(std::begin(names), std::end(names), middle);
        auto const lettered = middle.size() == 1 ? letters.find(middle) : letters.npos;
        bool const has_registry = named != std::end(names) || lettered != letters.npos;
        if (has_registry) {
            auto const number =
                named != std::end(names) ? static_cast<std::size_t>(named - std::begin(names)) : lettered;
            if (digits_of[number] * 4 != block->length()) return {true, std::nullopt};
            kind = static_cast<oui_kind>(number);
        } else if (middle.size() == 1) {
            return {true, std::nullopt, errc::registry_name_unknown};
        }
        rest = rest.substr(second_tab + 1);
        if (!has_registry && trimmed(rest).empty()) rest = middle;
    } else if (auto const remark = rest.find(" # "); remark != rest.npos) {
        rest = rest.substr(remark + 3);  // Wireshark's older form: SHORT # LONG
    }
    if (!kind) return {true, std::nullopt, errc{}};
    auto owner = tidy(rest);
    if (owner.empty()) return {true, std::nullopt};
    return {true, oui_block{*block, *kind, std::move(owner)}};
}

/** The IEEE's text form, oui.txt, mam.txt and so on. A block of 24 bits is on one line, `8CEC4B (base 16)
   OWNER`; the end of a longer one is a range behind the line with its OUI: `70-B3-D5 (hex) …`, `001000-001FFF
   (base 16)`. */
class ieee_text {
public:
    /// Whether a text is one: its head says so.
    static bool is_one(std::string_view text)
    {
        auto const head = text.substr(0, 2048);
        return head.find("(hex)") != head.npos || head.find("(base 16)") != head.npos;
    }

    std::optional<oui_block> read(std::string_view line)
    {
        constexpr std::string_view hex = "(hex)", base = "(base 16)";
        if (auto const place = line.find(hex); place != line.npos) {
            oui_ = read_block(line.substr(0, place));
            return std::nullopt;
        }
        auto const place = line.find(base);
        if (place == line.npos) return std::nullopt;
        auto const digits = trimmed(line.substr(0, place));
        auto const block = digits.find('-') == digits.npos ? read_block(digits) : part_of_oui(digits);
        auto owner = tidy(line.substr(place + base.size()));
        auto const kind = block ? kind_of(*block) : std::nullopt;
        if (!kind || owner.empty()) return std::nullopt;
        return oui_block{*block, *kind, std::move(owner)};
    }

private:
    /// `700000-7FFFFF`: the digits before the zeros belong to the prefix.
    std::optional<mac::prefix> part_of_oui(std::string_view range) const
    {
        if (!oui_ || oui_->length() != 24 || range.size() != 13 || range[6] != '-') return std::nullopt;
        std::uint64_t low = 0, high = 0;
        if (std::from_chars(range.data(), range.data() + 6, low, 16).ptr != range.data() + 6 ||
            std::from_chars(range.data() + 7, range.data() + 13, high, 16).ptr != range.data() + 13)
            return std::nullopt;
        unsigned const length = (low ^ high) == 0xFFFFF ? 28 : (low ^ high) == 0xFFF ? 36 : 0;
        if (length == 0) return std::nullopt;
        return mac::prefix(mac::eui48::from_uint(oui_->address().to_uint() | low), length);
    }

    std::optional<mac::prefix> oui_;
};

void skip_mark(std::string_view& text)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
}

}  // namespace

std::string_view to_string(oui_kind k) noexcept { return names[static_cast<std::size_t>(k)]; }

result<oui_list> oui_list::from_text(std::string_view text)
{
    skip_mark(text);
    if (text.starts_with(csv_heading)) return from_csv(text);
    bool const as_ieee_text = ieee_text::is_one(text);
    ieee_text ieee;
    oui_list list;
    bool any_block = false;
    for (std::uint32_t number = 1; !text.empty(); ++number) {
        auto const line = take_line(text);
        if (as_ieee_text) {
            if (auto block = ieee.read(line)) list.blocks_.push_back(std::move(*block));
            continue;
        }
        if (line.starts_with('#') || trimmed(line).empty()) continue;
        auto row = read_line(line);
        if (!row.is_block && !any_block) return refuse(errc::registry_file_unknown, number);
        any_block = true;
        if (row.block)
            list.blocks_.push_back(std::move(*row.block));
        else if (row.problem != errc{})
            return refuse(row.problem, number);
    }
    if (list.blocks_.empty()) return refuse(errc::registry_file_unknown, 1);
    std::stable_sort(list.blocks_.begin(), list.blocks_.end(), before);
    return list;
}

result<oui_list> oui_list::from_csv(std::string_view text)
{
    oui_list list;
    std::uint32_t line = 1;
    while (!text.empty()) {
        auto const* const start = text.data();
        auto const this_line = line;
        skip_mark(text);
        // Lists that are joined to one file have a heading each.
        bool const is_heading = text.starts_with(csv_heading);
        bool const is_blank_line = text.starts_with('\n') || text.starts_with("\r\n");
        if (is_blank_line) {
            take_line(text);
            ++line;
            continue;
        }
        auto const fields = take_csv_record(text);
        if (!fields) return refuse(errc::registry_line_broken, this_line);
        line += static_cast<std::uint32_t>(std::count(start, text.data(), '\n'));
        if (is_heading) continue;
        auto block = make_block(*fields, this_line);
        if (!block) return block.error();
        list.blocks_.push_back(std::move(*block));
    }
    std::stable_sort(list.blocks_.begin(), list.blocks_.end(), before);
    return list;
}

void oui_list::add(oui_list newer)
{
    std::erase_if(blocks_, [&](oui_block const& row) { return !newer.find(row.block).empty(); });
    blocks_.insert(blocks_.end(), std::make_move_iterator(newer.blocks_.begin()),
                   std::make_move_iterator(newer.blocks_.end()));
    std::stable_sort(blocks_.begin(), blocks_.end(), before);
}

std::span<oui_block const> oui_list::find(mac::prefix block) const noexcept
{
    oui_block const wanted{block, oui_kind::ma_l, {}};
    auto const [first, last] = std::equal_range(blocks_.begin(), blocks_.end(), wanted, before);
    return {first, last};
}

}  // namespace netbasics::registry
