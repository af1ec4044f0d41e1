#include "subnet/hosts.hpp"

#include "netbasics/ip/netmask.hpp"
#include "netbasics/ip/reverse_name.hpp"

#include <algorithm>

namespace netbasics::tools {
namespace {

using refused = boost::system::result<std::vector<host>, refused_argument>;

bool all_digits(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

/// An address that no host has and that begins as masks do: refused as a mask when it is none.
bool resembles_mask(ip::address a)
{
    if (a.is_v6()) return a.v6().group(0) == 0xFFFF;
    auto const first_octet = a.to_uint() >> 24;
    return first_octet >= 240 || first_octet == 0;
}

/// Whether the last argument is the mask: it is written as one, or is the address of one.
bool is_mask(std::string_view text, ip::family of_hosts)
{
    constexpr std::size_t longest_number = 4;  // digits; a longer one is an address as inet_aton reads it
    if (text.starts_with('/') || text.starts_with("0x") || text.starts_with("0X")) return true;
    if (!text.empty() && all_digits(text)) return text.size() <= longest_number;
    auto const a = ip::address::from_string(text);
    if (!a) {
        // A number between dots that no octet holds, or a sign in front, behind hosts that were read.
        return text.starts_with('+') || text.starts_with('-');
    }
    return a->family() == of_hosts && (ip::prefix_length_from_netmask(*a).has_value() || resembles_mask(*a));
}

result<ip::scoped_address> read_address(std::string_view text, arguments const& given)
{
    if (ip::is_reverse_name(text)) {
        auto const a = ip::address_from_reverse_name(text);
        if (!a) return a.error();
        return ip::scoped_address{*a, {}};
    }
    if (given.has("aton") && text.find(':') == text.npos) {
        auto const a = ip::address_v4_from_inet_aton(text);
        if (!a) return a.error();
        return ip::scoped_address{*a, {}};
    }
    auto read = ip::scoped_address_from_string(text);
    if (read && given.has("mapped-as-v4")) read->address = read->address.unmapped();
    return read;
}

/// 96 bits of a mapped prefix are the mapping itself.
result<unsigned> length_of_unmapped(unsigned length, std::string_view text)
{
    constexpr unsigned mapping = 96;
    if (length >= mapping) return length - mapping;
    error e(errc::mapped_prefix_too_short, 0, text.size());
    e.found = length;
    return e;
}

result<host> read_host(std::string_view text, arguments const& given)
{
    auto const slash = ip::is_reverse_name(text) ? text.npos : text.find('/');
    auto const a = read_address(text.substr(0, slash), given);
    if (!a) return a.error();
    host h{std::string(text), *a, {}, slash != text.npos};
    if (!h.own_length) return h;

    bool const unmapped = a->address.is_v4() && text.find(':') < slash;
    auto const behind = text.substr(slash + 1);
    auto length = ip::prefix_length_from_string(behind, unmapped ? ip::family::v6 : a->address.family());
    if (length && unmapped) length = length_of_unmapped(*length, behind);
    if (!length) {
        error e = length.error();
        e.offset += static_cast<std::uint32_t>(slash + 1);
        if (e.reason == errc::prefix_length_missing) e = error(e.reason, slash, 1);
        return e;
    }
    h.length = *length;
    return h;
}

result<unsigned> read_wildcard(std::string_view text, ip::family f)
{
    auto const mask = ip::address::from_string(text);
    if (!mask) return mask.error();
    if (mask->family() != f) return error(errc::families_differ, 0, text.size());
    auto length = ip::prefix_length_from_wildcard(*mask);
    if (!length) {
        error e = length.error();
        e.length = static_cast<std::uint32_t>(text.size());
        return e;
    }
    return length;
}

/// The mask for every host without its own; the text it came from, for the message.
struct common_mask {
    std::string text;
    result<unsigned> length;
};

}  // namespace

result<unsigned> read_mask(std::string_view text, ip::family f)
{
    bool const slash = text.starts_with('/');
    auto length = ip::prefix_length_from_string(text.substr(slash ? 1 : 0), f);
    if (!length) {
        error e = length.error();
        e.offset += slash ? 1 : 0;
        return e;
    }
    return length;
}

result<unsigned> read_part_length(std::string_view text, ip::prefix whole)
{
    auto const length = read_mask(text, whole.family());
    if (!length || *length >= whole.length()) return length;
    error e(errc::prefix_length_too_short, 0, text.size());
    e.found = *length;
    e.limit = whole.length();
    return e;
}

boost::system::result<std::vector<host>, refused_argument> read_hosts(arguments const& given)
{
    auto words = given.operands();
    if (words.empty()) return refused(refused_argument{"", errc::empty});

    std::vector<host> hosts;
    std::optional<std::string> mask_text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        bool const last = i > 0 && i + 1 == words.size();
        bool const all_have_own =
            std::all_of(hosts.begin(), hosts.end(), [](host const& h) { return h.own_length; });
        if (last && !given.has("wildcard") && is_mask(words[i], hosts.front().address().family()) &&
            !(all_have_own && ip::address::from_string(words[i]).has_value())) {
            mask_text = words[i];
            break;
        }
        auto const h = read_host(words[i], given);
        if (!h) return refused(refused_argument{words[i], h.error()});
        hosts.push_back(*h);
    }

    auto const family = hosts.front().address().family();
    for (auto const& h : hosts)
        if (h.address().family() != family)
            return refused(refused_argument{h.text, error(errc::families_differ, 0, h.text.size())});

    std::optional<common_mask> mask;
    if (auto const* wildcard = given.value("wildcard"))
        mask = {*wildcard, read_wildcard(*wildcard, family)};
    else if (mask_text)
        mask = {*mask_text, read_mask(*mask_text, family)};
    if (mask && !mask->length) return refused(refused_argument{mask->text, mask->length.error()});
    bool const some_own = std::any_of(hosts.begin(), hosts.end(), [](host const& h) { return h.own_length; });
    for (auto& h : hosts) {
        if (h.own_length) continue;
        if (mask)
            h.length = *mask->length;
        else if (some_own)
            return refused(refused_argument{h.text, error(errc::mask_missing, 0, h.text.size())});
    }
    return hosts;
}

}  // namespace netbasics::tools
