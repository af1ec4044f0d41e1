#include "netbasics/ip/reverse_name.hpp"

#include <charconv>

namespace netbasics::ip {
namespace {

constexpr std::string_view v4_suffix = "in-addr.arpa";
constexpr std::string_view v6_suffix = "ip6.arpa";

unsigned label_bits(family f) noexcept { return f == family::v4 ? 8 : 4; }

/// The name whose labels are the first `labels` octets (nibbles) of the address.
std::string name_of(address a, unsigned labels)
{
    unsigned const width = label_bits(a.family());
    std::string name;
    for (unsigned i = labels; i-- > 0;) {
        auto const label =
            static_cast<unsigned>(a.to_uint() >> (a.bits() - width * (i + 1))) & ((1u << width) - 1);
        char digits[3];
        auto const end = std::to_chars(digits, digits + sizeof digits, label, a.is_v4() ? 10 : 16).ptr;
        name.append(digits, end).push_back('.');
    }
    return name.append(a.is_v4() ? v4_suffix : v6_suffix).append(".");
}

std::string_view without_final_dot(std::string_view text) noexcept
{
    if (text.ends_with('.')) text.remove_suffix(1);
    return text;
}

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether `text` is labels, a dot, and `suffix` in any case; then `labels` is what stands before that dot.
bool split_suffix(std::string_view text, std::string_view suffix, std::string_view& labels) noexcept
{
    text = without_final_dot(text);
    if (text.size() <= suffix.size() + 1) return false;
    auto const end = text.substr(text.size() - suffix.size());
    for (std::size_t i = 0; i < end.size(); ++i)
        if (lower(end[i]) != suffix[i]) return false;
    labels = text.substr(0, text.size() - suffix.size() - 1);
    return text[labels.size()] == '.';
}

/// One label as a number; nothing when it is not one that `reverse_name` writes.
result<unsigned> read_label(std::string_view label, family f) noexcept
{
    unsigned value = 0;
    auto const [end, problem] =
        std::from_chars(label.data(), label.data() + label.size(), value, f == family::v4 ? 10 : 16);
    bool const whole = problem == std::errc{} && end == label.data() + label.size();
    bool const canonical = label.size() == 1 || (f == family::v4 && label.front() != '0');
    if (!whole || !canonical || value >= 1u << label_bits(f)) return error(errc::reverse_name_malformed);
    return value;
}

}  // namespace

std::string reverse_name(address a) { return name_of(a, a.bits() / label_bits(a.family())); }

std::vector<std::string> reverse_zones(prefix p)
{
    unsigned const width = label_bits(p.family());
    if (p.family() == family::v4 && p.length() > 24 && p.length() < 32) {
        auto const last_octet = static_cast<unsigned>(p.network().to_uint() & 0xFF);
        return {std::to_string(last_octet) + "/" + std::to_string(p.length()) + "." +
                name_of(p.network(), 3)};
    }
    unsigned const labels = (p.length() + width - 1) / width;
    unsigned const zones = 1u << (labels * width - p.length());
    unsigned const shift = bits_of(p.family()) - labels * width;
    std::vector<std::string> names;
    for (unsigned i = 0; i < zones; ++i) {
        auto const start = shift < 128 ? p.network().to_uint() | uint128{i} << shift : uint128{0};
        names.push_back(name_of(address::from_uint(start, p.family()), labels));
    }
    return names;
}

bool is_reverse_name(std::string_view text) noexcept
{
    std::string_view labels;
    return split_suffix(text, v4_suffix, labels) || split_suffix(text, v6_suffix, labels);
}

result<address> address_from_reverse_name(std::string_view text)
{
    std::string_view labels;
    family const f = split_suffix(text, v4_suffix, labels) ? family::v4 : family::v6;
    if (f == family::v6 && !split_suffix(text, v6_suffix, labels))
        return error(errc::reverse_name_malformed, 0, text.size());
    unsigned const count = bits_of(f) / label_bits(f);
    uint128 value = 0;
    std::size_t at = 0;
    for (unsigned i = 0; i < count; ++i) {
        auto const dot = std::min(labels.find('.', at), labels.size());
        bool const is_last = i + 1 == count;
        auto const label = read_label(labels.substr(at, dot - at), f);
        if (!label || is_last != (dot == labels.size()))
            return error(errc::reverse_name_malformed, at, labels.size() - at);
        value |= uint128{*label} << (i * label_bits(f));
        at = dot + 1;
    }
    return address::from_uint(value, f);
}

}  // namespace netbasics::ip
