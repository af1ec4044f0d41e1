#include "netbasics/ip/prefix.hpp"

#include "netbasics/ip/netmask.hpp"

#include <charconv>

namespace netbasics::ip {
namespace {

template <class Prefix>
void append_prefix(std::string& out, Prefix p)
{
    append_to(out, p.network());
    char text[4] = {'/'};
    auto const end = std::to_chars(text + 1, text + sizeof text, p.length()).ptr;
    out.append(text, end);
}

/// Whether the first address of the prefix is left to no host.
bool skips_first(prefix p) noexcept { return p.length() + 1 < bits_of(p.family()); }

}  // namespace

result<prefix> prefix::from_string(std::string_view text)
{
    auto const slash = text.find('/');
    auto const a = address::from_string(text.substr(0, slash));
    if (!a) return a.error();
    if (slash == text.npos) return prefix(*a, a->bits());
    auto const length = prefix_length_from_string(text.substr(slash + 1), a->family());
    if (!length) {
        error e = length.error();
        e.offset += static_cast<std::uint32_t>(slash + 1);
        if (e.reason == errc::prefix_length_missing) e = error(e.reason, slash, 1);
        return e;
    }
    return prefix(*a, *length);
}

void append_to(std::string& out, prefix_v4 p) { append_prefix(out, p); }

void append_to(std::string& out, prefix_v6 p) { append_prefix(out, p); }

void append_to(std::string& out, prefix p) { append_prefix(out, p); }

std::string to_string(prefix p)
{
    std::string text;
    append_to(text, p);
    return text;
}

prefix common_prefix(address a, address b) noexcept
{
    auto const differing = a.to_uint() ^ b.to_uint();
    auto const length = leading_zeros(differing) - (address_v6::bits - a.bits());
    return prefix(a, length);
}

std::string address_count(prefix p)
{
    unsigned const host_bits = bits_of(p.family()) - p.length();
    if (host_bits == 128) return "340282366920938463463374607431768211456";
    return to_decimal(uint128{1} << host_bits);
}

std::string host_count(prefix p)
{
    if (!skips_first(p)) return address_count(p);
    uint128 const but_one = ~uint128{0} >> (128 - (bits_of(p.family()) - p.length()));  // addresses less one
    return to_decimal(has_broadcast(p) ? but_one - 1 : but_one);
}

address first_host(prefix p) noexcept
{
    return address::from_uint(p.network().to_uint() + (skips_first(p) ? 1 : 0), p.family());
}

address last_host(prefix p) noexcept
{
    return address::from_uint(p.last().to_uint() - (has_broadcast(p) ? 1 : 0), p.family());
}

}  // namespace netbasics::ip
